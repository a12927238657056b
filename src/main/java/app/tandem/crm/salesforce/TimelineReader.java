package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.TimelineEntry;
import app.tandem.crm.TimelineEntry.Kind;
import app.tandem.crm.TimelineEntry.Named;
import app.tandem.crm.TimelineFilter;
import app.tandem.crm.TimelineFilter.State;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks, Events and mails of records (pane U-242, U-243): a query for each kind that the filter leaves. */
final class TimelineReader {

    private static final int MOST_ROWS = 200;
    private static final int MOST_RECORDS = 200;
    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");
    private static final List<String> TASK = List.of(
            "Subject", "ActivityDate", "Status", "IsClosed", "TaskSubtype", "CallType", "WhoId", "WhatId", "OwnerId");
    private static final List<String> EVENT = List.of(
            "Subject", "StartDateTime", "EndDateTime", "ActivityDate", "IsAllDayEvent", "WhoId", "WhatId", "OwnerId");
    private static final List<String> MAIL =
            List.of("Subject", "MessageDate", "FromName", "RelatedToId", "ActivityId", "CreatedDate");

    private final Queries queries;
    private final Directory directory;
    private final Cards cards;
    private final TimelineFilter filter;
    private final ZoneId zone;
    private final Instant now;
    private final LocalDate today;
    private final Set<String> mailTasks = new HashSet<>();

    TimelineReader(Conversation conversation, Directory directory, TimelineFilter filter) {
        this.queries = new Queries(conversation);
        this.directory = directory;
        this.cards = new Cards(directory);
        this.filter = filter;
        this.zone = directory.me().zone();
        this.now = conversation.clock().instant();
        this.today = LocalDate.ofInstant(now, zone);
    }

    List<TimelineEntry> read(Set<RecordRef> records) {
        List<RecordRef> some = records.stream().limit(MOST_RECORDS).toList();
        if (some.isEmpty()) {
            return List.of();
        }
        directory.know(List.of("Task", "Event", "EmailMessage", "User"));
        List<TimelineEntry> entries = new ArrayList<>(tasks(some));
        if (filter.state() != State.OVERDUE) {
            entries.addAll(events(some));
        }
        if (filter.state() == State.ALL || filter.state() == State.PAST) {
            mails(some, entries);
        }
        return Stream.concat(
                        entries.stream().filter(TimelineEntry::open).sorted(soonestFirst()),
                        entries.stream()
                                .filter(entry -> !entry.open())
                                .sorted(soonestFirst().reversed()))
                .toList();
    }

