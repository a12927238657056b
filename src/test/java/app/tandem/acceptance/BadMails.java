package app.tandem.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Mail as it should not be: too long, too much, broken, or strange. Each by a name, with what must come of it. */
final class BadMails {

    /** Graph makes markup of plain text, which is a little longer. */
    static final int BODY = 25_000_000;

    static final int FILE = 35 << 20;

    /** People whose names need every kind of script. */
    static final List<String> NAMES = List.of(
            "Zoë Müller-Ñandú",
            "Дмитрий Щербаков",
            "Ελένη Παπαδοπούλου",
            "محمد عبد الله",
            "שרה כהן־לוי",
            "山田 太郎",
            "김민수",
            "王小明",
            "สมชาย ใจดี",
            "प्रिया शर्मा",
            "ნინო ბერიძე",
            "አበበ ቢቂላ",
            "Nguyễn Thị Ánh",
            "👩‍👩‍👧 Family 🏳️‍🌈",
            "e\u0301a\u0308 combined",
            "𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𠮷野");

    static final String END = "the end of it";

    private static final String FILE_NAMES = "図面 – чертёж – رسم.txt";

    /**
     * @param mime as it is delivered; null where only Graph can say it
     * @param json a message as it is created in Graph
     * @param subject that the record must carry
     * @param refused the code of the refusal; null where it must be saved
     * @param parts texts that the record must hold somewhere
     * @param names texts that it must hold where it has room for names
     * @param files SHA-256 of files that the record must hold
     */
    record Bad(
            String name,
            byte @Nullable [] mime,
            @Nullable String json,
            String subject,
            @Nullable String refused,
            List<String> parts,
            List<String> names,
            List<String> files) {

        private Bad holding(String... more) {
            return new Bad(name, mime, json, subject, refused, List.of(more), names, files);
        }

        private Bad naming(List<String> people) {
            return new Bad(name, mime, json, subject, refused, parts, people, files);
        }

        private Bad withFile(byte[] content) {
            return new Bad(name, mime, json, subject, refused, parts, names, List.of(Wire.sha256(content)));
        }

        private Bad without(String note) {
            return new Bad(name, mime, json, subject, refused, List.of(END, note), names, List.of());
        }

        private Bad refused(String code) {
            return new Bad(name, mime, json, subject, code, parts, names, files);
        }

        private Bad shown(String other) {
            return new Bad(name, mime, json, other, refused, parts, names, files);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Bad> all = new ArrayList<>();
    private final String to;
    private final long limit;

    private BadMails(String to, long limit) {
        this.to = to;
        this.limit = limit;
    }

    /** All of them, for a mailbox of that address whose owner may store files up to that limit. */
    static List<Bad> all(String to, long limit) {
        BadMails mails = new BadMails(to, limit);
        mails.tooMuch();
        mails.strangeText();
        mails.missing();
        mails.malformed();
        mails.attached();
        return mails.all;
    }

    private void tooMuch() {
        String many = IntStream.range(0, 65_000)
                .mapToObj(i -> "X-Long-" + i + ": " + "v".repeat(50) + "\r\n")
                .collect(Collectors.joining());
        put(add("4 MB of headers", many, END).holding(END));
        put(add("a header of 4 MB", "References: <" + "r".repeat(4 << 20) + ">\r\n", END)
                .holding(END));
        String list = IntStream.range(0, 300)
                .mapToObj(i -> "\"P, " + i + "\" <p" + i + "@x.example>")
                .collect(Collectors.joining(",\r\n "));
        put(add("300 recipients", "Cc: " + list + "\r\n", END)
                .holding(IntStream.range(0, 300)
                        .mapToObj(i -> "p" + i + "@x.example")
                        .toArray(String[]::new)));
        put(add("a body of 25 MB", "", lines("word ", BODY)).holding("word word"));
        put(add(
                        "markup of 25 MB",
                        "Content-Type: text/html; charset=utf-8\r\n",
                        "<p>begins</p>" + lines("<b>更好</b> ", BODY))
                .holding("begins", "更好 更好"));
        put(add("a body of 30 MB", "", lines("more ", 30 << 20)).refused("BodyTooLarge"));
        put(add("a message id of 100 KB", "", END).holding(END));
    }

    private void strangeText() {
        put(add("a\0NUL", "X-Nul: \0\r\nCc: \"N\0n\" <n\0n@x.example>\r\n", "before\0after " + END)
                .shown("aNUL")
                .holding("beforeafter", END));
        put(json(
                        "halves",
                        Map.of(
                                "subject", "half \ud83d pair",
                                "body", Map.of("contentType", "text", "content", "left \ud83d, right \udc00, " + END),
                                "toRecipients", List.of(person("\udc00 back to front \ud83d", "halves@x.example"))))
                .shown("half \ufffd pair")
                .holding("left \ufffd, right \ufffd", END, "halves@x.example"));
        put(add("subject of 0 characters", "Subject: \r\n", END)
                .shown("(no subject)")
                .holding(END));
        put(add("s".repeat(4_000), "", END).holding(END));
        put(add("names in many scripts", "Cc: " + scripts() + "\r\n", END)
                .holding(END, "s0@x.example", "s" + (NAMES.size() - 1) + "@x.example")
                .naming(NAMES.stream().map(name -> name + " <").toList()));
    }

    private void missing() {
        put(raw("no Date", "Subject: no Date\r\nFrom: <a@x.example>\r\nMessage-ID: <nodate@x.example>\r\n\r\n" + END)
                .holding(END));
        put(raw("no Message-ID", "Subject: no Message-ID\r\nFrom: <a@x.example>\r\n\r\n" + END)
                .holding(END));
        put(raw("nothing but text", END).shown("(no subject)"));
        put(raw("no byte at all", "").shown("(no subject)"));
    }

    private void malformed() {
        put(part("no last boundary", "Content-Type: multipart/mixed; boundary=cut", "--cut\r\n\r\n" + END)
                .holding(END));
        put(part("an empty boundary", "Content-Type: multipart/mixed; boundary=\"\"", "----\r\n\r\n" + END));
        put(part("a charset that is none", "Content-Type: text/plain; charset=\"x-nonsense\"", END)
                .holding(END));
        put(part("base64 that is none", "Content-Transfer-Encoding: base64", "!!!"));
        put(part("a date that is none", "Date: 99 Zzz 20 99:99", END).holding(END));
        put(part("addresses that are none", "Cc: <<<>>, ,,;:, @, \"unclosed <x@y", END)
                .holding(END));
        put(part("an encoded word that is none", "X: =?utf-8?B?/w==?= =?x?Q?=ZZ?=", END)
                .holding(END));
        String deep = IntStream.range(0, 3_000)
                .mapToObj(i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n")
                .collect(Collectors.joining());
        put(raw("3,000 levels", "Subject: 3,000 levels\r\n" + deep));
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        all.add(new Bad("noise", noise, null, "(no subject)", null, List.of(), List.of(), List.of()));
    }

    private void attached() {
        byte[] large = new byte[FILE];
        new Random(11).nextBytes(large);
        Bad file = file("a file of 35 MB", "application/octet-stream", "large.bin", large);
        put(limit < FILE ? file.without("Not saved: large.bin (too large)") : file);
        byte[] tnef = new byte[5_000];
        new Random(12).nextBytes(tnef);
        System.arraycopy(new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22}, 0, tnef, 0, 4);
        put(file("winmail.dat", "application/ms-tnef", "winmail.dat", tnef));
        put(file("a file with a name", "text/plain", FILE_NAMES, Wire.utf8("content")));
        String inner = "From: <c@x.example>\r\nSubject: Inside\r\n\r\nnested text";
        put(part(
                        "a mail in a mail",
                        "Content-Type: multipart/mixed; boundary=m",
                        "--m\r\n\r\n" + END + "\r\n--m\r\nContent-Type: message/rfc822\r\n"
                                + "Content-Disposition: attachment; filename=inside.eml\r\n\r\n" + inner
                                + "\r\n--m--\r\n")
                .holding(END)
                .withFile(Wire.utf8(inner)));
        put(json(
                        "a link to a file",
                        Map.of(
                                "subject", "a link to a file",
                                "body", Map.of("contentType", "text", "content", END),
                                "from", person("Cloud", "cloud@x.example"),
                                "attachments",
                                        List.of(Map.of(
                                                "@odata.type", "#microsoft.graph.referenceAttachment",
                                                "name", "Plan on the drive.docx"))))
                .holding(END, "Not saved: Plan on the drive.docx"));
    }

    /** A mail of an ordinary head, further headers and a body of plain text; later headers of one name replace earlier ones. */
    private Bad add(String subject, String headers, String body) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("From", "\"Stranger\" <stranger@x.example>");
        head.put("To", "<" + to + ">");
        head.put("Subject", subject);
        head.put("Date", "Fri, 20 Nov 2026 10:00:00 +0000");
        String id = subject.contains("100 KB") ? "i".repeat(100 << 10) : Integer.toHexString(subject.hashCode());
        head.put("Message-ID", "<" + id + "@" + to + ">");
        StringBuilder mime = new StringBuilder(body.length() + headers.length() + 1_000);
        head.forEach((name, value) -> {
            if (!headers.contains(name + ": ") || name.equals("From") || name.equals("To")) {
                mime.append(name).append(": ").append(value).append("\r\n");
            }
        });
        mime.append(headers).append("\r\n").append(body);
        return new Bad(
                subject.length() > 60 ? subject.length() + " characters of subject" : subject,
                Wire.utf8(mime.toString()),
                null,
                subject,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private Bad part(String name, String header, String body) {
        return add(name, header + "\r\n", body);
    }

    private static Bad raw(String name, String mime) {
        return new Bad(name, Wire.utf8(mime), null, name, null, List.of(), List.of(), List.of());
    }

    private static Bad json(String name, Map<String, Object> message) {
        Map<String, Object> whole = new LinkedHashMap<>(message);
        whole.put("singleValueExtendedProperties", List.of(Map.of("id", "Integer 0x0E07", "value", "1")));
        String text = JsonMapper.shared().writeValueAsString(whole);
        return new Bad(name, null, escaped(text), name, null, List.of(), List.of(), List.of());
    }

    /** In bytes half a pair can only be written as an escape. */
    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return escaped.toString();
    }

    private static Map<String, Object> person(String name, String address) {
        return Map.of("emailAddress", Map.of("name", name, "address", address));
    }

    private Bad file(String name, String type, String file, byte[] content) {
        String encoded = "=?utf-8?B?" + Base64.getEncoder().encodeToString(Wire.utf8(file)) + "?=";
        Bad head = part(
                name,
                "Content-Type: multipart/mixed; boundary=f",
                "--f\r\n\r\n" + END + "\r\n--f\r\nContent-Type: " + type
                        + "\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\""
                        + encoded + "\"\r\n\r\n");
        ByteArrayOutputStream mime = new ByteArrayOutputStream();
        mime.writeBytes(java.util.Objects.requireNonNull(head.mime()));
        mime.writeBytes(Base64.getMimeEncoder().encode(content));
        mime.writeBytes(Wire.utf8("\r\n--f--\r\n"));
        return new Bad(
                name,
                mime.toByteArray(),
                null,
                head.subject(),
                null,
                List.of(END),
                List.of(),
                List.of(Wire.sha256(content)));
    }

    private void put(Bad bad) {
        all.add(bad);
    }

    private static String scripts() {
        List<String> encoded = new ArrayList<>();
        for (String name : NAMES) {
            encoded.add("=?utf-8?B?"
                    + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                    + "?= <s" + encoded.size() + "@x.example>");
        }
        return String.join(",\r\n ", encoded);
    }

    /** So many bytes of UTF-8 in lines of ordinary length. */
    private static String lines(String word, int bytes) {
        int each = word.getBytes(StandardCharsets.UTF_8).length * 100 + 2;
        char[] line = (word.repeat(100) + "\r\n").toCharArray();
        char[] all = new char[bytes / each * line.length];
        for (int at = 0; at < all.length; at += line.length) {
            System.arraycopy(line, 0, all, at, line.length);
        }
        return new String(all);
    }
}
