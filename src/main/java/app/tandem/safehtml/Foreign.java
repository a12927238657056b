package app.tandem.safehtml;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** What both renderers need to know of foreign elements. */
final class Foreign {

    /** Elements that go with all they hold. */
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "object",
            "embed",
            "iframe",
            "frame",
            "frameset",
            "svg",
            "math",
            "audio",
            "video",
            "canvas",
            "applet",
            "input",
            "select",
            "xml",
            "meta",
            "link",
            "base",
            "noembed",
            "noframes",
            "param",
            "source",
            "track",
            "map",
            "area",
            "dialog",
            "portal",
            "fencedframe");

    private static final Pattern HIDDEN =
            Pattern.compile("display\\s*:\\s*none|mso-hide\\s*:\\s*all|visibility\\s*:\\s*hidden");
    private static final Pattern URL = Pattern.compile("(?i)(https?://[^/?#]|mailto:|tel:)[^\\s<>\"]+");
    private static final int LONGEST_STYLE = 4_000;
    private static final int LONGEST_URL = 2_000;

    private Foreign() {}

    /** Whether nobody sees this element in a mail program. */
    static boolean isDropped(Element element) {
        return DROPPED.contains(element.normalName())
                || element.hasAttr("hidden")
                || HIDDEN.matcher(style(element)).find();
    }

    /** Its style attribute in lower case; an absurdly long one counts as none. */
    static String style(Element element) {
        String style = element.attr("style");
        return style.length() > LONGEST_STYLE ? "" : style.toLowerCase(Locale.ROOT);
    }

    /** A link's target, if it is one that may be followed: http, https, mailto, tel; absolute and not endless. */
    static Optional<String> url(String value) {
        String url = Characters.clean(value).replaceAll("[\\s\\p{Cntrl}]+", "");
        return url.length() <= LONGEST_URL && URL.matcher(url).matches() ? Optional.of(url) : Optional.empty();
    }

    /** A picture as text: its description, without brackets where that is just a sign. */
    static String picture(Element image) {
        String alt = Cuts.head(Characters.line(image.attr("alt")).replaceAll("\\s+", " "), 200);
        if (alt.isEmpty() || isTiny(image)) {
            return "";
        }
        return alt.codePoints().anyMatch(Character::isLetterOrDigit) ? "[" + alt + "]" : alt;
    }

    /** A spacer or a beacon. */
    static boolean isTiny(Element image) {
        return isTiny(image.attr("width")) || isTiny(image.attr("height"));
    }

    private static boolean isTiny(String length) {
        return length.matches("0*[0-2](px)?");
    }
}
