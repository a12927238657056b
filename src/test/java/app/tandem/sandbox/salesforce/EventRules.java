package app.tandem.sandbox.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Event: start, end and duration agree; people as for tasks; copies of invited users stay copies. */
final class EventRules implements Rules {

    static final EventRules INSTANCE = new EventRules();

    private static final Duration LONGEST = Duration.ofDays(14);
    private static final Set<String> CHILD_MAY_CHANGE = Set.of("ReminderDateTime", "IsReminderSet");

    @Override
    public void beforeInsert(Write write, Map<String, Object> values) {
        values.putIfAbsent("EventSubtype", "Event");
        times(values, values);
        List<String> people = Activities.people(list(write), values.get("WhoId"));
        if (!people.isEmpty()) {
            values.put("WhoId", people.getFirst());
        }
        links(write, values, values, people);
    }

    @Override
    public void afterInsert(Write write, Row row) {
        Activities.relate(write, row, Activities.people(list(write), row.get("WhoId")));
    }

    @Override
    public void beforeUpdate(Write write, Row row, Map<String, Object> changes) {
        if (row.is("IsChild") && !CHILD_MAY_CHANGE.containsAll(changes.keySet())) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION", "only the reminder of an invitee's copy of an event can be changed");
        }
        Map<String, Object> after = new HashMap<>(row.values());
        if (changes.containsKey("StartDateTime") && !changes.containsKey("EndDateTime")) {
            after.remove("EndDateTime");
        }
        if (changes.containsKey("EndDateTime") && !changes.containsKey("DurationInMinutes")) {
            after.remove("DurationInMinutes");
        }
        after.putAll(changes);
        if (!row.is("IsChild")) {
            times(after, changes);
            List<String> people = write.junctions().containsKey("EventWhoIds")
                    ? Activities.people(list(write), after.get("WhoId"))
                    : Activities.people(Activities.current(write.store(), row), after.get("WhoId"));
            links(write, after, changes, people);
        }
    }

    @Override
    public void afterUpdate(Write write, Row row, Map<String, Object> before) {
        if (write.junctions().containsKey("EventWhoIds") || !Objects.equals(before.get("WhoId"), row.get("WhoId"))) {
            Activities.relate(write, row, Activities.people(list(write), row.get("WhoId")));
        }
        for (Row child : EventRelationRules.children(write.store(), row)) {
            Map<String, Object> same = new HashMap<>();
            for (String field : EventRelationRules.COPIED) {
                same.put(field, row.get(field));
            }
            write.tx().change(child, same);
        }
    }

    @Override
    public void beforeDelete(Write write, Row row) {
        if (!row.is("IsChild")) {
            EventRelationRules.children(write.store(), row).forEach(write.tx()::delete);
        }
    }

    private static List<String> list(Write write) {
        return write.junctions().getOrDefault("EventWhoIds", List.of());
    }

    private static void links(
            Write write, Map<String, Object> after, Map<String, Object> changes, List<String> people) {
        if (Boolean.TRUE.equals(after.get("IsPrivate")) && (!people.isEmpty() || after.get("WhatId") != null)) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION", "a private event cannot have a name or a related record", "IsPrivate");
        }
        Activities.check(write, "WhoId", people, after.get("WhatId"));
        changes.put("AccountId", Activities.account(write.store(), after.get("WhoId"), after.get("WhatId")));
        if (write.store().org.sharedActivities) {
            changes.putAll(Activities.counts(people, after.get("WhatId")));
        }
    }

    private static void times(Map<String, Object> after, Map<String, Object> changes) {
        boolean allDay = Boolean.TRUE.equals(after.get("IsAllDayEvent"));
        Instant start = start(after, allDay);
        if (start == null) {
            throw RowError.of(
                    "REQUIRED_FIELD_MISSING", "Required fields are missing: [StartDateTime]", "StartDateTime");
        }
        Instant end = (Instant) after.get("EndDateTime");
        Long minutes = (Long) after.get("DurationInMinutes");
        if (end == null && minutes == null && !allDay) {
            throw RowError.of(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [EndDateTime, DurationInMinutes]",
                    "EndDateTime",
                    "DurationInMinutes");
        }
        if (end == null) {
            end = allDay && minutes == null ? start : start.plus(Duration.ofMinutes(Objects.requireNonNull(minutes)));
            if (allDay && minutes != null) {
                end = end.minus(1, ChronoUnit.DAYS);
            }
        }
        long length = allDay ? ChronoUnit.MINUTES.between(start, end) + 1440 : ChronoUnit.MINUTES.between(start, end);
        if (minutes != null
                && after.get("EndDateTime") != null
                && changes.containsKey("DurationInMinutes")
                && minutes != length) {
            throw RowError.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "Duration: the duration does not agree with the end",
                    "DurationInMinutes");
        }
        if (end.isBefore(start)) {
            throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "End: the end is before the start", "EndDateTime");
        }
        if (Duration.ofMinutes(length).compareTo(LONGEST) > 0) {
            throw RowError.of("FIELD_INTEGRITY_EXCEPTION", "an event lasts at most 14 days", "DurationInMinutes");
        }
        changes.put("StartDateTime", start);
        changes.put("EndDateTime", end);
        changes.put("DurationInMinutes", length);
        changes.put("ActivityDate", LocalDate.ofInstant(start, ZoneOffset.UTC));
        changes.put("ActivityDateTime", start);
        changes.put("EndDate", LocalDate.ofInstant(end, ZoneOffset.UTC));
    }

    private static @Nullable Instant start(Map<String, Object> after, boolean allDay) {
        Instant start = (Instant) after.get("StartDateTime");
        if (start == null) {
            start = (Instant) after.get("ActivityDateTime");
        }
        if (start == null && allDay && after.get("ActivityDate") instanceof LocalDate day) {
            start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return start != null && allDay ? start.truncatedTo(ChronoUnit.DAYS) : start;
    }
}
