package app.tandem.crm;

import app.tandem.crm.TimelineEntry.Kind;
import app.tandem.crm.TimelineEntry.Named;
import app.tandem.item.RecordRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Tasks of {@link InMemoryCrm}; it has no Events, and its mails are Tasks. */
final class MemoryTimeline {

    private final InMemoryCrm org;
    private final LocalDate today;

    MemoryTimeline(InMemoryCrm org) {
        this.org = org;
        this.today = LocalDate.ofInstant(org.now(), org.zone);
    }

    List<TimelineEntry> read(Set<RecordRef> records, TimelineFilter filter) {
        List<String> ids = records.stream().map(RecordRef::id).toList();
        List<TimelineEntry> entries = new ArrayList<>(
                org
                        .matching("Task", task -> ids.contains(task.get("WhoId")) || ids.contains(task.get("WhatId")))
                        .stream()
                        .map(this::entry)
                        .filter(entry -> shown(entry, filter))
                        .toList());
        Comparator<TimelineEntry> byDay =
                Comparator.comparing(TimelineEntry::day, Comparator.nullsLast(Comparator.naturalOrder()));
        return Stream.concat(
                        entries.stream().filter(TimelineEntry::open).sorted(byDay),
                        entries.stream().filter(entry -> !entry.open()).sorted(byDay.reversed()))
                .toList();
    }

    private boolean shown(TimelineEntry entry, TimelineFilter filter) {
        boolean state = switch (filter.state()) {
            case ALL -> true;
            case OPEN -> entry.open();
            case PAST -> !entry.open();
            case OVERDUE -> entry.overdue();
        };
        int days = filter.span().days();
        LocalDate day = entry.day();
        return state
                && (days == 0
                        || day == null
                        || !day.isBefore(today.minusDays(days)) && !day.isAfter(today.plusDays(days)));
    }

    private TimelineEntry entry(Map<String, Object> task) {
        LocalDate day = (LocalDate) task.get("ActivityDate");
        boolean open = !"Completed".equals(task.get("Status"));
        return new TimelineEntry(
                new RecordRef("Task", (String) task.get("Id")),
                "Call".equals(task.get("TaskSubtype")) ? Kind.CALL : Kind.TASK,
                String.valueOf(task.getOrDefault("Subject", "")),
                day,
                null,
                String.valueOf(task.getOrDefault("Status", "Not Started")),
                open,
                open && day != null && day.isBefore(today),
                named((String) task.get("WhoId")),
                named((String) task.get("WhatId")),
                new Named(null, ""));
    }

    private Named named(@Nullable String id) {
        Map<String, Object> record = id == null ? null : org.get(id);
        if (record == null) {
            return new Named(null, "");
        }
        String type = org.typeOf(id);
        return new Named(
                new RecordRef(type, id), MemoryCards.name(MemoryObjects.all().get(type), record));
    }
}
