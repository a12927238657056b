package app.tandem.crm;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link RelatedSearch} found.
 *
 * @param groups objects with records, in the order of the views
 * @param unknown addresses that no person of the CRM carries (pane U-113)
 */
public record RelatedRecords(List<RecordGroup> groups, Set<String> unknown) {

    /** The records of an object. */
    public Optional<RecordGroup> group(String object) {
        return groups.stream()
                .filter(group -> group.object().name().equals(object))
                .findFirst();
    }
}
