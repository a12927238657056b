package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** describeLayout: one layout for everybody, all writable fields in two columns. */
final class Layouts {

    static final String MASTER = "012000000000000AAA";

    private static final String LAYOUT = "00h000000000001AAA";
    private static final Set<String> HIDDEN = Set.of("base64", "id", "address", "location", "junctionIdList");

    private Layouts() {}

    static Struct describe(Schema schema, String name) {
        ObjectType type = schema.find(name.strip());
        if (type == null || !type.accepts("describeLayout")) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + name + "' has no layout.");
        }
        Struct section = section(type);
        return Struct.of(
                "layouts",
                        List.of(Struct.of(
                                "detailLayoutSections",
                                List.of(section),
                                "editLayoutSections",
                                List.of(section),
                                "id",
                                LAYOUT)),
                "recordTypeMappings",
                        List.of(Struct.of(
                                "active",
                                true,
                                "available",
                                true,
                                "defaultRecordTypeMapping",
                                true,
                                "developerName",
                                "Master",
                                "layoutId",
                                LAYOUT,
                                "master",
                                true,
                                "name",
                                "Master",
                                "picklistsForRecordType",
                                picklists(type),
                                "recordTypeId",
                                MASTER)),
                "recordTypeSelectorRequired", false);
    }

    private static Struct section(ObjectType type) {
        List<Struct> items = type.fields().stream()
                .filter(field -> field.createable() || field.updateable())
                .filter(field -> !HIDDEN.contains(field.type()))
                .map(Layouts::item)
                .toList();
        List<Struct> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i += 2) {
            List<Struct> row = items.subList(i, Math.min(items.size(), i + 2));
            rows.add(Struct.of("layoutItems", row, "numItems", row.size()));
        }
        return Struct.of(
                "collapsed",
                false,
                "columns",
                2,
                "heading",
                type.label() + " Information",
                "layoutRows",
                rows,
                "layoutSectionId",
                null,
                "parentLayoutId",
                LAYOUT,
                "rows",
                rows.size(),
                "tabOrder",
                "LeftToRight",
                "useCollapsibleSection",
                false,
                "useHeading",
                true);
    }

    private static Struct item(Field field) {
        boolean required = field.createable()
                && !field.nillable()
                && !field.defaulted()
                && !field.type().equals("boolean");
        return Struct.of(
                "editableForNew", field.createable(),
                "editableForUpdate", field.updateable(),
                "label", field.label(),
                "layoutComponents",
                        List.of(Struct.of("displayLines", 1, "tabOrder", 1, "type", "Field", "value", field.name())),
                "placeholder", false,
                "required", required);
    }

    private static List<Struct> picklists(ObjectType type) {
        return type.fields().stream()
                .filter(field -> !field.picks().isEmpty() && field.type().contains("picklist"))
                .map(field -> Struct.of(
                        "picklistName", field.name(),
                        "picklistValues",
                                field.picks().stream()
                                        .map(value -> Struct.of(
                                                "active",
                                                true,
                                                "defaultValue",
                                                value.equals(field.initial()),
                                                "label",
                                                value,
                                                "value",
                                                value))
                                        .toList()))
                .toList();
    }
}
