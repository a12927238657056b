package app.tandem.sandbox.salesforce;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the platform does by itself when records of a type are written. A {@link RowError} refuses the record. */
interface Rules {

    /** One record being written. */
    record Write(Tx tx, Viewer viewer, WriteOptions options, Map<String, List<String>> junctions) {
        OrgStore store() {
            return tx.store;
        }

        Schema schema() {
            return tx.store.schema();
        }

        /** Somebody else's rows are changed on the way: same call, no junction lists. */
        Write aside() {
            return new Write(tx, viewer, options, Map.of());
        }
    }

    Rules NONE = new Rules() {};

    /** Fills in and checks the values of a new record. */
    default void beforeInsert(Write write, Map<String, Object> values) {}

    default void afterInsert(Write write, Row row) {}

    /** Fills in and checks the changes of a record; a null clears. */
    default void beforeUpdate(Write write, Row row, Map<String, Object> changes) {}

    default void afterUpdate(Write write, Row row, Map<String, Object> before) {}

    default void beforeDelete(Write write, Row row) {}

    /** Fields that must be given although metadata does not say so, or need not although it does. */
    default Set<String> notRequired() {
        return Set.of();
    }

    static Rules of(String type) {
        return switch (type) {
            case "Task" -> TaskRules.INSTANCE;
            case "Event" -> EventRules.INSTANCE;
            case "TaskRelation" -> TaskRelationRules.INSTANCE;
            case "EventRelation" -> EventRelationRules.INSTANCE;
            case "EmailMessage" -> EmailMessageRules.INSTANCE;
            case "EmailMessageRelation" -> EmailRelationRules.INSTANCE;
            case "ContentVersion" -> ContentVersionRules.INSTANCE;
            case "ContentDocument" -> ContentDocumentRules.INSTANCE;
            case "ContentDocumentLink" -> ContentLinkRules.INSTANCE;
            case "Attachment" -> AttachmentRules.INSTANCE;
            case "Contact", "Lead", "User" -> PersonRules.INSTANCE;
            case "Account", "Opportunity", "Case" -> BusinessRules.INSTANCE;
            default -> NONE;
        };
    }
}
