package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Times with a zone beside them: Windows' names of zones, and those of IANA's that Graph knows. */
final class Zones {

    private static final Map<String, ZoneId> KNOWN = load();
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS");

    private Zones() {}

    static Optional<ZoneId> named(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    /** A time in the zone that is preferred, else in UTC. */
    static ObjectNode write(Instant time, Prefer prefer) {
        String name = prefer.timeZone().orElse("UTC");
        ZoneId zone = named(name).orElse(ZoneOffset.UTC);
        return Json.object().put("dateTime", WRITTEN.format(time.atZone(zone))).put("timeZone", name);
    }

    /** The instant of a time with its zone, UTC without one. */
    static @Nullable Instant instant(@Nullable JsonNode given) {
        return given == null ? null : local(given).atZone(zone(given)).toInstant();
    }

    /** Midnight of the day it names, in its zone: of a date the time is truncated. */
    static @Nullable Instant midnight(@Nullable JsonNode given) {
        return given == null
                ? null
                : local(given).toLocalDate().atStartOfDay(zone(given)).toInstant();
    }

    private static ZoneId zone(JsonNode given) {
        String name = Json.text(given, "timeZone");
        return name == null
                ? ZoneOffset.UTC
                : named(name)
                        .orElseThrow(() -> Problem.bad(
                                "TimeZoneNotSupportedException", "A valid TimeZone value must be specified."));
    }

    private static LocalDateTime local(JsonNode given) {
        String text = Json.text(given, "dateTime");
        try {
            return LocalDateTime.parse(text == null ? "" : text.replaceFirst("Z$", ""));
        } catch (DateTimeException e) {
            throw Problem.body("Cannot convert the literal '" + text + "' to the expected type 'Edm.DateTime'.");
        }
    }

    private static Map<String, ZoneId> load() {
        Map<String, ZoneId> zones = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (InputStream in = Zones.class.getResourceAsStream("/sandbox/time-zones.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] names = line.split("=");
                zones.put(names[0], ZoneId.of(names[1]));
                zones.put(names[1], ZoneId.of(names[1]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
