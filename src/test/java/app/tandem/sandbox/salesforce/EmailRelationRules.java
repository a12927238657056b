package app.tandem.sandbox.salesforce;

import java.util.Map;
import java.util.Objects;

/** EmailMessageRelation: who a message is from and to; a later contact joins the message's Task too. */
final class EmailRelationRules implements Rules {

    static final EmailRelationRules INSTANCE = new EmailRelationRules();

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        Object id = values.get("RelationId");
        if (id == null) {
            if (values.get("RelationAddress") == null) {
                throw RowError.of(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: [RelationId, RelationAddress]",
                        "RelationId",
                        "RelationAddress");
            }
            return;
        }
        Row person = write.store().live(id.toString());
        if (person == null) {
            throw RowError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "RelationId");
        }
        values.put("RelationObjectType", person.type);
        if (person.text("Email") != null) {
            values.putIfAbsent("RelationAddress", Objects.requireNonNull(person.text("Email")));
        }
    }

    @Override
    public void afterInsert(Write write, Row row) {
        Row mail = write.store().live(row.text("EmailMessageId"));
        Row task = mail == null ? null : write.store().live(mail.text("ActivityId"));
        String id = row.text("RelationId");
        if (task == null || id == null || !id.startsWith("003") || !write.store().org.sharedActivities) {
            return;
        }
        if (Activities.current(write.store(), task).contains(id)) {
            return;
        }
        Map<String, Object> values = new java.util.HashMap<>(Map.of("TaskId", task.id, "RelationId", id));
        TaskRelationRules.INSTANCE.beforeInsert(write.aside(), values);
        Row relation = write.tx().insert(write.schema().type("TaskRelation"), values);
        TaskRelationRules.INSTANCE.afterInsert(write.aside(), relation);
    }
}
