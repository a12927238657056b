package app.tandem.sandbox.world.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A MIME entity under construction: header lines in order, and a body or parts. Written with CRLF. */
final class Part {

    private static final int FOLD = 76;

    private final List<String> headers = new ArrayList<>();
    private final List<Part> children = new ArrayList<>();
    private byte[] body = new byte[0];
    private String boundary = "";
    private String preamble = "";

    /** Text in a charset and a transfer encoding: {@code 7bit}, {@code 8bit}, {@code quoted-printable} or {@code base64}. */
    static Part text(String subtype, Charset charset, String encoding, String text) {
        String crlf = text.replace("\r\n", "\n").replace("\n", "\r\n");
        byte[] bytes = crlf.getBytes(charset);
        Part part = new Part()
                .header(
                        "Content-Type",
                        "text/" + subtype + "; charset=\"" + charset.name().toLowerCase(Locale.ROOT) + "\"")
                .header("Content-Transfer-Encoding", encoding);
        part.body = switch (encoding) {
            case "base64" -> Encodings.base64(bytes).getBytes(StandardCharsets.US_ASCII);
            case "quoted-printable" -> Encodings.quotedPrintable(bytes).getBytes(StandardCharsets.US_ASCII);
            default -> bytes;
        };
        return part;
    }

    /** Bytes in base64, without a name. */
    static Part bytes(String type, byte[] content) {
        Part part = new Part().header("Content-Type", type).header("Content-Transfer-Encoding", "base64");
        part.body = Encodings.base64(content).getBytes(StandardCharsets.US_ASCII);
        return part;
    }

    /** A body that is written as it stands. */
    static Part raw(String type, byte[] content) {
        Part part = new Part().header("Content-Type", type);
        part.body = content;
        return part;
    }

    /** Parts between boundaries. */
    static Part multipart(String subtype, String boundary, Part... parts) {
        Part whole = new Part().header("Content-Type", "multipart/" + subtype + ";\r\n\tboundary=\"" + boundary + "\"");
        whole.boundary = boundary;
        whole.children.addAll(List.of(parts));
        return whole;
    }

    /** Adds a header at the end; long values are folded at spaces. */
    Part header(String name, String value) {
        headers.add(fold(name + ": " + value));
        return this;
    }

    /** Puts a header before those that stand already. */
    Part first(String name, String value) {
        headers.addFirst(fold(name + ": " + value));
        return this;
    }

    /** Puts these headers before all others, in their order. */
    Part head(java.util.Map<String, String> before) {
        new ArrayList<>(before.entrySet()).reversed().forEach(header -> first(header.getKey(), header.getValue()));
        return this;
    }

    /** A file in base64, marked as an attachment. */
    static Part file(String type, String name, byte[] content) {
        String plain = Encodings.ascii(name)
                ? "\"" + name + "\""
                : "\"" + Encodings.words(name, java.nio.charset.StandardCharsets.UTF_8, true) + "\"";
        String parameter = Encodings.ascii(name) ? "filename=" + plain : Encodings.extended("filename", name);
        return bytes(type + "; name=" + plain, content).header("Content-Disposition", "attachment; " + parameter);
    }

    /** Replaces a header's whole value, in its place. */
    Part replace(String name, String value) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                headers.set(i, fold(name + ": " + value));
                return this;
            }
        }
        return header(name, value);
    }

    /** Takes a header away. */
    Part without(String name) {
        headers.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        return this;
    }

    /** Only the headers that describe content; for a body that becomes a part of a larger mail. */
    Part contentOnly() {
        headers.removeIf(line -> !line.regionMatches(true, 0, "Content-", 0, 8));
        return this;
    }

    /** A header line as bytes of its own kind (raw 8-bit headers). */
    Part rawHeader(String line) {
        headers.add(line);
        return this;
    }

    /** Text before the first boundary, for readers that know no MIME. */
    Part preamble(String text) {
        preamble = text;
        return this;
    }

    /** All bytes; header lines in UTF-8, which is ASCII unless a raw header is not. */
    byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out) {
        headers.forEach(line -> put(out, line + "\r\n"));
        put(out, "\r\n");
        if (children.isEmpty()) {
            out.writeBytes(body);
            return;
        }
        if (!preamble.isEmpty()) {
            put(out, preamble + "\r\n");
        }
        for (Part child : children) {
            put(out, "--" + boundary + "\r\n");
            child.write(out);
            put(out, "\r\n");
        }
        put(out, "--" + boundary + "--\r\n");
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String fold(String line) {
        if (line.length() <= FOLD || line.contains("\r\n")) {
            return line;
        }
        StringBuilder folded = new StringBuilder();
        int column = 0;
        for (String word : line.split(" ", -1)) {
            if (column > 0 && column + word.length() + 1 > FOLD) {
                folded.append("\r\n ");
                column = 1;
            } else if (!folded.isEmpty()) {
                folded.append(' ');
                column++;
            }
            folded.append(word);
            column += word.length();
        }
        return folded.toString();
    }
}