    private static Comparator<TimelineEntry> soonestFirst() {
        Comparator<TimelineEntry> byDay =
                Comparator.comparing(TimelineEntry::day, Comparator.nullsLast(Comparator.naturalOrder()));
        return byDay.thenComparing(TimelineEntry::at, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(entry -> entry.ref().id());
    }

    // ---- tasks

    private List<TimelineEntry> tasks(List<RecordRef> records) {
        Optional<ObjectInfo> info = directory.info("Task");
        List<Where> all = info.map(task -> about(task, records)).orElse(List.of());
        if (info.isEmpty() || all.isEmpty()) {
            return List.of();
        }
        List<Where> conditions = new ArrayList<>(List.of(Where.any(all)));
        if (filter.state() != State.ALL) {
            conditions.add(Where.is("IsClosed", filter.state() == State.PAST));
        }
        if (filter.state() == State.OVERDUE) {
            conditions.add(Where.to("ActivityDate", today.minusDays(1)));
        }
        return ask(info.get(), TASK, Where.all(conditions), "ActivityDate").stream()
                .map(row -> task(info.get(), row))
                .filter(entry -> isInSpan(entry.day()))
                .toList();
    }

    private TimelineEntry task(ObjectInfo info, Rec row) {
        if ("Email".equals(row.text("TaskSubtype"))) {
            mailTasks.add(row.id());
        }
        boolean open = !row.flag("IsClosed");
        LocalDate day = row.date("ActivityDate").orElse(null);
        boolean call = "Call".equals(row.text("TaskSubtype")) || row.text("CallType") != null;
        return entry(
                info,
                row,
                call ? Kind.CALL : Kind.TASK,
                new When(day, null),
                info.field("Status")
                        .map(field -> cards.value(field, row, "").text())
                        .orElse(""),
                open,
                "WhatId");
    }

    // ---- events

    private List<TimelineEntry> events(List<RecordRef> records) {
        Optional<ObjectInfo> info = directory.info("Event");
        List<Where> all = info.map(event -> about(event, records)).orElse(List.of());
        if (info.isEmpty() || all.isEmpty()) {
            return List.of();
        }
        List<Where> conditions = new ArrayList<>(List.of(Where.any(all)));
        // The copies that invitees hold would show a meeting once for each of them.
        info.get().field("IsChild").ifPresent(child -> conditions.add(Where.is("IsChild", false)));
        if (filter.state() == State.OPEN) {
            conditions.add(Where.from("EndDateTime", now));
        }
        return ask(info.get(), EVENT, Where.all(conditions), "StartDateTime").stream()
                .map(row -> event(info.get(), row))
                .filter(entry -> filter.state() != State.PAST || !entry.open())
                .filter(entry -> isInSpan(entry.day()))
                .toList();
    }

    private TimelineEntry event(ObjectInfo info, Rec row) {
        boolean allDay = row.flag("IsAllDayEvent");
        Instant start = time(row, "StartDateTime");
        Instant end = time(row, "EndDateTime");
        LocalDate day =
                allDay || start == null ? row.date("ActivityDate").orElse(null) : LocalDate.ofInstant(start, zone);
        boolean open = allDay ? day != null && !day.isBefore(today) : end != null && end.isAfter(now);
        return entry(info, row, Kind.EVENT, new When(day, allDay ? null : start), "", open, "WhatId");
    }

    // ---- mails

    /** A saved mail is an EmailMessage and a Task; it is shown once, as the mail. */
    private void mails(List<RecordRef> records, List<TimelineEntry> entries) {
        Optional<ObjectInfo> info = directory.info("EmailMessage");
        List<Where> any = info.map(mail -> aboutMail(mail, records)).orElse(List.of());
        if (info.isEmpty() || any.isEmpty()) {
            return;
        }
        Set<String> shown = new HashSet<>();
        List<TimelineEntry> mails = new ArrayList<>();
        for (Rec row : ask(info.get(), MAIL, Where.any(any), "MessageDate")) {
            Optional.ofNullable(row.reference("ActivityId")).ifPresent(shown::add);
            Instant at = Optional.ofNullable(time(row, "MessageDate")).orElseGet(() -> row.time("CreatedDate"));
            TimelineEntry mail = entry(
                    info.get(), row, Kind.EMAIL, new When(LocalDate.ofInstant(at, zone), at), "", false, "RelatedToId");
            mails.add(mail);
        }
        entries.removeIf(entry -> shown.contains(entry.ref().id()));
        mails.stream().filter(mail -> isInSpan(mail.day())).forEach(entries::add);
    }

    private List<Where> aboutMail(ObjectInfo info, List<RecordRef> records) {
        List<Where> any = new ArrayList<>();
        List<String> things = ids(records, false);
        for (String field : List.of("RelatedToId", "ParentId")) {
            if (!things.isEmpty() && info.field(field).isPresent()) {
                any.add(Where.in(field, things));
            }
        }
        if (!mailTasks.isEmpty() && info.field("ActivityId").isPresent()) {
            any.add(Where.in("ActivityId", mailTasks));
        }
        return any;
    }

    // ---- what all have in common

    private record When(@Nullable LocalDate day, @Nullable Instant at) {}

    /** People stand in WhoId, things in WhatId; what concerns an Account's people and deals is the Account's, too. */
    private static List<Where> about(ObjectInfo info, List<RecordRef> records) {
        List<Where> any = new ArrayList<>();
        add(any, info, "WhoId", ids(records, true));
        add(any, info, "WhatId", ids(records, false));
        add(
                any,
                info,
                "AccountId",
                records.stream()
                        .filter(ref -> ref.type().equals("Account"))
                        .map(RecordRef::id)
                        .toList());
        return any;
    }

    private static void add(List<Where> any, ObjectInfo info, String field, List<String> ids) {
        if (!ids.isEmpty()
                && info.field(field).filter(ObjectInfo.Field::filterable).isPresent()) {
            any.add(Where.in(field, ids));
        }
    }

    private static List<String> ids(List<RecordRef> records, boolean people) {
        return records.stream()
                .filter(ref -> PEOPLE.contains(ref.type()) == people)
                .map(RecordRef::id)
                .toList();
    }

    private List<Rec> ask(ObjectInfo info, List<String> wanted, Where where, String sortBy) {
        List<String> fields = new ArrayList<>(List.of("Id"));
        wanted.stream()
                .flatMap(name -> info.field(name).stream())
                .forEach(field -> fields.addAll(cards.selected(field)));
        return queries.all(Soql.select(fields, info.name(), where, List.of(new Soql.Order(sortBy, true)), MOST_ROWS));
    }

    private TimelineEntry entry(
            ObjectInfo info, Rec row, Kind kind, When when, String status, boolean open, String whatField) {
        String subject = row.text("Subject");
        boolean overdue =
                open && kind != Kind.EVENT && when.day() != null && when.day().isBefore(today);
        return new TimelineEntry(
                new RecordRef(info.name(), row.id()),
                kind,
                subject == null ? "" : subject,
                when.day(),
                when.at(),
                status,
                open,
                overdue,
                named(info, row, "WhoId"),
                named(info, row, whatField),
                named(info, row, "OwnerId"));
    }

    private Named named(ObjectInfo info, Rec row, String field) {
        return info.field(field)
                .map(reference -> cards.value(reference, row, ""))
                .filter(value -> value.value() instanceof RecordRef)
                .map(value -> new Named((RecordRef) value.value(), value.text()))
                .orElse(new Named(null, ""));
    }

    private boolean isInSpan(@Nullable LocalDate day) {
        int days = filter.span().days();
        return days == 0 || day == null || !day.isBefore(today.minusDays(days)) && !day.isAfter(today.plusDays(days));
    }

    private static @Nullable Instant time(Rec row, String field) {
        return row.text(field) == null ? null : row.time(field);
    }
}
