package app.tandem.sandbox.graph.mime;

import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Reads MIME into {@link Part}s. An attached message stays one leaf with its own bytes. Nothing makes it fail. */
public final class MimeTree {

    private static final int DEEPEST = 150;
    private static final MimeConfig WIDE = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private final @Nullable Contents contents;
    private final Part root = new Part(null);
    private Part current = root;
    private int depth;

    private MimeTree(@Nullable Contents contents) {
        this.contents = contents;
    }

    /** The tree of a message. */
    public static Part read(Content mime, Contents contents) {
        MimeTree tree = new MimeTree(contents);
        try (InputStream in = mime.open()) {
            tree.walk(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MimeException | RuntimeException | StackOverflowError e) {
            tree.keepRestAsText(mime);
        }
        return tree.root;
    }

    /** The headers of a message, without looking further. */
    static Part headers(Content mime) {
        MimeTree tree = new MimeTree(null);
        try (InputStream in = mime.open()) {
            MimeTokenStream stream = stream(in);
            for (EntityState state = stream.getState(); state != EntityState.T_END_HEADER; state = stream.next()) {
                if (state == EntityState.T_FIELD) {
                    tree.root.headers.add(header(stream.getField()));
                }
                if (state == EntityState.T_END_OF_STREAM) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MimeException | RuntimeException e) {
            return tree.root;
        }
        return tree.root;
    }

    private static MimeTokenStream stream(InputStream in) {
        MimeTokenStream stream = new MimeTokenStream(WIDE, DecodeMonitor.SILENT, null, null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(in);
        return stream;
    }

    private void walk(InputStream in) throws IOException, MimeException {
        MimeTokenStream stream = stream(in);
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            token(state, stream);
            if (depth > DEEPEST) {
                throw new MimeException("nested too deeply");
            }
        }
    }

    private void token(EntityState state, MimeTokenStream stream) throws IOException {
        switch (state) {
            case T_START_BODYPART -> {
                current = new Part(current);
                depth++;
            }
            case T_END_BODYPART -> {
                current = parentOf(current);
                depth--;
            }
            case T_FIELD -> current.headers.add(header(stream.getField()));
            case T_START_MULTIPART -> current.multipart = true;
            case T_BODY -> current.content = body(stream);
            default -> {}
        }
    }

    private Part parentOf(Part part) {
        Part parent = part.parent();
        return parent == null ? root : parent;
    }

    /** The parser undoes base64; other encodings are undone here, line ends staying as they came. */
    private Content body(MimeTokenStream stream) throws IOException {
        String encoding =
                current.header("Content-Transfer-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        boolean quoted = encoding.equals("quoted-printable");
        try (InputStream in = quoted ? stream.getInputStream() : stream.getDecodedInputStream()) {
            if (quoted) {
                return contents.keep(QuotedPrintable.decode(in.readAllBytes()));
            }
            return Uuencode.NAMES.contains(encoding)
                    ? contents.keep(Uuencode.decode(in.readAllBytes()))
                    : contents.keep(in);
        }
    }

    /** What could not be taken apart is kept whole, as text, behind the headers that were read. */
    private void keepRestAsText(Content mime) {
        if (root.multipart || root.content == null) {
            root.multipart = false;
            root.children().clear();
            root.headers.removeIf(
                    header -> header.name().toLowerCase(Locale.ROOT).startsWith("content-"));
            root.content = mime;
        }
    }

    private static Header header(Field field) {
        byte[] raw = field.getRaw() == null
                ? (field.getName() + ":" + field.getBody()).getBytes(StandardCharsets.UTF_8)
                : field.getRaw().toByteArray();
        String text = RawText.read(raw);
        int colon = text.indexOf(':');
        String value = colon < 0 ? "" : text.substring(colon + 1);
        return new Header(field.getName(), unfold(value).strip());
    }

    private static String unfold(String value) {
        StringBuilder line = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\r' && c != '\n') {
                line.append(c);
            }
        }
        return line.toString();
    }
}
