package app.tandem.sandbox.salesforce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes XML text; characters that XML cannot carry are left out. */
final class XmlOut {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private final Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);

    XmlOut raw(String xml) {
        try {
            out.write(xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    XmlOut text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\r' -> safe.append("&#xD;");
                default -> {
                    if (c == '\t'
                            || c == '\n'
                            || (c >= 0x20 && c <= 0xD7FF)
                            || (c >= 0xE000 && c <= 0xFFFD)
                            || c > 0xFFFF) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return raw(safe.toString());
    }

    XmlOut element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    XmlOut nil(String name) {
        return raw("<" + name + " xsi:nil=\"true\"/>");
    }

    /** A file's bytes as base64, without a text of it. */
    XmlOut base64(Content content) {
        try {
            out.flush();
            content.base64To(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    byte[] bytes() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
