package app.tandem.safehtml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/** Shortens text and markup to the length of a field, visibly. Lengths are counted as Java and Salesforce do, in UTF-16 units. */
public final class Cuts {

    private static final Set<String> VOID = Set.of("br", "hr", "img", "col");
    private static final int LONGEST_ENTITY = 12;

    private Cuts() {}

    /** The text if it fits, otherwise its beginning and the mark; never half a surrogate pair. */
    public static String text(String text, int limit, String mark) {
        if (text.length() <= limit) {
            return text;
        }
        String end = mark.length() <= limit ? mark : "";
        return head(text, limit - end.length()) + end;
    }

    /** The beginning of a text, at most so long; never half a surrogate pair. */
    public static String head(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Math.max(0, limit);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /**
     * Markup made by {@link MailTexts} if it fits, otherwise its beginning, the mark (markup itself) and the end tags
     * that are owed; never cut inside a tag or an entity.
     */
    public static String html(String html, int limit, String mark) {
        if (html.length() <= limit) {
            return html;
        }
        Scan scan = new Scan(html);
        int best = 0;
        int owed = 0;
        Deque<String> open = new ArrayDeque<>();
        while (scan.at < html.length()) {
            scan.next();
            if (scan.at > limit) {
                break;
            }
            owed = scan.owed;
            if (scan.at + owed + mark.length() <= limit) {
                best = scan.at;
            }
        }
        Scan again = new Scan(html);
        while (again.at < best) {
            again.next();
        }
        open.addAll(again.open);
        StringBuilder cut = new StringBuilder(limit).append(html, 0, best);
        if (best + mark.length() + again.owed <= limit) {
            cut.append(mark);
        }
        for (Iterator<String> tags = open.iterator(); tags.hasNext(); ) {
            cut.append("</").append(tags.next()).append('>');
        }
        return cut.toString();
    }

    /** Walks over markup piece by piece: a tag, an entity or a character. */
    private static final class Scan {
        private final String html;
        private final Deque<String> open = new ArrayDeque<>();
        private int at;
        private int owed;

        Scan(String html) {
            this.html = html;
        }

        void next() {
            char c = html.charAt(at);
            if (c == '<') {
                int close = html.indexOf('>', at);
                int end = close < 0 ? html.length() : close + 1;
                tag(html.substring(at, end));
                at = end;
            } else if (c == '&') {
                int end = html.indexOf(';', at);
                at = end > 0 && end - at <= LONGEST_ENTITY ? end + 1 : at + 1;
            } else {
                at += Character.charCount(html.codePointAt(at));
            }
        }

        private void tag(String tag) {
            if (tag.startsWith("</")) {
                if (!open.isEmpty()) {
                    owed -= open.pop().length() + 3;
                }
                return;
            }
            int end = 1;
            while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
                end++;
            }
            String name = tag.substring(1, end).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !VOID.contains(name)) {
                open.push(name);
                owed += name.length() + 3;
            }
        }
    }
}
