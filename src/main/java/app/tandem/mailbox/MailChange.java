package app.tandem.mailbox;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write into a message: its whole new list of categories, and where it goes.
 *
 * @param etag the version the decision was made on; a newer one gives {@link app.tandem.item.WriteOutcome.Changed}
 * @param categories null leaves them
 * @param moveTo null leaves it where it is
 */
public record MailChange(
        ItemId id,
        String etag,
        @Nullable List<String> categories,
        @Nullable MailFolder moveTo) {}
