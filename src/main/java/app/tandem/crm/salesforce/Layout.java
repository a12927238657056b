package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page layouts of an object for one user.
 *
 * @param byRecordType by record type, 18 characters; every record type that the user may meet
 * @param otherwise the layout of the default record type
 */
record Layout(Map<String, Page> byRecordType, Page otherwise) {

    /**
     * One layout.
     *
     * @param picks the choices of its record type, by field; a field that is absent has all choices
     */
    record Page(
            List<Section> detail,
            List<Section> edit,
            List<RelatedList> relatedLists,
            Map<String, List<ObjectInfo.Pick>> picks) {}

    record Section(String heading, List<Item> items) {}

    /** A field; {@code group} is the label of the whole that it is a part of. */
    record Item(
            String field,
            String label,
            @Nullable String group,
            boolean required,
            boolean editableForNew,
            boolean editableForUpdate) {}

    record RelatedList(
            String label, String relationship, String object, List<String> columns, List<Soql.Order> orders) {}

    Page page(@Nullable String recordTypeId) {
        return recordTypeId == null ? otherwise : byRecordType.getOrDefault(recordTypeId, otherwise);
    }
}
