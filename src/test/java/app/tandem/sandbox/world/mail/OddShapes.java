package app.tandem.sandbox.world.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Mails that are unusual but happen every day somewhere. */
final class OddShapes {

    private static final Map<String, String> OLD_CHARSETS = Map.of(
            "ja", "ISO-2022-JP",
            "zh", "GB18030",
            "ko", "EUC-KR",
            "ru", "KOI8-R",
            "uk", "windows-1251",
            "el", "ISO-8859-7",
            "he", "windows-1255",
            "ar", "windows-1256",
            "tr", "ISO-8859-9",
            "pl", "ISO-8859-2");

    private OddShapes() {}

    /** A scanner's mail: no Date. */
    static Part noDate(Letter letter) {
        return AttachmentShapes.invoice(letter).without("Date");
    }

    /** A script's mail: no Message-ID, no name. */
    static Part noMessageId(Letter letter) {
        return Part.text("plain", StandardCharsets.UTF_8, "8bit", letter.text())
                .head(Heads.of(letter.withFrom(new Address("", letter.from().address()))))
                .without("Message-ID");
    }

    /** A subject longer than any field for it. */
    static Part longSubject(Letter letter) {
        return ClientShapes.gmail(letter.withSubject((letter.subject()
                        + " – and everything we said about it on the phone, in the hall, at lunch and on the way to the station, so that nobody can claim later not to have known ")
                .repeat(3)
                .strip()));
    }

    /** No subject at all. */
    static Part noSubject(Letter letter) {
        return ClientShapes.iphone(letter).without("Subject");
    }

    /** A hundred recipients in To, more in Cc. */
    static Part manyRecipients(Letter letter) {
        List<Address> to = new ArrayList<>(letter.to());
        List<Address> cc = new ArrayList<>(letter.cc());
        String domain =
                letter.from().address().substring(letter.from().address().indexOf('@') + 1);
        for (int i = 1; i <= 160; i++) {
            (i <= 100 ? to : cc).add(new Address("Team member " + i, "team." + i + "@" + domain));
        }
        return ClientShapes.gmail(letter.withRecipients(to, cc));
    }

    /** Headers in plain UTF-8 and without encoded words, as careless programs send them. */
    static Part rawHeaders(Letter letter) {
        return ClientShapes.thunderbird(letter)
                .without("Subject")
                .without("From")
                .rawHeader(
                        "From: " + letter.from().name() + " <" + letter.from().address() + ">")
                .rawHeader("Subject: " + letter.subject() + " – größer, schöner, 更好");
    }

    /** The charset that was usual for the language before UTF-8. */
    static Part oldCharset(Letter letter) {
        Charset charset = Charset.forName(OLD_CHARSETS.getOrDefault(letter.language(), "ISO-8859-15"));
        Letter plain = letter.withText(fitting(letter.text(), charset)).withSubject(fitting(letter.subject(), charset));
        String encoding = charset.name().equals("ISO-2022-JP") ? "7bit" : "8bit";
        return Part.text("plain", charset, encoding, plain.text())
                .head(Heads.of(plain, charset))
                .header("X-Mailer", "Postbote 2.4");
    }

    /** HTML only, with a script, a form and a remote style that no reader should run. */
    static Part htmlOnly(Letter letter) {
        String html =
                "<html><head><link rel=\"stylesheet\" href=\"https://cdn.remote.example/a.css\"><script>document.title='changed'</script></head><body onload=\"alert(1)\">"
                        + Html.paragraphs(letter.text(), "<p style=\"color:#222\">", "</p>")
                        + "<form action=\"https://collect.remote.example/\"><input name=\"pin\"><button>Confirm</button></form>"
                        + "<table border=\"1\"><tr><th>Article</th><th>Pieces</th></tr><tr><td>A-1204</td><td>12</td></tr><tr><td>A-1377</td><td>4</td></tr></table></body></html>";
        return Part.text("html", StandardCharsets.UTF_8, "8bit", html).head(Heads.of(letter));
    }

    /** A multipart whose last boundary was lost on the way, and a line far longer than allowed. */
    static Part damaged(Letter letter) {
        String body = "--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                + letter.text().replace("\n", "\r\n") + "\r\n" + "word ".repeat(400)
                + "\r\n--cut\r\nContent-Type: application/octet-stream; name=log.txt\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nstarted\r\nstopped\r\n";
        return Part.raw("multipart/mixed; boundary=cut", body.getBytes(StandardCharsets.UTF_8))
                .head(Heads.of(letter));
    }

    private static String fitting(String text, Charset charset) {
        StringBuilder fitting = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            fitting.append(charset.newEncoder().canEncode(character) ? character : "?");
        });
        return fitting.toString();
    }
}
