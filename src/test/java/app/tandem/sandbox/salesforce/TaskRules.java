package app.tandem.sandbox.salesforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Task: who, what and account; closed states; priority; series. */
final class TaskRules implements Rules {

    static final TaskRules INSTANCE = new TaskRules();

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        TaskSeries.check(values);
        values.putIfAbsent("TaskSubtype", "Task");
        state(write, values, null);
        List<String> people = people(write, values.get("WhoId"), List.of());
        if (!people.isEmpty()) {
            values.put("WhoId", people.getFirst());
        }
        Activities.check(write, "WhoId", people, values.get("WhatId"));
        String account = Activities.account(write.store(), values.get("WhoId"), values.get("WhatId"));
        if (account != null) {
            values.put("AccountId", account);
        }
        if (write.store().org.sharedActivities) {
            values.putAll(Activities.counts(people, values.get("WhatId")));
        }
    }

    @Override
    public void afterInsert(Write write, Row row) {
        Activities.relate(write, row, people(write, row.get("WhoId"), List.of()));
        TaskSeries.unfold(write, row);
    }

    @Override
    public void beforeUpdate(Write write, Row row, Map<String, Object> changes) {
        if (TaskSeries.concerns(row, changes)) {
            TaskSeries.check(row.with(changes));
        }
        state(write, changes, row);
        Object who = changes.containsKey("WhoId") ? changes.get("WhoId") : row.get("WhoId");
        Object what = changes.containsKey("WhatId") ? changes.get("WhatId") : row.get("WhatId");
        List<String> people = after(write, row, changes, who);
        if (who == null && !people.isEmpty()) {
            changes.put("WhoId", people.getFirst());
            who = people.getFirst();
        }
        Activities.check(write, "WhoId", people, what);
        changes.put("AccountId", Activities.account(write.store(), who, what));
        if (write.store().org.sharedActivities) {
            changes.putAll(Activities.counts(people, what));
        }
    }

    @Override
    public void afterUpdate(Write write, Row row, Map<String, Object> before) {
        List<String> people = write.junctions().containsKey("TaskWhoIds")
                ? people(write, row.get("WhoId"), List.of())
                : kept(write, row, before.get("WhoId"));
        Activities.relate(write, row, people);
        if (TaskSeries.isChanged(before, row)) {
            TaskSeries.unfold(write, row);
        }
    }

    /** The people after an update: a new list replaces all but WhoId; without one, a new WhoId replaces the old. */
    private static List<String> after(Write write, Row row, Map<String, Object> changes, @Nullable Object who) {
        if (write.junctions().containsKey("TaskWhoIds")) {
            return people(write, who, List.of());
        }
        List<String> current = Activities.current(write.store(), row).stream()
                .filter(id -> !changes.containsKey("WhoId") || !id.equals(row.get("WhoId")))
                .toList();
        return Activities.people(current, who);
    }

    private static List<String> kept(Write write, Row row, @Nullable Object whoBefore) {
        return Activities.current(write.store(), row).stream()
                .filter(id -> id.equals(row.get("WhoId")) || !id.equals(whoBefore))
                .toList();
    }

    private static List<String> people(Write write, @Nullable Object who, List<String> otherwise) {
        return Activities.people(write.junctions().getOrDefault("TaskWhoIds", otherwise), who);
    }

    /** What follows from Status and Priority. */
    private static void state(Write write, Map<String, Object> values, @Nullable Row row) {
        if (values.get("Priority") instanceof String priority) {
            values.put("IsHighPriority", priority.equalsIgnoreCase("High"));
        }
        if (values.get("Status") instanceof String status) {
            boolean closed = closes(write.store(), status);
            values.put("IsClosed", closed);
            if (row == null || row.is("IsClosed") != closed) {
                Map<String, Object> completed = new HashMap<>();
                completed.put("CompletedDateTime", closed ? write.store().now() : null);
                values.putAll(completed);
            }
        }
    }

    static boolean closes(OrgStore store, String status) {
        return store.table("TaskStatus").all().stream()
                .filter(row -> status.equalsIgnoreCase(Objects.requireNonNullElse(row.text("ApiName"), "")))
                .anyMatch(row -> row.is("IsClosed"));
    }
}
