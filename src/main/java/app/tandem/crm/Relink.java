package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Other links for a message's record (sync E-21, E-22, L-21).
 *
 * @param record a Task or an EmailMessage
 * @param people Contacts and Leads, the primary one first
 * @param business the one business record; null for none
 * @param exactly in place of all it has; otherwise these people join those of an EmailMessage, and nothing else changes
 */
public record Relink(
        RecordRef record, List<RecordRef> people, @Nullable RecordRef business, boolean exactly) {

    /** These links in place of all it has. */
    public static Relink exactly(RecordRef record, List<RecordRef> people, @Nullable RecordRef business) {
        return new Relink(record, people, business, true);
    }

    /** These people beside those that the mail has. */
    public static Relink also(RecordRef mail, List<RecordRef> people) {
        return new Relink(mail, people, null, false);
    }
}
