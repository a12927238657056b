package app.tandem.safehtml;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Marks places in markup that {@link MailTexts} made, so that a person finds them. */
public final class Highlight {

    private Highlight() {}

    /**
     * The markup with every place in its text that the pattern finds inside a {@code mark} element. Text within one element
     * only; attributes are left alone.
     */
    public static String of(String html, Pattern places) {
        if (!places.matcher(html).find()) {
            return html;
        }
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        List<TextNode> texts = document.body().nodeStream(TextNode.class).toList();
        texts.forEach(text -> mark(text, places));
        return document.body().html();
    }

    private static void mark(TextNode text, Pattern places) {
        Matcher place = places.matcher(text.getWholeText());
        Node last = text;
        int from = 0;
        while (place.find()) {
            Element mark = new Element("mark").appendChild(new TextNode(place.group()));
            TextNode before = new TextNode(text.getWholeText().substring(from, place.start()));
            last.after(before);
            before.after(mark);
            last = mark;
            from = place.end();
        }
        if (last != text) {
            last.after(new TextNode(text.getWholeText().substring(from)));
            text.remove();
        }
    }
}
