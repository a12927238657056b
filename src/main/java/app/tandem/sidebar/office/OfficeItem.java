package app.tandem.sidebar.office;

import app.tandem.item.Address;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open item as Office.js in the browser describes it. Everything in it is a claim: good for looking up and for
 * showing to the person who made it, never for deciding what they may see (pane U-50).
 *
 * @param seq grows with every change; an answer for a smaller one is thrown away (pane U-55)
 * @param selection the first seq of the item: the same as long as it stays open, however it is edited
 * @param itemId the mailbox's id in REST form, not immutable; null for what is being written
 * @param when sent or received, or the start of an appointment
 */
public record OfficeItem(
        long seq,
        long selection,
        Kind kind,
        Mode mode,
        @Nullable String itemId,
        @Nullable String messageId,
        @Nullable String conversationId,
        String itemClass,
        String subject,
        @Nullable Address from,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable Instant when,
        List<File> files) {

    /** What it is. */
    public enum Kind {
        /** Nothing is selected, or several items are. */
        NONE,
        MESSAGE,
        APPOINTMENT,
        /** An invitation or an answer to one, as a message. */
        INVITATION
    }

    /** Whether it is read or written. */
    public enum Mode {
        READ,
        COMPOSE
    }

    /** A file at the item. */
    public record File(String id, String name, long size, String type, boolean inline) {}

    /** Before Outlook has said anything. */
    public static OfficeItem none() {
        return new OfficeItem(
                0, 0, Kind.NONE, Mode.READ, null, null, null, "", "", null, List.of(), List.of(), List.of(), null,
                List.of());
    }

    /** The same, once Outlook has stored it under that id. */
    public OfficeItem withId(String id) {
        return new OfficeItem(
                seq,
                selection,
                kind,
                mode,
                id,
                messageId,
                conversationId,
                itemClass,
                subject,
                from,
                to,
                cc,
                bcc,
                when,
                files);
    }

    /**
     * Whether it is the same mail or appointment, maybe edited meanwhile or opened again. Ids tell where both are known;
     * what is not stored yet has none.
     */
    public boolean isSame(OfficeItem other) {
        return itemId != null && other.itemId != null ? itemId.equals(other.itemId) : selection == other.selection;
    }

    /** Everybody named in it, each once, in the order From, To, Cc, Bcc (pane U-69). */
    public List<Address> people() {
        return Stream.of(
                        from == null ? Stream.<Address>empty() : Stream.of(from),
                        to.stream(),
                        cc.stream(),
                        bcc.stream())
                .flatMap(people -> people)
                .distinct()
                .toList();
    }

    /** Receipts, bounces and answers to invitations are never processed (pane U-6). */
    public boolean isService() {
        String type = itemClass.toLowerCase(java.util.Locale.ROOT);
        return type.startsWith("report.")
                || type.startsWith("ipm.schedule.meeting.") && !type.endsWith(".request")
                || type.startsWith("ipm.note.rules");
    }
}
