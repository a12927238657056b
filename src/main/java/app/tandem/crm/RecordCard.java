package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record in short (pane U-93).
 *
 * @param name what people call it
 * @param objectLabel label of its object
 * @param fields the fields its {@link ObjectView} asks for, as far as the user can see them, empty ones included
 * @param stage where an Opportunity stands (pane U-95)
 * @param foundBy the addresses that led to it, directly or through a person
 */
public record RecordCard(
        RecordRef ref,
        String name,
        String objectLabel,
        List<FieldValue> fields,
        @Nullable Stage stage,
        Set<String> foundBy) {

    /**
     * A place in a list of stages.
     *
     * @param position from 1
     * @param of how many stages there are
     */
    public record Stage(String name, int position, int of) {}
}
