package app.tandem.safehtml;

/**
 * Brings very long markup to a size that may be parsed: what nobody reads goes first (comments, style sheets, scripts,
 * embedded data), and whatever is still too long after that. One pass. It makes nothing safe; it only makes it short.
 */
final class Shrink {

    private final String html;
    private final int limit;
    private final StringBuilder out;
    private int at;
    private boolean endless;

    private Shrink(String html, int limit) {
        this.html = html;
        this.limit = limit;
        this.out = new StringBuilder(limit);
    }

    /** Markup that may be parsed; {@code cut} when something that people read is missing at its end. */
    record Short(String markup, boolean cut) {}

    /** The markup itself if it is no longer than {@code limit}, otherwise what is left of it. */
    static Short to(int limit, String html) {
        return html.length() <= limit ? new Short(html, false) : new Shrink(html, limit).run();
    }

    private Short run() {
        while (at < html.length() && out.length() < limit) {
            char c = html.charAt(at);
            int end = c == '<' ? endOfUnread() : c == 'd' || c == 'D' ? endOfData() : at;
            if (end > at) {
                at = end;
            } else {
                out.append(c);
                at++;
            }
        }
        return new Short(withoutHalfATag(Cuts.head(out.toString(), limit)), at < html.length() || endless);
    }

    private static String withoutHalfATag(String markup) {
        int tag = markup.lastIndexOf('<');
        return tag > markup.lastIndexOf('>') ? markup.substring(0, tag) : markup;
    }

    /** The end of a comment, style sheet or script that begins here; {@code at} if none does. */
    private int endOfUnread() {
        if (html.startsWith("<!--", at)) {
            return after(html.indexOf("-->", at + 4), 3);
        }
        for (String name : new String[] {"style", "script"}) {
            if (html.regionMatches(true, at + 1, name, 0, name.length()) && endsName(at + 1 + name.length())) {
                return endOf(name);
            }
        }
        return at;
    }

    private boolean endsName(int index) {
        return index >= html.length() || !Character.isLetterOrDigit(html.charAt(index));
    }

    private int endOf(String name) {
        for (int close = html.indexOf("</", at); close >= 0; close = html.indexOf("</", close + 2)) {
            if (html.regionMatches(true, close + 2, name, 0, name.length())) {
                return after(html.indexOf('>', close), 1);
            }
        }
        return after(-1, 0);
    }

    /** What never ends was cut off on its way to us: what people read may have stood behind it. */
    private int after(int index, int length) {
        endless |= index < 0;
        return index < 0 ? html.length() : index + length;
    }

    /** The end of a data URL that begins here; {@code at} if none does. */
    private int endOfData() {
        if (at == 0 || "\"'=(".indexOf(html.charAt(at - 1)) < 0 || !html.regionMatches(true, at, "data:", 0, 5)) {
            return at;
        }
        int end = at;
        while (end < html.length() && "\"'>) \t\r\n".indexOf(html.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
