package app.tandem.sandbox.world.mail;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mails that carry something: files, pictures in the text, other mails. */
final class AttachmentShapes {

    private AttachmentShapes() {}

    /** An invoice as PDF. */
    static Part invoice(Letter letter) {
        String number = "INV-" + (10_000 + letter.number() % 80_000);
        byte[] pdf = Documents.pdf(List.of(
                "Invoice " + number,
                "Issued by " + letter.from().address(),
                "2 pieces at 1,240.00 EUR    2,480.00 EUR",
                "Transport                      96.00 EUR",
                "Payable within 30 days."));
        return mixed(letter, OutlookShapes.web(letter), Part.file("application/pdf", number + ".pdf", pdf));
    }

    /** Tables in a zip archive. */
    static Part zipped(Letter letter) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("measurements/hall-1.csv", "time;bar\n08:00;4.1\n08:10;4.2\n08:20;5.9\n");
        files.put("measurements/hall-2.csv", "time;bar\n08:00;4.0\n08:10;4.0\n08:20;4.1\n");
        files.put("read me.txt", "The peak at 08:20 in hall 1 is real, we measured it twice.\n");
        return mixed(
                letter,
                ClientShapes.thunderbird(letter),
                Part.file("application/zip", "measurements.zip", Documents.zip(files)));
    }

    /** Two pictures in the text, one of them shown twice. */
    static Part inlineImages(Letter letter) {
        String photo = "ii_" + Heads.token(letter, 7, 10).toLowerCase(java.util.Locale.ROOT);
        String chart = "part1." + Heads.token(letter, 8, 8) + "." + Heads.token(letter, 9, 8) + "@"
                + letter.from().address().substring(letter.from().address().indexOf('@') + 1);
        String html = "<html><body>" + Html.paragraphs(letter.text(), "<p>", "</p>")
                + "<p><img src=\"cid:" + photo + "\" width=\"480\" alt=\"the hall\"></p><p><img src=\"cid:" + chart
                + "\" alt=\"chart\"></p><p><img src=\"cid:" + photo + "\" width=\"60\" alt=\"\"></p></body></html>";
        Part related = Part.multipart(
                "related",
                "------------" + Heads.token(letter, 10, 24),
                Part.text("html", StandardCharsets.UTF_8, "quoted-printable", html),
                Pictured.inline("image/jpeg", "hall.jpg", photo, Pictures.photo(letter.number())),
                Pictured.inline("image/png", "chart.png", chart, Pictures.chart(letter.number())));
        return Part.multipart(
                        "alternative",
                        "----------=_" + Heads.token(letter, 11, 20),
                        Part.text("plain", StandardCharsets.UTF_8, "8bit", letter.text()),
                        related)
                .head(Heads.of(letter));
    }

    /** Several files whose names need extended parameters, numbered pieces and encoded words. */
    static Part namedFiles(Letter letter) {
        Part longName = Part.bytes("text/csv", Documents.csv(letter.number()))
                .header(
                        "Content-Disposition",
                        "attachment;\r\n "
                                + Encodings.continued(
                                        "filename",
                                        "Preisübersicht für alle Standorte – Stand nächste Woche (vorläufig).csv"));
        Part japanese = Part.file(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "御見積書 第2版.docx",
                Documents.docx(List.of("Two units", "Delivery within four weeks")));
        Part unnamed = Part.bytes("application/octet-stream", new byte[] {1, 2, 3, 4})
                .header("Content-Disposition", "attachment");
        Part picture = Part.file("image/jpeg", "IMG_2041.JPG", Pictures.photo(letter.number() + 1));
        return mixed(letter, ClientShapes.gmail(letter), longName, japanese, picture, unnamed);
    }

    /** Another mail attached, itself with a file. */
    static Part mailAttached(Letter letter) {
        Letter inner = new Letter(
                letter.to().getFirst(),
                List.of(letter.from()),
                List.of(),
                "Minutes of our call",
                """
                Hello,

                the minutes are attached. Please tell me by Friday if something is missing.
                """,
                "en",
                letter.date().minusDays(3),
                "<minutes." + letter.number() + "@" + domain(letter) + ">",
                null,
                letter.number() + 5);
        Part attached = Part.raw("message/rfc822", namedMinutes(inner).write())
                .header("Content-Disposition", "attachment; filename=\"Minutes of our call.eml\"");
        return mixed(letter, ClientShapes.appleMail(letter), attached);
    }

    /** A forwarded chain: a mail in a mail in a mail, the middle one without a name. */
    static Part chainAttached(Letter letter) {
        Letter inner =
                letter.withSubject("Original question").withText("Does the small pump fit through a standard door?\n");
        Part innermost = ClientShapes.thunderbird(inner);
        Part middle = mixed(
                letter.withNumber(letter.number() + 3).withSubject("Fwd: Original question"),
                Part.text("plain", StandardCharsets.US_ASCII, "7bit", "See the question attached.\n")
                        .head(Heads.of(letter.withSubject("Fwd: Original question"))),
                Part.raw("message/rfc822", innermost.write()));
        return mixed(
                letter,
                ClientShapes.thunderbird(letter),
                Part.raw("message/rfc822", middle.write()).header("Content-Disposition", "inline"));
    }

    /** Attachments hidden in a winmail.dat. */
    static Part winmail(Letter letter) {
        return mixed(
                        letter,
                        Part.text("plain", StandardCharsets.US_ASCII, "7bit", asciiOnly(letter.text()))
                                .head(Heads.of(letter)),
                        Part.file(
                                "application/ms-tnef",
                                "winmail.dat",
                                Tnef.wrap(
                                        "agenda.txt",
                                        "1. Welcome\r\n2. Numbers\r\n3. Lunch\r\n"
                                                .getBytes(StandardCharsets.US_ASCII))))
                .header("X-MS-TNEF-Correlator", letter.messageId());
    }

    /** A business card. */
    static Part card(Letter letter) {
        String card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + letter.from().name() + "\r\nEMAIL;TYPE=work:"
                + letter.from().address() + "\r\nTITLE:Head of purchasing\r\nEND:VCARD\r\n";
        return mixed(
                letter,
                ClientShapes.gmail(letter),
                Part.file("text/vcard", "contact.vcf", card.getBytes(StandardCharsets.UTF_8)));
    }

    /** A detached signature beside the text, as S/MIME programs attach it (the bytes sign nothing). */
    static Part signed(Letter letter) {
        Part text = Part.text("plain", StandardCharsets.UTF_8, "quoted-printable", letter.text());
        Part signature = Part.file("application/pkcs7-signature", "smime.p7s", new byte[] {
            0x30, (byte) 0x80, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, 0, 0
        });
        return Part.multipart(
                        "signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256",
                        "----" + Heads.token(letter, 12, 32),
                        text,
                        signature)
                .head(Heads.of(letter))
                .preamble("This is an S/MIME signed message");
    }

    private static Part namedMinutes(Letter inner) {
        return mixed(
                inner,
                ClientShapes.thunderbird(inner),
                Part.file("application/pdf", "minutes.pdf", Documents.pdf(List.of("Minutes", "Everybody agreed."))));
    }

    /** The body's own headers go to the whole; what is left of it is the first part. */
    private static Part mixed(Letter letter, Part body, Part... attachments) {
        Part[] parts = new Part[attachments.length + 1];
        parts[0] = body.contentOnly();
        System.arraycopy(attachments, 0, parts, 1, attachments.length);
        return Part.multipart("mixed", "=_mixed_" + Heads.token(letter, 13, 20), parts)
                .head(Heads.of(letter))
                .preamble("This is a multi-part message in MIME format.");
    }

    private static String asciiOnly(String text) {
        return text.replaceAll("[^\\x00-\\x7f]", "?");
    }

    private static String domain(Letter letter) {
        String address = letter.from().address();
        return address.substring(address.indexOf('@') + 1);
    }
}
