package app.tandem.safehtml;

import app.tandem.safehtml.history.History;
import app.tandem.safehtml.history.Line;
import app.tandem.safehtml.history.Line.Sign;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** A document as lines, to find in it what is quoted; nothing of it is changed. */
final class MarkupLines implements NodeFilter {

    /** What mail programs call the head of an earlier message, as id, class or name. */
    private static final Set<String> BEGINS = Set.of(
            "divrplyfwdmsg",
            "stopspelling",
            "zwchr",
            "mail-editor-reference-message-container",
            "ms-outlook-mobile-body-separator-line",
            "outlookmessageheader",
            "yahoo_quoted",
            "protonmail_quote",
            "tutanota_quote",
            "zmail_extra");

    private static final Set<String> SIGNATURES =
            Set.of("gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "applemailsignature");

    private static final String RULE = "---";
    private static final int MOST_CLASSES = 200;

    private final List<Line> lines = new ArrayList<>();
    private final List<List<Node>> nodes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private List<Node> leaves = new ArrayList<>();
    private int depth;
    private int quoted;
    private int signature;
    private boolean begins;

    private MarkupLines() {}

    /** The nodes that hold nothing but quoted history and signatures. */
    static Set<Node> history(Element body) {
        MarkupLines markup = new MarkupLines();
        NodeTraversor.filter(markup, body);
        markup.endLine();
        BitSet gone = History.in(markup.lines);
        Set<Node> history = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.stream().forEach(index -> history.addAll(markup.nodes.get(index)));
        addEmptied(body, history);
        return history;
    }

    /** An element all of whose content goes, goes too. */
    private static void addEmptied(Element body, Set<Node> history) {
        body.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int level) {}

            @Override
            public void tail(Node node, int level) {
                if (node != body
                        && node.childNodeSize() > 0
                        && node.childNodes().stream().allMatch(child -> history.contains(child) || isNothing(child))
                        && node.childNodes().stream().anyMatch(history::contains)) {
                    history.add(node);
                }
            }
        });
    }

    private static boolean isNothing(Node node) {
        return node instanceof TextNode blank && blank.isBlank();
    }

    @Override
    public FilterResult head(Node node, int level) {
        if (node instanceof TextNode words) {
            say(words);
        } else if (node instanceof Element element) {
            return head(element);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult head(Element element) {
        if (Foreign.isDropped(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (TextRenderer.isBlock(element)) {
            endLine();
        }
        begins |= isOneOf(element, BEGINS);
        signature += isOneOf(element, SIGNATURES) ? 1 : 0;
        switch (element.normalName()) {
            case "blockquote" -> {
                depth++;
                quoted += isCited(element) ? 1 : 0;
            }
            case "br" -> {
                leaves.add(element);
                endLine();
            }
            case "hr" -> {
                endLine();
                text.append(RULE);
                leaves.add(element);
                endLine();
            }
            case "td", "th" -> text.append(' ');
            case "img" -> leaves.add(element);
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int level) {
        if (node instanceof Element element) {
            if (TextRenderer.isBlock(element)) {
                endLine();
            }
            signature -= isOneOf(element, SIGNATURES) ? 1 : 0;
            if (element.normalName().equals("blockquote")) {
                depth--;
                quoted -= isCited(element) ? 1 : 0;
            }
        }
        return FilterResult.CONTINUE;
    }

    /** Whether a mail program made it to quote what is answered, not a person to indent or to cite. */
    private static boolean isCited(Element quote) {
        return quote.attr("type").equalsIgnoreCase("cite") || isOneOf(quote, Set.of("gmail_quote"));
    }

    private static boolean isOneOf(Element element, Set<String> names) {
        String said = element.id() + " " + element.attr("name") + " " + element.className();
        if (said.length() == 2 || said.length() > MOST_CLASSES) {
            return false;
        }
        for (String name : said.toLowerCase(Locale.ROOT).split("\\s+")) {
            // Outlook on the web puts "x_" before what it finds in a message, once for each time it is passed on.
            if (names.contains(name.replaceFirst("^(?:x_)+", ""))) {
                return true;
            }
        }
        return false;
    }

    private void say(TextNode words) {
        leaves.add(words);
        String whole = words.getWholeText();
        int end = Math.min(whole.length(), Line.LONGEST * 2);
        for (int i = 0; i < end && text.length() < Line.LONGEST; i++) {
            char c = whole.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (!blank) {
                text.append(c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
    }

    private void endLine() {
        if (leaves.isEmpty()) {
            return;
        }
        Line line = Line.of(text.toString(), depth, sign());
        begins &= line.text().isBlank() || line.text().equals(RULE);
        lines.add(line);
        nodes.add(leaves);
        leaves = new ArrayList<>();
        text.setLength(0);
    }

    private Sign sign() {
        boolean blank = text.toString().isBlank();
        if (begins && !blank && !text.toString().equals(RULE)) {
            return Sign.BEGINS;
        }
        return quoted > 0 ? Sign.QUOTED : signature > 0 ? Sign.SIGNATURE : Sign.NONE;
    }
}
