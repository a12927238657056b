package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * describeLayout: the pages of {@link PageStatement}, less what the user cannot see; for other objects one page with all
 * writable fields in two columns.
 */
final class Layouts {

    static final String MASTER = "012000000000000AAA";

    private static final String PLAIN = "00h000000000001AAA";
    private static final Set<String> HIDDEN = Set.of("base64", "id", "address", "location", "junctionIdList");

    private final Schema schema;
    private final ObjectType type;
    private final Map<String, Struct> layouts = new LinkedHashMap<>();

    private Layouts(Schema schema, ObjectType type) {
        this.schema = schema;
        this.type = type;
    }

    static Struct describe(Schema schema, String name) {
        ObjectType type = schema.find(name.strip());
        if (type == null || !type.accepts("describeLayout")) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + name + "' has no layout.");
        }
        return new Layouts(schema, type).describe();
    }

    private Struct describe() {
        List<PageStatement.RecordType> types = PageStatement.instance().recordTypes(type.name());
        List<Struct> mappings = new ArrayList<>();
        types.forEach(each -> mappings.add(mapping(each)));
        mappings.add(master(types.isEmpty()));
        return Struct.of(
                "layouts",
                List.copyOf(layouts.values()),
                "recordTypeMappings",
                mappings,
                "recordTypeSelectorRequired",
                types.size() > 1);
    }

    private Struct mapping(PageStatement.RecordType of) {
        return Struct.of(
                "active", true,
                "available", true,
                "defaultRecordTypeMapping", of.isDefault(),
                "developerName", of.name(),
                "layoutId", layout(of),
                "master", false,
                "name", of.label(),
                "picklistsForRecordType", picklists(of),
                "recordTypeId", of.id());
    }

    private Struct master(boolean alone) {
        return Struct.of(
                "active",
                true,
                "available",
                true,
                "defaultRecordTypeMapping",
                alone,
                "developerName",
                "Master",
                "layoutId",
                layout(null),
                "master",
                true,
                "name",
                "Master",
                "picklistsForRecordType",
                picklists(null),
                "recordTypeId",
                MASTER);
    }

    /** The id of a layout that stands among {@link #layouts}. */
    private String layout(PageStatement.@Nullable RecordType of) {
        PageStatement.Page page = PageStatement.instance().page(type.name(), of);
        String id = page == null ? PLAIN : page.id();
        layouts.computeIfAbsent(id, i -> {
            List<Struct> sections = page == null
                    ? List.of(plainSection())
                    : page.sections().stream().map(each -> section(each, id)).toList();
            return Struct.of(
                    "detailLayoutSections",
                    sections,
                    "editLayoutSections",
                    sections,
                    "id",
                    id,
                    "relatedLists",
                    page == null ? List.of() : relatedLists(page));
        });
        return id;
    }

    private Struct section(PageStatement.Section section, String layout) {
        List<Struct> rows = new ArrayList<>();
        List<PageStatement.@Nullable Place> places = section.places();
        int count = (places.size() + 1) / 2;
        for (int row = 0; row < count; row++) {
            List<Struct> items = new ArrayList<>();
            for (int column = 0; column < 2 && 2 * row + column < places.size(); column++) {
                int tab = 1 + (section.down() ? column * count + row : 2 * row + column);
                items.add(item(places.get(2 * row + column), tab));
            }
            rows.add(Struct.of("layoutItems", items, "numItems", items.size()));
        }
        return section(section.heading(), section.down() ? "TopToBottom" : "LeftToRight", layout, rows);
    }

    private Struct section(String heading, String order, String layout, List<Struct> rows) {
        return Struct.of(
                "collapsed",
                false,
                "columns",
                2,
                "heading",
                heading,
                "layoutRows",
                rows,
                "layoutSectionId",
                null,
                "parentLayoutId",
                layout,
                "rows",
                rows.size(),
                "tabOrder",
                order,
                "useCollapsibleSection",
                false,
                "useHeading",
                true);
    }

    private Struct plainSection() {
        List<Struct> items = new ArrayList<>();
        type.fields().stream()
                .filter(field -> field.createable() || field.updateable())
                .filter(field -> !HIDDEN.contains(field.type()))
                .map(field -> new PageStatement.Place(field.name(), List.of(), required(field), false))
                .forEach(place -> items.add(item(place, items.size() + 1)));
        List<Struct> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i += 2) {
            List<Struct> row = items.subList(i, Math.min(items.size(), i + 2));
            rows.add(Struct.of("layoutItems", row, "numItems", row.size()));
        }
        return section(type.label() + " Information", "LeftToRight", PLAIN, rows);
    }

    private static boolean required(Field field) {
        return field.createable()
                && !field.nillable()
                && !field.defaulted()
                && !field.type().equals("boolean");
    }

    /** A field, a whole with its parts, or an empty place; a field the user cannot see leaves its place empty. */
    private Struct item(PageStatement.@Nullable Place place, int tab) {
        Field field = place == null ? null : type.field(place.field());
        List<Field> parts = place == null
                ? List.of()
                : place.parts().stream()
                        .map(type::field)
                        .filter(Objects::nonNull)
                        .toList();
        if (place == null || field == null || (parts.isEmpty() && !place.parts().isEmpty())) {
            return Struct.of(
                    "editableForNew", false,
                    "editableForUpdate", false,
                    "layoutComponents", List.of(Struct.of("displayLines", 1, "tabOrder", tab, "type", "EmptySpace")),
                    "placeholder", true,
                    "required", false);
        }
        List<Field> written = parts.isEmpty() ? List.of(field) : parts;
        return Struct.of(
                "editableForNew",
                !place.readOnly() && written.stream().anyMatch(Field::createable),
                "editableForUpdate",
                !place.readOnly() && written.stream().anyMatch(Field::updateable),
                "label",
                field.label(),
                "layoutComponents",
                List.of(component(field, parts, tab)),
                "placeholder",
                false,
                "required",
                place.required());
    }

    private static Struct component(Field field, List<Field> parts, int tab) {
        Struct component = Struct.of("displayLines", 1, "tabOrder", tab, "type", "Field", "value", field.name());
        if (!parts.isEmpty()) {
            component
                    .and(Struct.TYPE, "FieldLayoutComponent")
                    .and(
                            "components",
                            parts.stream()
                                    .map(part -> Struct.of(
                                            "displayLines", 1, "tabOrder", tab, "type", "Field", "value", part.name()))
                                    .toList())
                    .and("fieldType", field.type());
        }
        return component;
    }

    /** Lists of objects that the user cannot see are left out; those of the platform's own views stay. */
    private List<Struct> relatedLists(PageStatement.Page page) {
        return page.lists().stream()
                .filter(list -> type.child(list.relationship()).isPresent() || schema.find(list.object()) != null)
                .map(this::relatedList)
                .toList();
    }

    private Struct relatedList(PageStatement.ListOf list) {
        String sort = list.sort();
        return Struct.of(
                "columns",
                list.columns().stream()
                        .map(column -> Struct.of(
                                "field", list.object() + "." + column,
                                "fieldApiName", column,
                                "label", column,
                                "name", column,
                                "sortable", true))
                        .toList(),
                "custom",
                list.object().endsWith("__c"),
                "field",
                list.field(),
                "label",
                list.label(),
                "limitRows",
                5,
                "name",
                list.relationship(),
                "sobject",
                list.object(),
                "sort",
                sort == null
                        ? List.of()
                        : List.of(Struct.of("ascending", !sort.startsWith("-"), "column", sort.replace("-", ""))));
    }

    private List<Struct> picklists(PageStatement.@Nullable RecordType of) {
        return type.fields().stream()
                .filter(field -> !field.picks().isEmpty() && field.type().contains("picklist"))
                .map(field -> Struct.of(
                        "picklistName",
                        field.name(),
                        "picklistValues",
                        Describe.picks(type, field).stream()
                                .filter(pick -> of == null
                                        || of.only()
                                                .getOrDefault(field.name(), field.picks())
                                                .contains(pick.get("value")))
                                .toList()))
                .toList();
    }
}
