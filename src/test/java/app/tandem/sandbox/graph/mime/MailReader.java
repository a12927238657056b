package app.tandem.sandbox.graph.mime;

import app.tandem.sandbox.graph.store.Content;
import app.tandem.sandbox.graph.store.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MIME to {@link Mail}. */
public final class MailReader {

    private MailReader() {}

    /** Reads a whole message; bad ones too. */
    public static Mail read(Content mime, Contents contents) {
        Part root = MimeTree.read(mime, contents);
        List<Address> from = addresses(root, "From");
        return new Mail(
                root.header("Subject").map(HeaderText::decode).orElse(""),
                from.isEmpty() ? null : from.getFirst(),
                addresses(root, "Sender").stream().findFirst().orElse(from.isEmpty() ? null : from.getFirst()),
                new Mail.Recipients(
                        addresses(root, "To"),
                        addresses(root, "Cc"),
                        addresses(root, "Bcc"),
                        addresses(root, "Reply-To")),
                root.header("Date").flatMap(MailDate::parse).orElse(null),
                root.header("Message-ID").map(MailReader::messageId).orElse(null),
                root.headers.stream()
                        .map(header -> new Header(header.name(), RawText.clean(header.value())))
                        .toList(),
                MailBody.of(root),
                files(root),
                Meetings.of(root));
    }

    private static List<Address> addresses(Part root, String name) {
        List<Address> all = new ArrayList<>();
        for (Header header : root.headers) {
            if (header.name().equalsIgnoreCase(name)) {
                all.addAll(Addresses.parse(header.value()));
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable String messageId(String header) {
        String id = RawText.clean(header).strip();
        return id.isEmpty() ? null : id;
    }

    private static List<Mail.File> files(Part root) {
        List<Mail.File> files = new ArrayList<>();
        for (Part leaf : root.leaves()) {
            Optional<Boolean> inline = PartKind.attached(leaf);
            if (inline.isPresent()) {
                files.add(file(leaf, inline.get(), files.size() + 1));
            }
        }
        return List.copyOf(files);
    }

    private static Mail.File file(Part leaf, boolean inline, int number) {
        boolean item = leaf.mediaType().equals("message/rfc822");
        String name = leaf.fileName().orElseGet(() -> item ? subjectOf(leaf) : unnamed(leaf.mediaType(), number));
        return new Mail.File(
                item ? Mail.FileKind.ITEM : Mail.FileKind.FILE,
                name,
                item ? null : leaf.mediaType(),
                leaf.contentId().orElse(null),
                leaf.header("Content-Location").orElse(null),
                inline,
                leaf.content());
    }

    /** Exchange shows an attached message under its subject. */
    private static String subjectOf(Part leaf) {
        return MimeTree.headers(leaf.content())
                .header("Subject")
                .map(HeaderText::decode)
                .orElse("");
    }

    private static String unnamed(String mediaType, int number) {
        String extension = switch (mediaType) {
            case "text/plain" -> ".txt";
            case "text/html" -> ".htm";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            case "application/pdf" -> ".pdf";
            default -> mediaType.startsWith("text/") ? ".txt" : ".bin";
        };
        return "ATT%05d%s".formatted(number, extension);
    }
}
