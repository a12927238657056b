package app.tandem.sandbox.graph.mime;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the text/calendar part that makes a mail a meeting message. */
final class Meetings {

    private Meetings() {}

    static Mail.@Nullable Meeting of(Part root) {
        for (Part leaf : root.leaves()) {
            if (leaf.mediaType().equals("text/calendar")) {
                Map<String, String> lines = lines(Charsets.decode(leaf.content().bytes(), "utf-8"));
                String method = leaf.parameter("method").orElse(lines.getOrDefault("METHOD", ""));
                if (method.matches("(?i)request|reply|cancel|counter")) {
                    return meeting(method.toUpperCase(Locale.ROOT), lines);
                }
            }
        }
        return null;
    }

    private static Mail.Meeting meeting(String method, Map<String, String> lines) {
        String start = lines.get("DTSTART");
        return new Mail.Meeting(
                method,
                start,
                lines.get("DTEND"),
                lines.get("LOCATION"),
                start != null && !start.contains("T"),
                lines.get("PARTSTAT"));
    }

    /** The first value of each property of the event; parameters are dropped, except the answer of an attendee. */
    private static Map<String, String> lines(String calendar) {
        Map<String, String> lines = new TreeMap<>();
        boolean event = false;
        for (String line : calendar.replaceAll("\r?\n[ \t]", "").split("\r?\n")) {
            event |= line.startsWith("BEGIN:VEVENT");
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).split(";")[0];
            if (colon > 0 && (event || name.equals("METHOD"))) {
                lines.putIfAbsent(name, line.substring(colon + 1).strip());
            }
            int answer = line.indexOf("PARTSTAT=");
            if (line.startsWith("ATTENDEE") && answer > 0) {
                lines.putIfAbsent("PARTSTAT", line.substring(answer + 9).split("[;:]")[0]);
            }
        }
        return lines;
    }
}
