package app.tandem.item;

import java.util.Map;
import java.util.Optional;

/**
 * What a person wants the activity of a mail to say otherwise than the mail does (pane U-181; sync E-23). Content: it is kept
 * with the mail in the mailbox and nowhere else.
 *
 * @param fields values by API name of the activity's field
 * @param comment stands above the mail's text; empty for none
 * @param names new names of files, without their extensions (pane U-196)
 */
public record Wording(Map<String, String> fields, String comment, Map<AttachmentId, String> names) {

    /** Everything as the mail has it. */
    public static final Wording NONE = new Wording(Map.of(), "", Map.of());

    public Wording {
        fields = Map.copyOf(fields);
        names = Map.copyOf(names);
    }

    /** What a field is to say, if the person changed it. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Whether there is nothing that the mail itself does not say. */
    public boolean isNone() {
        return equals(NONE);
    }
}
