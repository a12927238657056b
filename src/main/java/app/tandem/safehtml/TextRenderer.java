package app.tandem.safehtml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** Writes a document as text that a person can read: paragraphs, lists, tables as lines, links with their address. */
final class TextRenderer implements NodeFilter {

    /** Lines that end before and after a block: one is a new line, two leave a line empty. */
    private static final Map<String, Integer> BLOCKS = Map.ofEntries(
            Map.entry("p", 2),
            Map.entry("h1", 2),
            Map.entry("h2", 2),
            Map.entry("h3", 2),
            Map.entry("h4", 2),
            Map.entry("h5", 2),
            Map.entry("h6", 2),
            Map.entry("blockquote", 2),
            Map.entry("table", 2),
            Map.entry("ul", 2),
            Map.entry("ol", 2),
            Map.entry("dl", 2),
            Map.entry("pre", 2),
            Map.entry("div", 1),
            Map.entry("li", 1),
            Map.entry("tr", 1),
            Map.entry("dt", 1),
            Map.entry("dd", 1),
            Map.entry("center", 1),
            Map.entry("section", 1),
            Map.entry("article", 1),
            Map.entry("header", 1),
            Map.entry("footer", 1),
            Map.entry("address", 1),
            Map.entry("fieldset", 1),
            Map.entry("form", 1),
            Map.entry("caption", 1),
            Map.entry("main", 1),
            Map.entry("nav", 1),
            Map.entry("aside", 1),
            Map.entry("figure", 2),
            Map.entry("figcaption", 1),
            Map.entry("details", 1),
            Map.entry("summary", 1),
            Map.entry("option", 1),
            Map.entry("body", 1),
            Map.entry("dir", 2),
            Map.entry("menu", 2),
            Map.entry("legend", 1));

    private static final Set<String> LISTS = Set.of("ul", "ol", "dir", "menu");
    private static final Pattern NO_MARGIN = Pattern.compile("margin(?:-bottom)?\\s*:\\s*0");
    private static final Pattern WORD_BULLET = Pattern.compile("[·•o§▪–-]");

    private final int limit;
    private final TextLines lines = new TextLines();
    private final Deque<Integer> lists = new ArrayDeque<>();
    private final Deque<Row> rows = new ArrayDeque<>();
    private final Deque<Integer> links = new ArrayDeque<>();
    private int pre;

    /** A table row: the line on which it began, or -1 while it is empty. */
    private static final class Row {
        private int line = -1;
    }

    TextRenderer(int limit) {
        this.limit = limit;
    }

    /** Whether it begins and ends lines. */
    static boolean isBlock(Element element) {
        return BLOCKS.containsKey(element.normalName());
    }

    String result() {
        return lines.result();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (lines.length() > limit) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode text) {
            String content = Characters.clean(Cuts.head(text.getWholeText(), limit));
            if (pre > 0) {
                lines.preformatted(content);
            } else {
                lines.flow(content);
            }
            began();
            return FilterResult.CONTINUE;
        }
        return node instanceof Element element ? head(element) : FilterResult.CONTINUE;
    }

    private FilterResult head(Element element) {
        if (Foreign.isDropped(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (Foreign.style(element).contains("mso-list:ignore")) {
            wordMarker(element);
            return FilterResult.SKIP_ENTIRELY;
        }
        breakAround(element);
        switch (element.normalName()) {
            case "br" -> lines.newLine();
            case "hr" -> rule();
            case "img" -> lines.flow(Foreign.picture(element));
            case "pre" -> pre++;
            case "blockquote" -> lines.quote(1);
            case "ul", "dir", "menu" -> openList(0);
            case "ol" -> openList(1);
            case "li" -> item();
            case "tr" -> rows.push(new Row());
            case "td", "th" -> cell();
            case "a" -> links.push(lines.length());
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        switch (element.normalName()) {
            case "pre" -> pre--;
            case "blockquote" -> {
                lines.block(2);
                lines.quote(-1);
            }
            case "ul", "ol", "dir", "menu" -> closeList();
            case "li" -> lines.noMarker();
            case "td", "th" -> lines.endCell();
            case "tr" -> closeRow();
            case "a" -> link(element, links.pop());
            default -> {}
        }
        breakAround(element);
        return FilterResult.CONTINUE;
    }

    private void breakAround(Element element) {
        Integer breaks = BLOCKS.get(element.normalName());
        if (breaks != null) {
            lines.block(isTight(element) ? 1 : breaks);
        }
    }

    private boolean isTight(Element element) {
        if (element.normalName().equals("p")) {
            return !lists.isEmpty()
                    || element.className().startsWith("Mso")
                    || NO_MARGIN.matcher(Foreign.style(element)).find();
        }
        return LISTS.contains(element.normalName()) && !lists.isEmpty();
    }

    private void rule() {
        lines.block(1);
        lines.flow("---");
        lines.block(1);
    }

    private void openList(int first) {
        lists.push(first);
        lines.indent(lists.size());
    }

    private void closeList() {
        lists.pop();
        lines.indent(lists.size());
    }

    private void item() {
        int number = lists.isEmpty() ? 0 : lists.pop();
        lists.push(number == 0 ? 0 : number + 1);
        if (lists.size() == 1) {
            lines.indent(1);
        }
        lines.marker(number == 0 ? "• " : number + ". ");
    }

    /** Word writes its lists as paragraphs with the bullet inside. */
    private void wordMarker(Element element) {
        String marker = Characters.line(Cuts.head(element.text(), 20))
                .replace('\u00A0', ' ')
                .strip();
        lines.flow((WORD_BULLET.matcher(marker).matches() ? "•" : marker) + " ");
    }

    /** Cells of one line stand beside each other; after a cell of several lines the next one starts anew. */
    private void cell() {
        Row row = rows.peek();
        lines.cell();
        if (row == null || row.line < 0) {
            return;
        }
        if (row.line == lines.line()) {
            lines.separate();
        } else {
            lines.block(1);
        }
    }

    private void began() {
        Row row = rows.peek();
        if (row != null && row.line < 0 && lines.isInLine()) {
            row.line = lines.line();
        }
    }

    private void closeRow() {
        Row row = rows.pop();
        lines.endRow();
        Row outer = rows.peek();
        if (outer != null && outer.line < 0) {
            outer.line = row.line;
        }
    }

    private void link(Element element, int start) {
        String label = lines.since(start).strip();
        @Nullable String url = Foreign.url(element.attr("href")).orElse(null);
        if (url != null && !label.isEmpty() && !bare(label).equals(bare(url))) {
            lines.flow(" <" + url + ">");
        }
    }

    private static String bare(String url) {
        return url.toLowerCase(Locale.ROOT)
                .replaceFirst("^(?:https?://|mailto:|tel:)", "")
                .replaceFirst("/$", "");
    }
}
