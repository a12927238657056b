package app.tandem.acceptance;

import app.tandem.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mailboxes as a tool with every application permission sees them: Graph as raw HTTP. */
final class Mailboxes {

    static final String MARKER = "Salesforce Emails";
    private static final int BATCH = 20;

    private final String graph;
    private final String token;

    Mailboxes(String graphUrl, String entraUrl) {
        graph = graphUrl + "/v1.0";
        String form = "grant_type=client_credentials&client_id=sandbox-tool&client_secret=sandbox-tool-secret"
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        token = Wire.send(
                        "POST",
                        entraUrl + "/" + World.TENANT + "/oauth2/v2.0/token",
                        Wire.utf8(form),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .expect(200)
                .json()
                .path("access_token")
                .asString();
    }

    JsonNode get(String path) {
        return bytes(path, 200).json();
    }

    private Wire.Answer bytes(String path, int... wanted) {
        String url = path.startsWith("http") ? path : graph + path;
        return Wire.send("GET", url, null, "Authorization", "Bearer " + token, "Prefer", "IdType=\"ImmutableId\"")
                .expect(wanted);
    }

    /** The id that a message keeps wherever it is moved. */
    String lasting(String user, String id) {
        return message(user, id, "id").path("id").asString();
    }

    /** The id of a folder at the top, by its name. */
    String folder(String user, String name) {
        return found(user, name).orElseThrow(() -> new AssertionError(user + " has no folder " + name));
    }

    /** Whether there is such a folder at the top. */
    boolean has(String user, String name) {
        return found(user, name).isPresent();
    }

    private Optional<String> found(String user, String name) {
        for (JsonNode folder : get("/users/" + user + "/mailFolders?$top=100&$select=id,displayName")
                .path("value")) {
            if (folder.path("displayName").asString().equals(name)) {
                return Optional.of(folder.path("id").asString());
            }
        }
        return Optional.empty();
    }

    /** How many messages lie in the folder. */
    int count(String user, String folder) {
        return get("/users/" + user + "/mailFolders/" + folder + "?$select=totalItemCount")
                .path("totalItemCount")
                .asInt();
    }

    /** Moves messages into the marker folder, twenty a request, as somebody does who drags a selection. Answers the new id by the old. */
    Map<String, String> mark(String user, List<String> ids) {
        String target = folder(user, MARKER);
        Map<String, String> moved = new LinkedHashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                parts.add(Map.of(
                        "id", String.valueOf(i),
                        "method", "POST",
                        "url", "/users/" + user + "/messages/" + some.get(i) + "/move",
                        "headers", Map.of("Content-Type", "application/json"),
                        "body", Map.of("destinationId", target)));
            }
            String body = JsonMapper.shared().writeValueAsString(Map.of("requests", parts));
            JsonNode answers = Wire.send(
                            "POST",
                            graph + "/$batch",
                            Wire.utf8(body),
                            "Authorization",
                            "Bearer " + token,
                            "Content-Type",
                            "application/json")
                    .expect(200)
                    .json()
                    .path("responses");
            for (JsonNode answer : answers) {
                String old = some.get(Integer.parseInt(answer.path("id").asString()));
                if (answer.path("status").asInt() == 429) {
                    moved.putAll(mark(user, List.of(old)));
                } else if (answer.path("status").asInt() == 201) {
                    moved.put(old, answer.path("body").path("id").asString());
                } else {
                    throw new AssertionError("move answered " + answer);
                }
            }
        }
        return moved;
    }

    /** Creates a message out of JSON; answers its id. */
    String create(String user, String json) {
        return Wire.send(
                        "POST",
                        graph + "/users/" + user + "/messages",
                        Wire.utf8(json),
                        "Authorization",
                        "Bearer " + token,
                        "Prefer",
                        "IdType=\"ImmutableId\"",
                        "Content-Type",
                        "application/json")
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    /** What a person does somewhere below their mailbox: POST, PATCH or DELETE; the answer may be empty. */
    JsonNode act(String method, String user, String path, @Nullable String json) {
        Wire.Answer answer = Wire.send(
                        method,
                        graph + "/users/" + user + path,
                        json == null ? null : Wire.utf8(json),
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json")
                .expect(200, 201, 204);
        return answer.text().isBlank() ? JsonMapper.shared().createObjectNode() : answer.json();
    }

    /** Sends a draft. */
    void send(String user, String draft) {
        Wire.send(
                        "POST",
                        graph + "/users/" + user + "/messages/" + draft + "/send",
                        null,
                        "Authorization",
                        "Bearer " + token)
                .expect(202);
    }

    /** A message with the fields asked for. */
    JsonNode message(String user, String id, String select) {
        return get("/users/" + user + "/messages/" + id + "?$select=" + select);
    }

    /** Attachments of a message: name, type, size, isInline. */
    JsonNode attachments(String user, String id) {
        return get("/users/" + user + "/messages/" + id + "/attachments?$select=id,name,size,isInline,contentType")
                .path("value");
    }

    /** The decoded bytes of an attachment; of an item its MIME. */
    byte[] attachment(String user, String id, String attachment) {
        return bytes("/users/" + user + "/messages/" + id + "/attachments/" + attachment + "/$value", 200)
                .bytes();
    }
}
