package app.tandem.mailbox.graph;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.kiota.RequestInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request, ready to be sent or to become a part of a batch.
 *
 * @param url absolute
 * @param headers beside those that every request carries
 */
record Call(String method, String url, Map<String, String> headers, byte @Nullable [] json) {

    /** As the SDK built it. */
    static Call of(RequestInformation info) {
        try (InputStream content = info.content) {
            Map<String, String> headers = new LinkedHashMap<>();
            info.headers.forEach((name, values) -> headers.put(canonical(name), String.join(",", values)));
            byte[] json = content == null ? null : content.readAllBytes();
            return new Call(
                    info.httpMethod.name(),
                    Objects.requireNonNull(info.getUri()).toString(),
                    headers,
                    json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an address that was built here is none", e);
        }
    }

    /** The SDK keeps names in lower case; inside a batch they are JSON, so they are written as the documentation has them. */
    private static String canonical(String header) {
        return Stream.of(header.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
    }

    /** An address that Graph gave, called as it is. */
    static Call get(String url) {
        return new Call("GET", url, Map.of("Accept", "application/json"), null);
    }

    /** Whether sending it twice is the same as once. */
    boolean read() {
        return method.equals("GET");
    }

    /** With a further header. */
    Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, url, more, json);
    }

    /** With another body, of the same type. */
    Call with(JsonObject body) {
        return new Call(method, url, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** With something appended to its path. */
    Call append(String suffix) {
        return new Call(method, url + suffix, headers, json);
    }

    /** As a part of a batch. */
    JsonObject part(String id, String relativeUrl, Map<String, String> everyRequest) {
        JsonObject part = new JsonObject();
        part.addProperty("id", id);
        part.addProperty("method", method);
        part.addProperty("url", relativeUrl);
        JsonObject all = new JsonObject();
        headers.forEach(all::addProperty);
        // Preferences add up; all the rest is said once.
        everyRequest.forEach((name, value) ->
                all.addProperty(name, headers.containsKey(name) ? value + ", " + headers.get(name) : value));
        part.add("headers", all);
        if (json != null) {
            JsonElement body = JsonParser.parseString(new String(json, StandardCharsets.UTF_8));
            part.add("body", body);
        }
        return part;
    }
}
