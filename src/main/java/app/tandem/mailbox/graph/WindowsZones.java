package app.tandem.mailbox.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Time zones as mailboxes name them: IANA's names, or Windows' (mapped by Unicode CLDR's table, region "world"). */
final class WindowsZones {

    private static final Map<String, ZoneId> BY_WINDOWS_NAME = load();

    private WindowsZones() {}

    /** The zone of that name; UTC for one that nobody knows, such as an old custom zone ({@code tzone://Microsoft/Custom}). */
    static ZoneId zone(@Nullable String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        ZoneId windows = BY_WINDOWS_NAME.get(name.strip());
        if (windows != null) {
            return windows;
        }
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    /**
     * The name of a zone whose day began at the same instant: Graph takes Windows' names and only some of IANA's. UTC when there
     * is none.
     */
    static String likeOn(ZoneId zone, LocalDate day) {
        Instant began = day.atStartOfDay(zone).toInstant();
        return BY_WINDOWS_NAME.entrySet().stream()
                .filter(one -> day.atStartOfDay(one.getValue()).toInstant().equals(began))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("UTC");
    }

    private static Map<String, ZoneId> load() {
        Map<String, ZoneId> zones = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (InputStream table = Objects.requireNonNull(
                WindowsZones.class.getResourceAsStream("windows-zones.properties"), "windows-zones.properties")) {
            Properties names = new Properties();
            names.load(new InputStreamReader(table, StandardCharsets.UTF_8));
            names.forEach((windows, iana) -> zones.put((String) windows, ZoneId.of((String) iana)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zones;
    }
}
