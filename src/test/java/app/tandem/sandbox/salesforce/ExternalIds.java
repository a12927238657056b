package app.tandem.sandbox.salesforce;

import java.util.Collection;
import java.util.List;

/** Records by a field that upsert accepts as an id. */
final class ExternalIds {

    private ExternalIds() {}

    static Field field(ObjectType type, String name) {
        Field field = type.field(name);
        if (field == null || !(field.idLookup() || field.externalId())) {
            throw Refusal.of(
                    "INVALID_FIELD",
                    "Field name provided, " + name
                            + " does not match an External ID, Salesforce Id, or indexed field for " + type.name());
        }
        return field;
    }

    static List<Row> find(OrgStore store, ObjectType type, String name, String value) {
        Field field = field(type, name);
        if (field.type().equals("id")) {
            Row row = store.live(Ids.normal(value));
            return row == null ? List.of() : List.of(row);
        }
        Collection<Row> found = store.table(type.name()).by(field.name(), value.strip());
        return found.stream().filter(row -> !row.deleted()).toList();
    }

    static RowError several(List<Row> found, String name, String value) {
        return RowError.of(
                "DUPLICATE_EXTERNAL_ID",
                name + ": more than one record found for external id field: "
                        + found.stream().map(row -> row.id).toList(),
                name);
    }
}
