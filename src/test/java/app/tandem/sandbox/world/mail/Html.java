package app.tandem.sandbox.world.mail;

/** The HTML of mails. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Each paragraph in a tag of its own, single line feeds as breaks. */
    static String paragraphs(String text, String open, String close) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.strip().split("\n\n+")) {
            html.append(open)
                    .append(escape(paragraph).replace("\n", "<br>\n"))
                    .append(close)
                    .append('\n');
        }
        return html.toString();
    }
}
