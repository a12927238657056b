package app.tandem.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes headers fit for a log: names stay, values of what could open a door do not. */
public final class Redaction {

    private static final Set<String> SAFE = Set.of(
            "date",
            "content-type",
            "content-length",
            "retry-after",
            "request-id",
            "client-request-id",
            "sforce-limit-info",
            "cache-control");

    private Redaction() {}

    /** Names with values where they are harmless, names with {@code ***} otherwise. */
    public static String of(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (SAFE.contains(entry.getKey().toLowerCase(Locale.ROOT)) ? entry.getValue() : "***"))
                .collect(Collectors.joining(", "));
    }
}
