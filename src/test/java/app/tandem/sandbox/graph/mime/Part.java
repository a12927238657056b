package app.tandem.sandbox.graph.mime;

import app.tandem.sandbox.graph.store.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a message's MIME tree; a leaf carries its content with the transfer encoding undone. */
public final class Part {

    private final @Nullable Part parent;
    final List<Header> headers = new ArrayList<>();
    private final List<Part> children = new ArrayList<>();

    @Nullable
    Content content;

    boolean multipart;
    private @Nullable FieldValue type;
    private @Nullable FieldValue disposition;

    Part(@Nullable Part parent) {
        this.parent = parent;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    @Nullable
    Part parent() {
        return parent;
    }

    /** The parts below, in order. */
    public List<Part> children() {
        return children;
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The media type, lower case; what a part without one has follows from where it lies. */
    public String mediaType() {
        String written = type().value().toLowerCase(Locale.ROOT);
        int slash = written.indexOf('/');
        if (slash > 0 && slash < written.length() - 1) {
            return written;
        }
        return parent != null && parent.mediaType().equals("multipart/digest") ? "message/rfc822" : "text/plain";
    }

    /** The media type of what this part lies in; empty for the message itself. */
    public String parentType() {
        return parent == null ? "" : parent.mediaType();
    }

    /** A parameter of Content-Type. */
    public Optional<String> parameter(String name) {
        return type().parameter(name);
    }

    /** The disposition's kind, lower case; empty when none is stated. */
    public String disposition() {
        return dispositionField().value().toLowerCase(Locale.ROOT);
    }

    /** The file name, from the disposition or else from the type. */
    public Optional<String> fileName() {
        return dispositionField()
                .parameter("filename")
                .or(() -> type().parameter("name"))
                .map(HeaderText::decode)
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** The Content-ID without its angle brackets. */
    public Optional<String> contentId() {
        return header("Content-ID")
                .map(String::strip)
                .map(id -> id.startsWith("<") && id.endsWith(">") && id.length() > 1
                        ? id.substring(1, id.length() - 1)
                        : id)
                .filter(id -> !id.isEmpty());
    }

    /** The content of a leaf. */
    public Content content() {
        Content held = content;
        return held == null ? new Content.InMemory(new byte[0]) : held;
    }

    /** All leaves below, or this one, in order. */
    public List<Part> leaves() {
        List<Part> leaves = new ArrayList<>();
        List<Part> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            Part next = open.removeLast();
            if (next.multipart) {
                open.addAll(next.children.reversed());
            } else {
                leaves.add(next);
            }
        }
        return leaves;
    }

    private FieldValue type() {
        FieldValue known = type;
        if (known == null) {
            known = FieldValue.of(header("Content-Type").orElse(""));
            type = known;
        }
        return known;
    }

    private FieldValue dispositionField() {
        FieldValue known = disposition;
        if (known == null) {
            known = FieldValue.of(header("Content-Disposition").orElse(""));
            disposition = known;
        }
        return known;
    }
}
