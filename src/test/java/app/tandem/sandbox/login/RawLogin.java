package app.tandem.sandbox.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token client that knows nothing but HTTP. */
final class RawLogin {

    static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A JSON answer. */
    record Answer(int status, JsonNode json, String text, java.net.http.HttpHeaders headers) {
        String get(String field) {
            return json.path(field).asString("");
        }

        int code() {
            return json.path("error_codes").path(0).asInt(0);
        }
    }

    private RawLogin() {}

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Answer post(String url, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build());
    }

    static Answer get(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> Urls.encode(field.getKey()) + "=" + Urls.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            String body = answer.body();
            JsonNode json = body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode();
            return new Answer(answer.statusCode(), json, body, answer.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
