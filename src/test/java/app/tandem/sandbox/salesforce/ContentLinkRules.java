package app.tandem.sandbox.salesforce;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** ContentDocumentLink: where a file shows. */
final class ContentLinkRules implements Rules {

    static final ContentLinkRules INSTANCE = new ContentLinkRules();

    private static final int MOST_LINKS = 100;

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        values.putIfAbsent("ShareType", "V");
        values.putIfAbsent("Visibility", "AllUsers");
        Object document = values.get("ContentDocumentId");
        Object place = values.get("LinkedEntityId");
        if (document == null || place == null) {
            return;
        }
        checkPlace(write, place.toString());
        Collection<Row> links = write.store().table("ContentDocumentLink").by("ContentDocumentId", document.toString());
        if (links.stream().anyMatch(link -> !link.deleted() && place.equals(link.get("LinkedEntityId")))) {
            throw RowError.of(
                    "DUPLICATE_VALUE",
                    "duplicate value found: LinkedEntityId duplicates value on record with id: " + document,
                    "LinkedEntityId");
        }
        full(links);
    }

    @Override
    public void afterInsert(Write write, Row link) {
        mark(write, Objects.requireNonNull(link.text("LinkedEntityId")));
    }

    /** Links a file without the checks that a caller's own link meets. */
    static void link(Write write, String document, String place, String shareType) {
        full(write.store().table("ContentDocumentLink").by("ContentDocumentId", document));
        write.tx()
                .insert(
                        write.schema().type("ContentDocumentLink"),
                        new java.util.HashMap<>(Map.of(
                                "ContentDocumentId",
                                document,
                                "LinkedEntityId",
                                place,
                                "ShareType",
                                shareType,
                                "Visibility",
                                "AllUsers")));
        mark(write, place);
    }

    /** A message that was sent takes files only when it is managed by its client. */
    static void checkPlace(Write write, String place) {
        Row row = write.store().live(place);
        if (row != null
                && row.type.equals("EmailMessage")
                && !row.is("IsClientManaged")
                && !"5".equals(row.get("Status"))) {
            throw RowError.of(
                    "INSUFFICIENT_ACCESS_OR_READONLY", "a message that was sent takes no more files", "LinkedEntityId");
        }
    }

    private static void full(Collection<Row> links) {
        if (links.stream().filter(link -> !link.deleted()).count() >= MOST_LINKS) {
            throw RowError.of("LIMIT_EXCEEDED", "a file is shared with at most " + MOST_LINKS + " records");
        }
    }

    private static void mark(Write write, String place) {
        Row row = write.store().find(place);
        if (row != null && row.type.equals("EmailMessage") && !row.is("HasAttachment")) {
            write.tx().touch(row, Map.of("HasAttachment", true));
        }
    }
}
