package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a person's write ended. */
public sealed interface SaveOutcome {

    /** Written. */
    record Done(RecordRef ref) implements SaveOutcome {}

    /** A Lead became these (pane U-161). */
    record Converted(RecordRef account, RecordRef contact, Optional<RecordRef> opportunity) implements SaveOutcome {}

    /**
     * Nothing was written: somebody changed the record since it was loaded (pane U-108). Saving again with {@code now}
     * overwrites knowingly.
     */
    record Changed(List<Difference> differences, RecordDetail.Loaded now) implements SaveOutcome {}

    /**
     * Nothing was written: the org's duplicate rules found these (pane U-153).
     *
     * @param mayInsist whether the rules let the user save anyway
     * @param message the rule's own text
     */
    record Duplicates(List<RecordCard> cards, boolean mayInsist, String message) implements SaveOutcome {}

    /** Nothing was written, for these reasons; at least one. */
    record Refused(List<FieldError> errors) implements SaveOutcome {}

    /** The record is not there any more, or was never to be seen. */
    record Gone() implements SaveOutcome {}

    /** The answer was lost: it may or may not have happened. Look before repeating. */
    record Unknown(String code) implements SaveOutcome {}

    /** A field that differs: what was loaded, and what it is now. */
    record Difference(@Nullable Object loaded, FieldValue now) {}

    /**
     * A reason (pane U-109).
     *
     * @param fields API names of the fields concerned; empty when it concerns the record as a whole
     * @param message Salesforce's own text, for people
     */
    record FieldError(List<String> fields, String code, String message) {}
}
