package app.tandem.safehtml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** What is wrong with markup that claims to be safe; written without the sanitiser's own lists. */
final class SafeMarkup {

    private static final Set<String> HARMFUL = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "svg",
            "math",
            "link",
            "meta",
            "base",
            "template",
            "textarea",
            "noscript",
            "title",
            "video",
            "audio",
            "frame",
            "select",
            "xmp",
            "plaintext",
            "noembed");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"<>]*\")*)>");

    private SafeMarkup() {}

    static List<String> faults(String html) {
        List<String> faults = new ArrayList<>();
        for (Element element : Jsoup.parseBodyFragment(html).body().select("*")) {
            if (HARMFUL.contains(element.normalName())) {
                faults.add(element.normalName());
            }
            for (Attribute attribute : element.attributes()) {
                check(
                        attribute.getKey(),
                        attribute.getValue().toLowerCase(Locale.ROOT).replaceAll("\\s", ""),
                        faults);
            }
        }
        Matcher tags = TAG.matcher(html);
        if (tags.replaceAll("").matches("(?s).*[<>].*")) {
            faults.add("markup outside of plain tags");
        }
        return faults;
    }

    private static void check(String name, String value, List<String> faults) {
        boolean address = name.equals("href") || name.equals("src");
        if (name.startsWith("on")
                || Set.of("action", "formaction", "srcset", "ping", "background", "target", "id", "class")
                        .contains(name)
                || address && !value.matches("(https?://|mailto:|tel:).*")
                || name.equals("style") && value.matches(".*(url|expression|\\\\|/\\*|@import|position|behavior).*")) {
            faults.add(name + "=" + value);
        }
    }

    /** Whether every character can stand in XML 1.0. */
    static boolean isXml(String text) {
        return text.codePoints()
                .allMatch(c -> c == 9
                        || c == 10
                        || c >= 0x20 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000 && c <= 0x10FFFF);
    }
}
