package app.tandem.safehtml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Writes new markup from what a foreign document says: only known elements with known attributes, every value escaped.
 * Nothing of the source is copied as it stands.
 */
final class HtmlRenderer implements NodeFilter {

    private static final Set<String> VOID = Set.of("br", "hr", "img", "col");
    private static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "address",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "caption",
            "center",
            "cite",
            "code",
            "colgroup",
            "dd",
            "del",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "i",
            "ins",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "u",
            "ul",
            "var",
            "br",
            "hr",
            "col");
    private static final Set<String> ATTRIBUTES = Set.of(
            "align",
            "valign",
            "dir",
            "lang",
            "title",
            "width",
            "height",
            "border",
            "cellpadding",
            "cellspacing",
            "bgcolor",
            "color",
            "face",
            "size",
            "colspan",
            "rowspan",
            "span",
            "start",
            "nowrap");
    private static final Set<String> PROPERTIES = Set.of(
            "color",
            "background-color",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "text-align",
            "text-decoration",
            "text-indent",
            "line-height",
            "vertical-align",
            "white-space",
            "list-style-type",
            "width",
            "height",
            "margin",
            "margin-top",
            "margin-bottom",
            "margin-left",
            "margin-right",
            "padding",
            "padding-top",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "border",
            "border-top",
            "border-bottom",
            "border-left",
            "border-right",
            "border-color",
            "border-style",
            "border-width",
            "border-collapse");
    private static final Pattern PLAIN_VALUE =
            Pattern.compile("(?:[a-z0-9 #%.,'\"!_-]|rgba?\\([0-9 .,%]{1,40}\\)){1,200}");
    private static final Map<Character, String> ESCAPES =
            Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;", '"', "&quot;", '\'', "&#39;");
    private static final int DEEPEST = 60;
    private static final int LONGEST_ATTRIBUTE = 500;

    private final int limit;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Node> open = new ArrayDeque<>();

    HtmlRenderer(int limit) {
        this.limit = limit;
    }

    /** What was written, every element closed. */
    String result() {
        while (!open.isEmpty()) {
            close((Element) open.pop());
        }
        return out.toString();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (out.length() > limit) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode text) {
            escape(Characters.clean(Cuts.head(text.getWholeText(), limit)));
        } else if (node instanceof Element element) {
            if (Foreign.isDropped(element)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            open(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node == open.peek()) {
            close((Element) open.pop());
        }
        return FilterResult.CONTINUE;
    }

    private void open(Element element) {
        String name = element.normalName();
        if (name.equals("img")) {
            picture(element);
        } else if (ELEMENTS.contains(name) && open.size() < DEEPEST) {
            out.append('<').append(name);
            element.attributes().forEach(attribute -> attribute(name, attribute));
            out.append('>');
            if (!VOID.contains(name)) {
                open.push(element);
            }
        }
    }

    private void close(Element element) {
        out.append("</").append(element.normalName()).append('>');
    }

    private void attribute(String element, Attribute attribute) {
        String name = attribute.getKey();
        if (name.equals("href") && element.equals("a")) {
            Foreign.url(attribute.getValue()).ifPresent(url -> write("href", url));
        } else if (name.equals("style") && attribute.getValue().length() <= 4_000) {
            style(attribute.getValue());
        } else if (ATTRIBUTES.contains(name) && attribute.getValue().length() <= LONGEST_ATTRIBUTE) {
            write(name, attribute.getValue());
        }
    }

    private void write(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(Characters.line(value));
        out.append('"');
    }

    /** Only plain properties with plain values: no address, function, escape or comment gets through. */
    private void style(String style) {
        StringBuilder kept = new StringBuilder();
        for (String declaration : style.toLowerCase(Locale.ROOT).split(";", 100)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String property = declaration.substring(0, colon).strip();
                String value = declaration.substring(colon + 1).strip();
                if (PROPERTIES.contains(property) && PLAIN_VALUE.matcher(value).matches()) {
                    kept.append(kept.isEmpty() ? "" : ";")
                            .append(property)
                            .append(':')
                            .append(value);
                }
            }
        }
        if (!kept.isEmpty()) {
            write("style", kept.toString());
        }
    }

    /** Pictures of the web stay, beacons go; those inside the message keep their place (sync E-4). */
    private void picture(Element image) {
        String source = image.attr("src");
        String inside = Embedded.reference(source);
        if (!inside.isEmpty() && !Foreign.isTiny(image)) {
            out.append("<img");
            write("src", "cid:" + inside);
            write("alt", Foreign.picture(image));
            size(image);
            return;
        }
        if (!source.regionMatches(true, 0, "http", 0, 4)
                || Foreign.isTiny(image)
                || Foreign.url(source).isEmpty()) {
            escape(Foreign.picture(image));
            return;
        }
        out.append("<img");
        write("src", Foreign.url(source).orElseThrow());
        copy(image, "alt");
        size(image);
    }

    private void size(Element image) {
        copy(image, "width");
        copy(image, "height");
        out.append('>');
    }

    private void copy(Element image, String name) {
        if (image.hasAttr(name) && image.attr(name).length() <= LONGEST_ATTRIBUTE) {
            write(name, image.attr(name));
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escaped = c < 128 ? ESCAPES.get(c) : null;
            if (escaped != null) {
                out.append(escaped);
            } else {
                out.append(c);
            }
        }
    }
}
