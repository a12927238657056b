package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.RecordForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields as a page shows them, and what is to be filled in for a new record. */
final class Forms {

    private Forms() {}

    /** The form of a record type, of the default one if none is given. */
    static RecordForm form(ObjectInfo info, Layout layout, @Nullable String recordTypeId) {
        String chosen = recordTypeId != null || info.recordTypes().isEmpty()
                ? recordTypeId
                : info.recordTypes().getFirst().id();
        Layout.Page page = layout.page(chosen);
        List<RecordForm.Section> sections = page.edit().stream()
                .map(section -> new RecordForm.Section(
                        section.heading(),
                        section.items().stream()
                                .filter(Layout.Item::editableForNew)
                                .flatMap(item -> info.field(item.field()).stream()
                                        .filter(ObjectInfo.Field::createable)
                                        .map(field -> entry(asOnPage(field, page), item)))
                                .toList()))
                .filter(section -> !section.entries().isEmpty())
                .toList();
        return new RecordForm(info.head(), chosen, info.recordTypes(), sections);
    }

    private static RecordForm.Entry entry(ObjectInfo.Field field, Layout.Item item) {
        Object initial = field.type() == ObjectInfo.FieldType.BOOLEAN
                ? Boolean.FALSE
                : field.picks().stream()
                        .filter(ObjectInfo.Pick::isDefault)
                        .map(ObjectInfo.Pick::value)
                        .findFirst()
                        .orElse(null);
        return new RecordForm.Entry(field, item.group(), item.required() || field.required(), initial);
    }

    /** The field with the choices of the page's record type, which override the field's own (salesforce-notes 12). */
    static ObjectInfo.Field asOnPage(ObjectInfo.Field field, Layout.Page page) {
        List<ObjectInfo.Pick> picks = page.picks().get(field.name());
        return picks == null ? field : withPicks(field, picks);
    }

    private static ObjectInfo.Field withPicks(ObjectInfo.Field field, List<ObjectInfo.Pick> picks) {
        return new ObjectInfo.Field(
                field.name(),
                field.label(),
                field.type(),
                field.length(),
                field.precision(),
                field.scale(),
                field.required(),
                field.createable(),
                field.updateable(),
                field.filterable(),
                field.sortable(),
                picks,
                field.controller(),
                field.targets(),
                field.relationship());
    }
}
