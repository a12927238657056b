package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** TaskRelation: one person or record more on a task; no update, delete takes it off. */
final class TaskRelationRules implements Rules {

    static final TaskRelationRules INSTANCE = new TaskRelationRules();

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        Row task = write.store().live((String) values.get("TaskId"));
        Object related = values.get("RelationId");
        if (task == null || related == null) {
            return;
        }
        boolean person =
                related.toString().startsWith("003") || related.toString().startsWith("00Q");
        values.put("IsWhat", !person);
        if (write.store().table("TaskRelation").by("TaskId", task.id).stream()
                .anyMatch(row -> !row.deleted() && related.equals(row.get("RelationId")))) {
            throw RowError.of("DUPLICATE_VALUE", "duplicate value found: RelationId is related already", "RelationId");
        }
        if (person) {
            List<String> people = new ArrayList<>(Activities.current(write.store(), task));
            people.add(related.toString());
            Activities.check(write, "RelationId", people, task.get("WhatId"));
        } else if (task.get("WhatId") != null) {
            throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "a task is related to one record", "RelationId");
        }
    }

    @Override
    public void afterInsert(Write write, Row row) {
        Activities.mirror(write, row);
        Row task = Objects.requireNonNull(write.store().live(row.text("TaskId")));
        String field = row.is("IsWhat") ? "WhatId" : "WhoId";
        if (task.get(field) == null) {
            write.tx().touch(task, Map.of(field, Objects.requireNonNull(row.get("RelationId"))));
        }
        write.tx().touch(task, Activities.counts(Activities.current(write.store(), task), task.get("WhatId")));
    }

    @Override
    public void beforeDelete(Write write, Row row) {
        Row mirror = write.store().table("TaskWhoRelation").get(row.id);
        if (mirror != null && !mirror.deleted()) {
            write.tx().delete(mirror);
        }
    }
}
