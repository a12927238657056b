package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as the user's page layout shows it (pane U-105).
 *
 * @param editable whether the user may change this record at all
 * @param relatedLists in the layout's order (pane U-102)
 */
public record RecordDetail(
        RecordCard card,
        @Nullable String recordTypeId,
        boolean editable,
        List<Section> sections,
        List<RelatedList> relatedLists,
        Loaded loaded) {

    /** A part of the layout, its entries in tab order. */
    public record Section(String heading, List<Entry> entries) {}

    /**
     * A field of the layout.
     *
     * @param group label of the whole that it is a part of, such as an address
     * @param required by layout or object
     * @param editable by layout and the user's rights
     */
    public record Entry(
            ObjectInfo.Field field, @Nullable String group, FieldValue value, boolean required, boolean editable) {}

    /**
     * A related list.
     *
     * @param label the layout's, perhaps renamed
     * @param first up to five records, in the list's order
     */
    public record RelatedList(String label, String object, String field, int count, List<RecordCard> first) {}

    /**
     * What a record was when it was read; {@link Records#update} compares with it (pane U-108).
     *
     * @param values by API name, typed as in {@link FieldValue#value()}; empty fields are absent
     */
    public record Loaded(Instant modstamp, Map<String, Object> values) {}

    /** The record. */
    public RecordRef ref() {
        return card.ref();
    }

    /** The entry of a field, if the layout has it. */
    public Optional<Entry> entry(String field) {
        return sections.stream()
                .flatMap(section -> section.entries().stream())
                .filter(entry -> entry.field().name().equals(field))
                .findFirst();
    }
}
