package app.tandem.safehtml;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Pictures that lie inside a message. {@link MailTexts} leaves their places open in its markup; what stands there is known
 * only once the pictures are stored (sync E-4).
 */
public final class Embedded {

    private static final int LONGEST = 500;
    private static final Pattern PLACE =
            Pattern.compile("<img src=\"cid:([^\"]{1,4000})\" alt=\"([^\"]*)\"((?: (?:width|height)=\"[^\"]*\")*)>");
    private static final Pattern ADDRESS = Pattern.compile("/[A-Za-z0-9/._-]{1,500}");

    private Embedded() {}

    /** A Content-ID in the one form in which what a body and what an attachment says can be compared. */
    public static String contentId(String written) {
        String bare = written.strip().replaceAll("^<|>$", "").replace("&amp;", "&");
        try {
            bare = URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return bare.toLowerCase(Locale.ROOT);
        }
        return bare.toLowerCase(Locale.ROOT);
    }

    /** The pictures that have a place in markup made by {@link MailTexts}, by {@link #contentId}. */
    public static Set<String> in(String html) {
        Set<String> ids = new LinkedHashSet<>();
        for (Matcher places = PLACE.matcher(html); places.find(); ) {
            ids.add(Parser.unescapeEntities(places.group(1), true));
        }
        return ids;
    }

    /**
     * Fills the places in markup made by {@link MailTexts}: with the pictures, where they have an address, else with their
     * description.
     *
     * @param addresses absolute paths on the server that will show the markup, by {@link #contentId}
     */
    public static String placed(String html, Map<String, String> addresses) {
        Matcher places = PLACE.matcher(html);
        StringBuilder placed = new StringBuilder(html.length());
        while (places.find()) {
            String address = addresses.get(Parser.unescapeEntities(places.group(1), true));
            String description = places.group(2);
            places.appendReplacement(
                    placed,
                    Matcher.quoteReplacement(
                            address == null ? description : picture(address, description, places.group(3))));
        }
        return places.appendTail(placed).toString();
    }

    private static String picture(String address, String description, String size) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("not a path");
        }
        boolean bracketed = description.startsWith("[") && description.endsWith("]");
        String alt = bracketed ? description.substring(1, description.length() - 1) : description;
        return "<img src=\"" + address + "\" alt=\"" + alt + "\"" + size + ">";
    }

    /** The Content-ID that a picture's source refers to; empty if it refers to none. */
    static String reference(String source) {
        String trimmed = source.strip();
        boolean inside = trimmed.regionMatches(true, 0, "cid:", 0, 4) && trimmed.length() <= LONGEST;
        return inside ? Characters.line(contentId(trimmed.substring(4))) : "";
    }
}
