package app.tandem.sandbox.graph.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Paths for links. */
final class Links {

    private Links() {}

    /** The path behind the user, encoded again. */
    static String path(List<String> segments) {
        List<String> rest = segments.subList(segments.getFirst().equals("me") ? 1 : 2, segments.size());
        return String.join("/", rest.stream().map(Links::encode).toList());
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%24", "$");
    }
}
