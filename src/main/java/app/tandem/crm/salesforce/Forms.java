package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import java.util.List;

/** Fields as a page shows them. */
final class Forms {

    private Forms() {}

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
