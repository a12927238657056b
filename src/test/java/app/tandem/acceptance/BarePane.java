package app.tandem.acceptance;

import app.tandem.sandbox.SandboxOptions;
import app.tandem.sandbox.world.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open pane without a browser, for counting what many of them cost: it signs in by Outlook's word and tells of one mail. */
final class BarePane {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PaneStage stage;
    private String cookie = "";
    private String csrf = "";
    private int syncId;
    private int clientId;

    /** Opens it for somebody who is connected. */
    BarePane(PaneStage stage, Person person, Map<String, Object> item) {
        this.stage = stage;
        JsonNode door = json(send(request("/office/session")));
        String token = stage.sandbox
                .entra()
                .nestedSignIn(person.mail(), "tandem", "api://tandem/access_as_user", false)
                .token();
        expect(
                204,
                send(request("/office/session")
                        .header("Authorization", "Bearer " + token)
                        .header("Origin", SandboxOptions.TANDEM_SITE)
                        .header(
                                door.path("header").asString(),
                                door.path("token").asString())
                        .POST(HttpRequest.BodyPublishers.noBody())));
        JsonNode uidl = json(send(request("/pane/?v-r=init&location=&query=")))
                .path("appConfig")
                .path("uidl");
        csrf = uidl.path("Vaadin-Security-Key").asString();
        syncId = uidl.path("syncId").asInt();
        int view = StreamSupport.stream(uidl.path("changes").spliterator(), false)
                .filter(change -> change.path("add").toString().contains("\"itemChanged\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pane in " + uidl))
                .path("node")
                .asInt();
        call("""
                {"type":"publishedEventHandler","node":%d,"templateEventMethodName":"itemChanged",
                 "templateEventMethodArgs":[%s],"promise":-1}
                """.formatted(
                view, JsonMapper.shared().writeValueAsString(JsonMapper.shared().writeValueAsString(item))));
    }

    /** What has changed on the screen since the last look. */
    String look() {
        return call("");
    }

    private String call(String rpc) {
        String body = """
                {"csrfToken":"%s","rpc":[%s],"syncId":%d,"clientId":%d}
                """.formatted(csrf, rpc, syncId, clientId++);
        String answer = send(request("/pane/?v-r=uidl&v-uiId=0")
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body();
        JsonNode uidl = JsonMapper.shared().readTree(answer.replaceFirst("^for\\(;;\\);", ""));
        syncId = uidl.path(0).path("syncId").asInt(syncId);
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stage.sandbox.tandemUrl() + path))
                .header("X-Forwarded-Proto", "https");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.statusCode() + " instead of " + status + ": " + answer.body());
        }
    }
}
