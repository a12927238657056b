package app.tandem.safehtml;

import app.tandem.item.MailBody;
import app.tandem.safehtml.history.PlainText;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeTraversor;

/**
 * Makes bodies ready to be stored. Time grows with the length of a body and memory does not: no field holds more than
 * 131,072 characters, so what comes after the first {@value #PARSED} characters of markup is not looked at.
 */
public final class MailTexts {

    /** More than any field holds, so that whoever cuts to a field's length sees that there is more. */
    static final int LONGEST = 150_000;

    static final int PARSED = 1_000_000;
    static final String MORE = "[…]";
    private static final int DEEPEST = 200;

    private MailTexts() {}

    /** The body as safe markup and as text; both may be cut beyond {@value #LONGEST} characters. */
    public static MailText of(MailBody body) {
        return body.html()
                ? ofHtml(body.content(), LONGEST, false)
                : new MailText(null, plain(body.content(), LONGEST));
    }

    /** The same without quoted history and signatures (sync E-19). */
    public static MailText ofReply(MailBody body) {
        if (body.html()) {
            return ofHtml(body.content(), LONGEST, true);
        }
        return new MailText(
                null, PlainText.without(plain(body.content(), LONGEST)).strip());
    }

    /**
     * The body for a draft, as safe markup and as text; plain text becomes markup too. Nothing is left out as long as the
     * markup has no more than {@value #PARSED} characters, which is all that Outlook takes.
     */
    public static MailText forDraft(MailBody body) {
        if (body.html()) {
            MailText text = ofHtml(body.content(), PARSED, false);
            return new MailText(Embedded.placed(Objects.requireNonNull(text.html()), Map.of()), text.text());
        }
        String text = plain(body.content(), PARSED);
        return new MailText(Entities.escape(text).replace("\n", "<br>"), text);
    }

    /** Plain text as markup that keeps every line and every blank; read back it is the same text. */
    public static String preformatted(String text) {
        return text.isEmpty()
                ? ""
                : "<pre style=\"font-family:inherit;white-space:pre-wrap;margin:0\">" + Entities.escape(text)
                        + "</pre>";
    }

    private static String plain(String content, int longest) {
        String text = Characters.clean(Cuts.head(content, longest * 2)).replace('\u00A0', ' ');
        return Cuts.head(text.replaceAll("[ \\t]+\\n", "\n").strip(), longest);
    }

    private static MailText ofHtml(String content, int longest, boolean reply) {
        Shrink.Short markup = Shrink.to(PARSED, content);
        Document document = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(markup.markup(), "");
        Set<Node> absent = reply ? MarkupLines.history(document.body()) : Set.of();
        HtmlRenderer html = new HtmlRenderer(longest);
        NodeTraversor.filter(new Without(html, absent), document.body());
        TextRenderer text = new TextRenderer(longest);
        NodeTraversor.filter(new Without(text, absent), document.body());
        String more = markup.cut() ? MORE : "";
        return new MailText(html.result() + more, (text.result() + (more.isEmpty() ? "" : "\n" + more)).strip());
    }
}
