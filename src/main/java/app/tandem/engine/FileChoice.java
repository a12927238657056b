package app.tandem.engine;

import app.tandem.item.Attachment;
import app.tandem.item.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message that a person may choose when saving it.
 *
 * @param name under which it will be stored, unless the person gives another one; empty where it cannot be stored
 * @param refusal why it cannot be stored whoever chooses it (sync; pane U-199); null when it can
 */
public record FileChoice(
        Attachment attachment, String name, @Nullable Reason refusal) {}
