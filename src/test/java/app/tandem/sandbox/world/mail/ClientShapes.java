package app.tandem.sandbox.world.mail;

import java.nio.charset.StandardCharsets;

/** Mails as Gmail, Apple Mail, an iPhone and Thunderbird write them. */
final class ClientShapes {

    private ClientShapes() {}

    /** Gmail on the web: two alternatives, the older letter in a quote. */
    static Part gmail(Letter letter) {
        String dir = letter.rightToLeft() ? "rtl" : "ltr";
        StringBuilder html = new StringBuilder("<div dir=\"").append(dir).append("\">");
        html.append(Html.paragraphs(letter.text(), "<div>", "</div><div><br></div>"))
                .append("</div>");
        Letter older = letter.answered();
        if (older != null) {
            html.append("<br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"")
                    .append(dir)
                    .append("\" class=\"gmail_attr\">")
                    .append(Html.escape(Quotes.wrote(older, letter.language())))
                    .append(
                            "<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">")
                    .append(Html.paragraphs(older.text(), "<div>", "</div><br>"))
                    .append("</blockquote></div>");
        }
        return Part.multipart(
                        "alternative",
                        "000000000000" + Heads.token(letter, 5, 16).toLowerCase(java.util.Locale.ROOT),
                        Part.text("plain", StandardCharsets.UTF_8, "quoted-printable", plain(letter)),
                        Part.text("html", StandardCharsets.UTF_8, "quoted-printable", html.toString()))
                .head(Heads.of(letter))
                .first("MIME-Version", "1.0");
    }

    /** Apple Mail: a picture between the paragraphs, file in the mixed part. */
    static Part appleMail(Letter letter) {
        String mark = "Apple-Mail=_" + uuid(letter);
        Part plain = Part.text("plain", StandardCharsets.UTF_8, "quoted-printable", plain(letter))
                .replace("Content-Type", "text/plain;\r\n\tcharset=utf-8");
        String html = "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"></head>"
                + "<body style=\"overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;\">"
                + Html.paragraphs(letter.text(), "<div>", "</div><div><br></div>")
                + blockquote(letter)
                + "</body></html>";
        return Part.multipart(
                        "alternative",
                        mark,
                        plain,
                        Part.text("html", StandardCharsets.UTF_8, "quoted-printable", html)
                                .replace("Content-Type", "text/html;\r\n\tcharset=utf-8"))
                .head(Heads.of(letter))
                .replace("MIME-Version", "1.0 (Mac OS X Mail 16.0 \\(3826.300.87.4.3\\))")
                .header("X-Mailer", "Apple Mail (2.3826.300.87.4.3)");
    }

    /** An iPhone: short, plain, with its line at the end. */
    static Part iphone(Letter letter) {
        return Part.text(
                        "plain",
                        StandardCharsets.UTF_8,
                        "quoted-printable",
                        letter.text() + "\n\nSent from my iPhone\n\n" + below(letter))
                .head(Heads.of(letter))
                .replace("MIME-Version", "1.0 (1.0)")
                .header("X-Mailer", "iPhone Mail (22F76)");
    }

    /** Thunderbird: flowed plain text, the answer below the quote. */
    static Part thunderbird(Letter letter) {
        return Part.text("plain", StandardCharsets.UTF_8, "8bit", below(letter) + flowed(letter.text()) + "\n")
                .replace("Content-Type", "text/plain; charset=UTF-8; format=flowed")
                .head(Heads.of(letter))
                .header("User-Agent", "Mozilla Thunderbird")
                .header("Content-Language", letter.language());
    }

    /** The text with the older letter quoted below. */
    static String plain(Letter letter) {
        return letter.text() + "\n\n" + below(letter);
    }

    private static String below(Letter letter) {
        Letter older = letter.answered();
        return older == null ? "" : Quotes.wrote(older, letter.language()) + "\n\n" + Quotes.marked(older) + "\n";
    }

    private static String blockquote(Letter letter) {
        Letter older = letter.answered();
        return older == null
                ? ""
                : "<div><br><blockquote type=\"cite\"><div>" + Html.escape(Quotes.wrote(older, letter.language()))
                        + "</div><br>" + Html.paragraphs(older.text(), "<div>", "</div><br>") + "</blockquote></div>";
    }

    private static String flowed(String text) {
        StringBuilder flowed = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            int column = 0;
            for (String word : line.split(" ")) {
                if (column > 0 && column + word.length() > 70) {
                    flowed.append(" \n");
                    column = 0;
                } else if (column > 0) {
                    flowed.append(' ');
                }
                flowed.append(word);
                column += word.length() + 1;
            }
            flowed.append('\n');
        }
        return flowed.toString();
    }

    private static String uuid(Letter letter) {
        String hex = Heads.token(letter, 6, 32);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-4" + hex.substring(13, 16) + "-A"
                + hex.substring(17, 20) + "-" + hex.substring(20);
    }
}
