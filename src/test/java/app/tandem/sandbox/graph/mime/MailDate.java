package app.tandem.sandbox.graph.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Date header in its many spellings. */
final class MailDate {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES = Map.of(
            "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7, "GMT", 0, "UT", 0);
    private static final Pattern FORM = Pattern.compile("(\\d{1,2})[\\s-]+([A-Za-z]{3})[A-Za-z]*\\.?,?[\\s-]+(\\d{2,4})"
            + "[\\s,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?\\s*([+-]\\d{4}|[A-Za-z]+)?");

    private MailDate() {}

    /** The instant a header means; empty when it is not a date. A date without a zone counts as UTC. */
    static Optional<Instant> parse(String header) {
        Matcher date = FORM.matcher(header.replaceAll("\\([^)]*\\)", " "));
        if (!date.find()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        int second = date.group(6) == null ? 0 : Integer.parseInt(date.group(6));
        try {
            return Optional.of(LocalDateTime.of(
                            year(date.group(3)),
                            month,
                            Integer.parseInt(date.group(1)),
                            Integer.parseInt(date.group(4)),
                            Integer.parseInt(date.group(5)),
                            Math.min(second, 59))
                    .toInstant(zone(date.group(7))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : digits.length() == 3 ? year + 1900 : year < 50 ? year + 2000 : year + 1900;
    }

    private static ZoneOffset zone(@org.jspecify.annotations.Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (zone.startsWith("+") || zone.startsWith("-")) {
            int hours = Integer.parseInt(zone.substring(1, 3));
            int minutes = Integer.parseInt(zone.substring(3));
            int seconds = (hours * 60 + minutes) * 60;
            return ZoneOffset.ofTotalSeconds(zone.startsWith("-") ? -seconds : seconds);
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
    }
}
