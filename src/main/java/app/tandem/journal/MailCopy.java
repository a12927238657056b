package app.tandem.journal;

import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A further activity of a message (sync L-20).
 *
 * @param attemptKey finds it again in the CRM; empty for the message's own activity
 * @param record null while it is not known whether it was written
 */
public record MailCopy(
        ItemId item,
        String attemptKey,
        String messageKey,
        List<RecordRef> people,
        @Nullable RecordRef business,
        @Nullable RecordRef record) {

    /** The copy that was written. */
    public MailCopy written(RecordRef as) {
        return new MailCopy(item, attemptKey, messageKey, people, business, as);
    }

    /** Whether it is a further activity, not the message's own. */
    public boolean isFurther() {
        return !attemptKey.isEmpty();
    }
}
