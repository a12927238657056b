package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes to the recycle bin with a record, and comes back with it. */
final class Cascade {

    /** Owned records by type: the objects and references that go with their parent. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "Account", List.of("Contact.AccountId", "Opportunity.AccountId", "Attachment.ParentId"),
            "Opportunity", List.of("OpportunityContactRole.OpportunityId", "Attachment.ParentId"),
            "Contact", List.of("OpportunityContactRole.ContactId", "Attachment.ParentId"),
            "Case", List.of("Attachment.ParentId", "EmailMessage.ParentId"),
            "Task",
                    List.of(
                            "TaskRelation.TaskId",
                            "TaskWhoRelation.TaskId",
                            "Attachment.ParentId",
                            "Task.RecurrenceActivityId"),
            "Event", List.of("EventRelation.EventId", "EventWhoRelation.EventId", "Attachment.ParentId"),
            "EmailMessage", List.of("EmailMessageRelation.EmailMessageId", "Attachment.ParentId"),
            "ContentDocument", List.of("ContentVersion.ContentDocumentId", "ContentDocumentLink.ContentDocumentId"));

    /** Kept beside the fields of a record that went with another. */
    private static final String WITH = "(deleted with)";

    private Cascade() {}

    static void delete(Rules.Write write, Row row) {
        delete(write, row, row.id);
    }

    static void undelete(Tx tx, Row root) {
        List<Row> back = new ArrayList<>(List.of(root));
        for (ObjectType type : tx.store.schema().all()) {
            tx.store.table(type.name()).all().stream()
                    .filter(row -> root.id.equals(row.get(WITH)))
                    .forEach(back::add);
        }
        for (Row row : back) {
            Map<String, Object> changes = new HashMap<>();
            changes.put("IsDeleted", false);
            changes.put(WITH, null);
            tx.change(row, changes);
        }
    }

    private static void delete(Rules.Write write, Row row, String root) {
        if (row.deleted()) {
            return;
        }
        Rules.of(row.type).beforeDelete(write, row);
        write.tx().delete(row);
        if (!row.id.equals(root)) {
            write.tx().touch(row, Map.of(WITH, root));
        }
        for (String part : PARTS.getOrDefault(row.type, List.of())) {
            int dot = part.indexOf('.');
            children(write, part.substring(0, dot), part.substring(dot + 1), row.id)
                    .forEach(child -> delete(write, child, root));
        }
        if (row.type.equals("EmailMessage")) {
            Row task = write.store().live(row.text("ActivityId"));
            if (task != null) {
                delete(write, task, root);
            }
        }
        files(write, row, root);
        lonely(write, row, root);
    }

    /** Links of a file to what is gone go too; the file stays with its owner. */
    private static void files(Rules.Write write, Row row, String root) {
        if (row.type.equals("ContentDocument") || row.type.equals("ContentDocumentLink")) {
            return;
        }
        children(write, "ContentDocumentLink", "LinkedEntityId", row.id).forEach(link -> delete(write, link, root));
    }

    /** Activities that hang on nothing else go with the record. */
    private static void lonely(Rules.Write write, Row row, String root) {
        for (String type : List.of("Task", "Event")) {
            for (String field : List.of("WhoId", "WhatId")) {
                String other = field.equals("WhoId") ? "WhatId" : "WhoId";
                children(write, type, field, row.id).stream()
                        .filter(activity -> write.store().live(activity.text(other)) == null)
                        .forEach(activity -> delete(write, activity, root));
            }
        }
    }

    private static List<Row> children(Rules.Write write, String type, String field, String id) {
        return write.store().table(type).by(field, id).stream()
                .filter(row -> !row.deleted())
                .toList();
    }
}
