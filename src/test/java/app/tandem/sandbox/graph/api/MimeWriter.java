package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.mime.Header;
import app.tandem.sandbox.graph.store.Attachment;
import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Contents;
import app.tandem.sandbox.graph.store.Message;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The MIME of a message that was written through the API. */
final class MimeWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss +0000", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String BOUNDARY = "_000_sandbox_";

    private MimeWriter() {}

    /** The MIME it came as, or one made of what it holds. */
    static Content of(Message message, Contents contents) {
        if (message.mime != null) {
            return message.mime;
        }
        Path file = contents.newFile();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Content.InFile(file, file.toFile().length());
    }

    /** Header text, as an encoded word where ASCII does not do. */
    static String encoded(String text) {
        boolean plain = text.chars().allMatch(c -> c >= 32 && c < 127) && !text.contains("=?");
        return plain
                ? text
                : text.codePoints()
                        .mapToObj(Character::toString)
                        .collect(Collectors.collectingAndThen(Collectors.toList(), MimeWriter::words));
    }

    private static String words(List<String> characters) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (String character : characters) {
            if (word.toString().getBytes(StandardCharsets.UTF_8).length > 40) {
                words.append(word(word.toString())).append("\r\n ");
                word.setLength(0);
            }
            word.append(character);
        }
        return words.append(word(word.toString())).toString();
    }

    private static String word(String text) {
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static void write(Message message, OutputStream out) throws IOException {
        header(out, "From", people(message.from == null ? List.of() : List.of(message.from)));
        header(out, "To", people(message.recipients.to()));
        header(out, "Cc", people(message.recipients.cc()));
        header(out, "Reply-To", people(message.recipients.replyTo()));
        line(out, "Subject: " + encoded(message.subject));
        line(out, "Date: " + DATE.format(message.sent));
        line(out, "Message-ID: " + message.internetMessageId);
        line(out, "Thread-Index: " + Base64.getEncoder().encodeToString(message.conversationIndex));
        if (!message.importance.equals("normal")) {
            line(out, "Importance: " + message.importance);
        }
        for (Header header : message.headers) {
            line(out, header.name() + ": " + encoded(header.value()));
        }
        for (Header header : Extended.internetHeaders(message.single)) {
            line(out, header.name() + ": " + encoded(header.value()));
        }
        line(out, "MIME-Version: 1.0");
        String text = "Content-Type: text/" + (message.body.html() ? "html" : "plain") + "; charset=\"utf-8\"";
        if (message.attachments.isEmpty()) {
            part(out, text, List.of(), new Content.InMemory(message.body.text().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        line(out, "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"\r\n");
        line(out, "--" + BOUNDARY);
        part(out, text, List.of(), new Content.InMemory(message.body.text().getBytes(StandardCharsets.UTF_8)));
        for (Attachment attachment : message.attachments) {
            line(out, "--" + BOUNDARY);
            attachment(out, attachment);
        }
        line(out, "--" + BOUNDARY + "--");
    }

    private static void attachment(OutputStream out, Attachment attachment) throws IOException {
        String disposition = "Content-Disposition: " + (attachment.inline() ? "inline" : "attachment") + "; filename=\""
                + encoded(attachment.name()).replace("\"", "'") + "\"";
        String id = attachment.contentId() == null ? "X-Sandbox: 1" : "Content-ID: <" + attachment.contentId() + ">";
        if (attachment.kind() == Attachment.Kind.ITEM) {
            line(out, "Content-Type: message/rfc822\r\n" + disposition + "\r\n");
            attachment.content().writeTo(out);
            line(out, "");
        } else {
            String type = attachment.contentType() == null ? "application/octet-stream" : attachment.contentType();
            part(out, "Content-Type: " + type, List.of(disposition, id), attachment.content());
        }
    }

    private static void part(OutputStream out, String type, List<String> more, Content content) throws IOException {
        line(out, type);
        for (String header : more) {
            line(out, header);
        }
        line(out, "Content-Transfer-Encoding: base64\r\n");
        OutputStream open = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(open)) {
            content.writeTo(encoder);
        }
        line(out, "");
    }

    private static void header(OutputStream out, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            line(out, name + ": " + value);
        }
    }

    private static String people(List<Address> addresses) {
        return addresses.stream()
                .map(one ->
                        (one.name() == null || one.name().equals(one.address()) ? "" : encodedName(one.name()) + " ")
                                + "<" + one.address() + ">")
                .collect(Collectors.joining(",\r\n "));
    }

    private static String encodedName(String name) {
        String encoded = encoded(name);
        return encoded.equals(name) ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : encoded;
    }

    private static void line(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
