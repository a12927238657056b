package app.tandem.sandbox.graph;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import app.tandem.sandbox.world.Org;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A sandbox of three people and a plain HTTP client: what the tests of this package speak with. */
final class GraphClient implements AutoCloseable {

    static final String ANA = "ana@northwind.example";
    static final String BEN = "ben@northwind.example";
    static final String EVA = "eva@fabrikam.example";
    static final String IMMUTABLE = "IdType=\"ImmutableId\"";
    private static final Set<String> DELEGATED = Set.of(
            "User.Read",
            "Mail.Read",
            "Mail.ReadWrite",
            "Mail.Send",
            "MailboxSettings.ReadWrite",
            "Tasks.ReadWrite",
            "Contacts.ReadWrite");
    private static final Set<String> ROLES = Set.of(
            "User.Read.All",
            "Mail.Read",
            "Mail.ReadWrite",
            "Mail.Send",
            "MailboxSettings.ReadWrite",
            "Tasks.ReadWrite.All",
            "Contacts.ReadWrite");

    final Kernel kernel = new Kernel();
    final World world = world();
    final GraphService graph = GraphService.start(kernel, world, 0);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GraphClient() {
        world.people().forEach(person -> token("token-" + person.mail(), "tandem", person.mail(), DELEGATED));
        token("app", "tandem-app", null, ROLES);
    }

    static World world() {
        Org north = new Org("00D000000000001AAA", "Northwind", "northwind.example");
        Org fabrikam = new Org("00D000000000002AAA", "Fabrikam", "fabrikam.example");
        return new World(
                1,
                List.of(north, fabrikam),
                List.of(
                        person(ANA, "Ana", "Silva", 1, north),
                        person(BEN, "Ben", "Okafor", 2, north),
                        person(EVA, "Eva", "Lind", 3, fabrikam)));
    }

    private static Person person(String mail, String first, String last, int number, Org org) {
        return new Person(
                mail,
                first,
                last,
                "6f1c0000-0000-4000-8000-00000000000" + number,
                "00500000000000" + number + "AAA",
                org.orgId,
                org.name,
                "user",
                "Europe/Berlin",
                List.of(first.toLowerCase(java.util.Locale.ROOT) + ".alias@" + org.domain));
    }

    void token(String value, String client, @Nullable String user, Set<String> scopes) {
        kernel.tokens.issue(new Token(
                Service.ENTRA,
                value,
                client,
                user,
                scopes,
                World.TENANT,
                Instant.now().plus(Duration.ofDays(60))));
    }

    /** An answer with its JSON. */
    record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {
        ObjectNode json() {
            return Json.read(bytes);
        }

        JsonNode value() {
            return json().path("value");
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String id() {
            return json().path("id").asString();
        }

        String code() {
            return json().path("error").path("code").asString();
        }

        String message() {
            return json().path("error").path("message").asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** Ana asks; further arguments are header names and values. */
    Answer get(String path, String... headers) {
        return as("token-" + ANA, "GET", path, null, headers);
    }

    Answer post(String path, @Nullable String json, String... headers) {
        return as("token-" + ANA, "POST", path, json, headers);
    }

    Answer patch(String path, String json, String... headers) {
        return as("token-" + ANA, "PATCH", path, json, headers);
    }

    Answer delete(String path, String... headers) {
        return as("token-" + ANA, "DELETE", path, null, headers);
    }

    Answer as(@Nullable String token, String method, String path, @Nullable String body, String... headers) {
        String url = path.startsWith("http") ? path : "http://127.0.0.1:" + graph.port() + "/v1.0" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        boolean typed = List.of(headers).contains("Content-Type");
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            return new Answer(0, java.net.http.HttpHeaders.of(java.util.Map.of(), (a, b) -> true), new byte[0]);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A small plain mail in Ana's inbox; its default id. */
    String mail(String subject) {
        return mail(ANA, "inbox", subject);
    }

    String mail(String mailbox, String folder, String subject) {
        String mime = "From: \"Carl Meyer\" <carl@customer.example>\r\nTo: <" + mailbox + ">\r\nSubject: " + subject
                + "\r\nDate: Mon, 16 Nov 2026 09:00:00 +0100\r\nMessage-ID: <" + subject.hashCode()
                + "@customer.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHello about " + subject
                + "\r\n";
        return graph.deliver(mailbox, folder, null, mime.getBytes(StandardCharsets.UTF_8))
                .id();
    }

    /** The immutable id of a message. */
    String immutable(String id) {
        return get("/me/messages/" + id + "?$select=id", "Prefer", IMMUTABLE).id();
    }

    /** A percent-encoded query value. */
    static String q(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        graph.close();
        kernel.close();
    }
}
