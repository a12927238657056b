package app.tandem.acceptance;

import app.tandem.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser that keeps its cookies, which a plain client would not send on plain http, at the pane's doors. */
final class DoorBrowser {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String server;

    DoorBrowser(Sandbox sandbox) {
        this(sandbox.tandemUrl());
    }

    /** At another node. */
    DoorBrowser(String server) {
        this.server = server;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    JsonNode door() {
        return JsonMapper.shared().readTree(get("/office/session").body());
    }

    boolean isSignedIn() {
        return door().path("signedIn").asBoolean();
    }

    Map<String, String> guard() {
        JsonNode door = door();
        return Map.of(door.path("header").asString(), door.path("token").asString());
    }

    /** With Outlook's word, unasked. */
    HttpResponse<String> enter(String origin, JsonNode door, String token) {
        return enter(origin, door, token, false);
    }

    HttpResponse<String> enter(String origin, JsonNode door, String token, boolean asked) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
        if (door.has("token")) {
            headers.put(door.path("header").asString(), door.path("token").asString());
        }
        return post(origin, "/office/session?asked=" + asked, "", headers);
    }

    HttpResponse<String> post(String origin, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** The cookies as they are sent. */
    String cookie() {
        return cookies.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Puts one cookie into the browser. */
    void cookie(String pair) {
        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }

    /** Takes one out of it, as if it had run out. */
    void lose(String name) {
        cookies.remove(name);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("X-Forwarded-Proto", "https");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            if (!cookies.isEmpty()) {
                request.header("Cookie", cookie());
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String set) {
        String pair = set.substring(0, set.indexOf(';'));
        if (set.contains("Max-Age=0;")) {
            lose(pair.substring(0, pair.indexOf('=')));
        } else {
            cookie(pair);
        }
    }
}
