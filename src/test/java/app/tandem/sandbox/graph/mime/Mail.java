package app.tandem.sandbox.graph.mime;

import app.tandem.sandbox.graph.store.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Exchange reads out of a message's MIME. */
public record Mail(
        String subject,
        @Nullable Address from,
        @Nullable Address sender,
        Recipients recipients,
        @Nullable Instant date,
        @Nullable String messageId,
        List<Header> headers,
        Body body,
        List<File> files,
        @Nullable Meeting meeting) {

    /** Who a mail is for and who answers to it. */
    public record Recipients(List<Address> to, List<Address> cc, List<Address> bcc, List<Address> replyTo) {}

    /** The body in its own form. */
    public record Body(boolean html, String text) {}

    /** What a part becomes. */
    public enum FileKind {
        FILE,
        ITEM
    }

    /** An attachment: a file, or a whole message. */
    public record File(
            FileKind kind,
            String name,
            @Nullable String mediaType,
            @Nullable String contentId,
            @Nullable String contentLocation,
            boolean inline,
            Content content) {}

    /** What the text/calendar part of a meeting message says. */
    public record Meeting(
            String method,
            @Nullable String start,
            @Nullable String end,
            @Nullable String location,
            boolean allDay,
            @Nullable String response) {}

    /** The first header of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
