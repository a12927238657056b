package app.tandem.sandbox.world.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Mails as Outlook writes them: Word's HTML with signature pictures, and the plainer HTML of Outlook on the web. */
final class OutlookShapes {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private OutlookShapes() {}

    /** Outlook for Windows: Word markup, a logo in the signature, the older letters below. */
    static Part word(Letter letter) {
        String cid = "image001.png@01DC" + Heads.token(letter, 1, 4) + "." + Heads.token(letter, 2, 8);
        Part logo = Pictured.inline(
                "image/png",
                "image001.png",
                cid,
                Pictures.logo(letter.from().address().hashCode()));
        Part html = Part.text("html", charset(letter), "quoted-printable", wordHtml(letter, cid));
        Part plain = Part.text("plain", charset(letter), "quoted-printable", plain(letter, true));
        String mark = "_00" + (4 + letter.number() % 6) + "_" + Heads.token(letter, 3, 32) + "_";
        return Part.multipart("related", mark + "rel_", Part.multipart("alternative", mark + "alt_", plain, html), logo)
                .head(Heads.of(letter, charset(letter)))
                .first("Thread-Topic", Encodings.words(topic(letter), StandardCharsets.UTF_8, true))
                .header("Accept-Language", letter.language() + ", en-US")
                .header("Content-Language", letter.language())
                .header("X-MS-Has-Attach", "yes")
                .header("X-MS-TNEF-Correlator", "")
                .header("X-Mailer", "Microsoft Outlook 16.0");
    }

    /** Outlook on the web: two alternatives, no picture. */
    static Part web(Letter letter) {
        String dir = letter.rightToLeft() ? "rtl" : "ltr";
        StringBuilder html = new StringBuilder(
                        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">")
                .append(
                        "<style type=\"text/css\" style=\"display:none;\"> P {margin-top:0;margin-bottom:0;} </style></head>\n")
                .append("<body dir=\"")
                .append(dir)
                .append("\">\n")
                .append(Html.paragraphs(
                        letter.text(),
                        "<div class=\"elementToProof\" style=\"font-family: Aptos, Calibri, sans-serif; font-size: 12pt;\">",
                        "</div><div><br></div>"))
                .append(quoted(
                        letter,
                        "<hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\""
                                + dir + "\">",
                        "</div>"))
                .append("</body></html>\n");
        String mark = "_000_" + Heads.token(letter, 4, 36) + "_";
        return Part.multipart(
                        "alternative",
                        mark,
                        Part.text("plain", StandardCharsets.UTF_8, "base64", plain(letter, false)),
                        Part.text("html", StandardCharsets.UTF_8, "base64", html.toString()))
                .head(Heads.of(letter))
                .header("X-MS-Has-Attach", "");
    }

    /** The text, and below it the letters it answers as Outlook shows them. */
    static String plain(Letter letter, boolean pictured) {
        StringBuilder text = new StringBuilder(letter.text()).append('\n');
        if (pictured) {
            text.append("\n[cid:image001.png]\n");
        }
        for (Letter older = letter.answered(); older != null; older = older.answered()) {
            text.append("\n________________________________\n");
            Quotes.block(older, letter.language())
                    .forEach(line -> text.append(line.getKey())
                            .append(": ")
                            .append(line.getValue())
                            .append('\n'));
            text.append('\n').append(older.text()).append('\n');
        }
        return text.toString();
    }

    private static String wordHtml(Letter letter, String cid) {
        String dir = letter.rightToLeft() ? " dir=\"RTL\"" : "";
        return """
                <html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
                xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
                <head>
                <meta name="Generator" content="Microsoft Word 15 (filtered medium)">
                <!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
                <style><!--
                /* Style Definitions */
                p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
                a:link, span.MsoHyperlink {mso-style-priority:99; color:#0563C1; text-decoration:underline;}
                @page WordSection1 {size:612.0pt 792.0pt; margin:70.85pt 70.85pt 2.0cm 70.85pt;}
                div.WordSection1 {page:WordSection1;}
                --></style>
                <!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]-->
                </head>
                <body lang="@language" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">
                <div class="WordSection1"@dir>
                """.replace("@language", letter.language().toUpperCase(java.util.Locale.ROOT))
                        .replace("@dir", dir)
                + Html.paragraphs(
                        letter.text(),
                        "<p class=\"MsoNormal\">",
                        "<o:p></o:p></p>\n<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>")
                + "<p class=\"MsoNormal\"><img width=\"160\" height=\"48\" style=\"width:1.6666in;height:.5in\" id=\"Picture_x0020_1\" src=\"cid:"
                + cid + "\" alt=\"\"><o:p></o:p></p>\n"
                + quoted(
                        letter,
                        "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\">",
                        "</p></div>")
                + "</div>\n</body>\n</html>\n";
    }

    private static String quoted(Letter letter, String open, String close) {
        StringBuilder html = new StringBuilder();
        for (Letter older = letter.answered(); older != null; older = older.answered()) {
            html.append(open);
            Quotes.block(older, letter.language())
                    .forEach(line -> html.append("<b>")
                            .append(Html.escape(line.getKey()))
                            .append(":</b> ")
                            .append(Html.escape(line.getValue()))
                            .append("<br>\n"));
            html.append(close).append('\n').append(Html.paragraphs(older.text(), "<p class=\"MsoNormal\">", "</p>"));
        }
        return html.toString();
    }

    private static Charset charset(Letter letter) {
        return WESTERN.newEncoder().canEncode(plain(letter, true))
                        && WESTERN.newEncoder().canEncode(letter.subject())
                ? WESTERN
                : StandardCharsets.UTF_8;
    }

    private static String topic(Letter letter) {
        return letter.history().isEmpty()
                ? letter.subject()
                : letter.history().getFirst().subject();
    }
}
