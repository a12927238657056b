package app.tandem.sandbox.graph.mime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** The forms in which Graph hands out a body. */
public final class HtmlText {

    private static final String DROPPED =
            "script, iframe, frame, frameset, object, embed, applet, form > input, base, link";
    private static final int PREVIEW = 255;
    /** Enough of a body for its preview. */
    private static final int HEAD = 64 * 1024;

    private HtmlText() {}

    /** Plain text as the HTML that Exchange makes of it. */
    public static String fromText(String text) {
        return "<div class=\"PlainText\">" + escape(text).replace("\r\n", "\n").replace("\n", "<br>\r\n") + "</div>";
    }

    /** The whole page that a text-only mail becomes. */
    public static String pageFromText(String text) {
        return "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"
                + "<!-- converted from text --></head><body>\r\n<font size=\"2\"><span style=\"font-size:11pt;\">"
                + fromText(text) + "</span></font></body></html>";
    }

    /** HTML without what could run or load code. */
    public static String sanitised(String html) {
        Document page = parse(html);
        page.select(DROPPED).remove();
        page.select("meta[http-equiv=refresh]").remove();
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes().asList()) {
                String value = attribute.getValue() == null
                        ? ""
                        : attribute.getValue().strip().toLowerCase();
                boolean code = attribute.getKey().toLowerCase().startsWith("on")
                        || value.startsWith("javascript:")
                        || value.startsWith("vbscript:");
                if (code) {
                    element.removeAttr(attribute.getKey());
                }
            }
        }
        return page.outerHtml();
    }

    /** HTML as readable text: blocks and line breaks become lines. */
    public static String toText(String html) {
        StringBuilder text = new StringBuilder();
        parse(html).body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText().replaceAll("\\s+", " "));
                } else if (node instanceof Element element
                        && element.normalName().equals("br")) {
                    text.append("\r\n");
                } else if (node instanceof Element element && element.isBlock() && !endsLine(text)) {
                    text.append("\r\n");
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element && element.isBlock() && !endsLine(text)) {
                    text.append("\r\n");
                }
            }
        });
        return text.toString().replaceAll("(?m)^ ", "").strip();
    }

    /** The first 255 characters of a body as text on one line. */
    public static String preview(Mail.Body body) {
        String head = body.text().substring(0, Math.min(body.text().length(), HEAD));
        String text = body.html() ? parse(head).text() : head;
        String line = text.replaceAll("[\\s\u00a0]+", " ").strip();
        if (line.length() <= PREVIEW) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(PREVIEW - 1));
        return line.substring(0, splitsPair ? PREVIEW - 1 : PREVIEW);
    }

    /** The part of a body that is not quoted from earlier mail. */
    public static String unique(String html) {
        Document page = parse(html);
        page.select("blockquote, .gmail_quote, #divRplyFwdMsg, #divRplyFwdMsg ~ *, #appendonsend ~ *")
                .remove();
        return page.outerHtml();
    }

    private static Document parse(String html) {
        Document page = Jsoup.parse(html, "", Parser.htmlParser());
        page.outputSettings().prettyPrint(false).charset("UTF-8");
        return page;
    }

    private static boolean endsLine(StringBuilder text) {
        return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
