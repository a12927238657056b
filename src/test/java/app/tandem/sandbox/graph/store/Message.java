package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.mime.Address;
import app.tandem.sandbox.graph.mime.Header;
import app.tandem.sandbox.graph.mime.Mail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A message in a mailbox; guarded by the mailbox's lock. */
public final class Message {

    private final long number;
    long stay;
    Folder folder;
    long changeNumber;
    Instant modified;
    private Instant received;

    /** When it came into the mailbox. */
    public Instant created;

    public String subject = "";
    public @Nullable Address from;
    public @Nullable Address sender;
    public Mail.Recipients recipients = new Mail.Recipients(List.of(), List.of(), List.of(), List.of());
    public Instant sent;
    public String internetMessageId = "";
    public List<Header> headers = List.of();
    public Mail.Body body = new Mail.Body(true, "");
    public Mail.@Nullable Meeting meeting;
    public List<Attachment> attachments = new ArrayList<>();
    public boolean draft;
    boolean read;
    public String importance = "normal";
    public String inference = "focused";
    public boolean deliveryReceipt;
    public boolean readReceipt;
    public List<String> categories = List.of();
    public @Nullable ObjectNode flag;
    public String conversationId = "";
    public byte[] conversationIndex = {};
    /** The MIME it came as; null for one written through the API. */
    public @Nullable Content mime;
    /** Single-value extended properties by id. */
    public TreeMap<ExtendedId, String> single = new TreeMap<>();
    /** Multi-value extended properties by id. */
    public TreeMap<ExtendedId, List<String>> multi = new TreeMap<>();

    private @Nullable String sanitised;
    private @Nullable String preview;

    Message(long number, Instant received, Instant now) {
        this.number = number;
        this.received = received;
        this.created = now;
        this.modified = now;
        this.sent = received;
    }

    /** The number that stays with it. */
    public long number() {
        return number;
    }

    /** The number of its stay in its present folder. */
    public long stay() {
        return stay;
    }

    /** The folder it lies in. */
    public Folder folder() {
        return folder;
    }

    /** When it was received. */
    public Instant received() {
        return received;
    }

    void received(Instant time) {
        received = time;
    }

    /** When it was last changed. */
    public Instant modified() {
        return modified;
    }

    /** Whether it was read. */
    public boolean read() {
        return read;
    }

    /** Whether anything but inline content is attached. */
    public boolean hasAttachments() {
        return attachments.stream().anyMatch(attachment -> !attachment.inline());
    }

    /** The attachment of a number. */
    public Optional<Attachment> attachment(long wanted) {
        return attachments.stream().filter(a -> a.number() == wanted).findFirst();
    }

    /** A new body. */
    public void body(Mail.Body text) {
        body = text;
        sanitised = null;
        preview = null;
    }

    /** The body as HTML without code. */
    public String safeHtml() {
        String known = sanitised;
        if (known == null) {
            known = body.html()
                    ? app.tandem.sandbox.graph.mime.HtmlText.sanitised(body.text())
                    : app.tandem.sandbox.graph.mime.HtmlText.pageFromText(body.text());
            sanitised = known;
        }
        return known;
    }

    /** The first characters of the body. */
    public String preview() {
        String known = preview;
        if (known == null) {
            known = app.tandem.sandbox.graph.mime.HtmlText.preview(body);
            preview = known;
        }
        return known;
    }

    /** The concurrency token. */
    public String changeKey() {
        return ChangeKeys.of(changeNumber);
    }

    /** The name of its type in the schema. */
    public String type() {
        if (meeting == null) {
            return "message";
        }
        return switch (meeting.method()) {
            case "REQUEST" -> "eventMessageRequest";
            case "REPLY", "COUNTER" -> "eventMessageResponse";
            default -> "eventMessage";
        };
    }
}
