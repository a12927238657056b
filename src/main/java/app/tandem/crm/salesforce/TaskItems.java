package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.ItemField;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.item.TaskStatus;
import app.tandem.item.Trait;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tasks (sync P-5): what a person has to do, not what was mailed or called (sync T-6), and nothing that recurs (sync T-8). */
final class TaskItems implements ItemMapping {

    static final Set<String> FIELDS = Set.of(
            "Id",
            ItemReading.STAMP,
            "LastModifiedDate",
            "Subject",
            "Description",
            "Status",
            "IsClosed",
            "Priority",
            "IsHighPriority",
            "ActivityDate",
            "IsReminderSet",
            "ReminderDateTime",
            "TaskSubtype",
            "IsRecurrence",
            "RecurrenceActivityId",
            "RecurrenceRegeneratedType",
            OrgShape.MESSAGE_KEY);

    static final String TASK = "Task";
    private static final int WINDOW_DAYS = 14;
    private static final int ATTEMPT_DAYS = 7;

    /** Fields that only mail fills. */
    static final Set<String> OF_MAIL = Set.of("tandem__InternetMessageId__c", "tandem__SendDate__c");

    private static final Map<TaskStatus, String> USUAL = new EnumMap<>(Map.of(
            TaskStatus.NOT_STARTED, "Not Started",
            TaskStatus.IN_PROGRESS, "In Progress",
            TaskStatus.COMPLETED, "Completed",
            TaskStatus.WAITING_ON_OTHERS, "Waiting on someone else",
            TaskStatus.DEFERRED, "Deferred"));

    private final OrgShape shape;

    TaskItems(OrgShape shape) {
        this.shape = shape;
    }

    @Override
    public String object() {
        return TASK;
    }

    @Override
    public List<String> fields() {
        return FIELDS.stream()
                .filter(field -> shape.reads(TASK, field))
                .sorted()
                .toList();
    }

    @Override
    public Where scope() {
        List<Where> all = nature();
        all.add(Where.is("OwnerId", shape.profile().userId()));
        all.add(Where.any(List.of(
                Where.is("IsClosed", false),
                Where.since("ActivityDate", WINDOW_DAYS),
                Where.since("LastModifiedDate", WINDOW_DAYS))));
        return Where.all(all);
    }

    /** What is a task of a person, whoever owns it (sync T-6, T-8). */
    List<Where> nature() {
        List<Where> all = new ArrayList<>();
        if (shape.reads(TASK, "TaskSubtype")) {
            all.add(Where.any(List.of(Where.is("TaskSubtype", TASK), Where.isEmpty("TaskSubtype"))));
        }
        if (shape.reads(TASK, "IsRecurrence")) {
            all.add(Where.is("IsRecurrence", false));
        }
        OF_MAIL.stream()
                .filter(field -> shape.reads(TASK, field))
                .sorted()
                .forEach(field -> all.add(Where.isEmpty(field)));
        return all;
    }

    @Override
    public StoredItem item(Rec row) {
        Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
        fields.put(ItemField.SUBJECT, ItemText.line(row.text("Subject")));
        fields.put(ItemField.NOTES, ItemText.lines(row.text("Description")));
        fields.put(ItemField.STATUS, status(row).name());
        fields.put(ItemField.PRIORITY, priority(row));
        fields.put(
                ItemField.DUE, row.date("ActivityDate").map(LocalDate::toString).orElse(""));
        fields.put(ItemField.REMINDER, reminder(row));
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (row.flag("IsRecurrence")
                || row.text("RecurrenceActivityId") != null
                || row.text("RecurrenceRegeneratedType") != null) {
            traits.add(Trait.RECURRING);
        }
        if (!shape.changes(TASK)) {
            traits.add(Trait.READ_ONLY);
        }
        return ItemReading.item(row, fields, traits);
    }

    /** A status of the org's own is done or not begun (sync T-9). */
    private static TaskStatus status(Rec row) {
        if (row.flag("IsClosed")) {
            return TaskStatus.COMPLETED;
        }
        String name = Objects.requireNonNullElse(row.text("Status"), "");
        return USUAL.entrySet().stream()
                .filter(usual -> usual.getKey() != TaskStatus.COMPLETED
                        && usual.getValue().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(TaskStatus.NOT_STARTED);
    }

    /** A priority of the org's own is high or not (sync T-10). */
    private static String priority(Rec row) {
        String name = Objects.requireNonNullElse(row.text("Priority"), "");
        boolean high = row.flag("IsHighPriority") || name.equalsIgnoreCase("High");
        return high ? "HIGH" : name.equalsIgnoreCase("Low") ? "LOW" : "NORMAL";
    }

    private static String reminder(Rec row) {
        String at = row.text("ReminderDateTime");
        return at == null || !row.flag("IsReminderSet")
                ? ""
                : Rec.instant(at).truncatedTo(ChronoUnit.MINUTES).toString();
    }

    @Override
    public Map<String, @Nullable Object> values(Map<ItemField, String> fields, @Nullable StoredItem now) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            boolean differs = now == null || !now.value(field).equals(value);
            switch (field) {
                case SUBJECT -> values.put("Subject", text("Subject", ItemText.line(value)));
                case NOTES -> values.put("Description", text("Description", ItemText.lines(value)));
                case STATUS ->
                    status(value, now).filter(status -> differs).ifPresent(status -> values.put("Status", status));
                case PRIORITY -> {
                    if (differs && !value.isBlank()) {
                        values.put(
                                "Priority", value.charAt(0) + value.substring(1).toLowerCase(java.util.Locale.ROOT));
                    }
                }
                case DUE -> ItemText.day(value).ifPresent(day -> values.put("ActivityDate", day.orElse(null)));
                case REMINDER ->
                    ItemText.time(value).ifPresent(time -> {
                        values.put("IsReminderSet", time.isPresent());
                        values.put("ReminderDateTime", time.orElse(null));
                    });
                default -> {}
            }
        });
        return values;
    }

    private @Nullable String text(String field, String value) {
        return value.isEmpty() ? null : ItemText.head(value, shape.length(TASK, field));
    }

    /**
     * The org's status of that class (sync T-9). Where the org has none, another that is closed or open alike, if that is what
     * has to change.
     */
    private Optional<String> status(String wanted, @Nullable StoredItem now) {
        Optional<TaskStatus> known = ItemText.status(wanted);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String usual = Objects.requireNonNull(USUAL.get(known.get()));
        boolean closed = known.get() == TaskStatus.COMPLETED;
        if (shape.taskStatuses().isEmpty()) {
            return Optional.of(usual);
        }
        Predicate<Map.Entry<String, Boolean>> alike = status -> status.getValue() == closed;
        Optional<String> same = shape.taskStatuses().entrySet().stream()
                .filter(alike)
                .map(Map.Entry::getKey)
                .filter(usual::equalsIgnoreCase)
                .findFirst();
        boolean turns = now == null || closed != now.value(ItemField.STATUS).equals(TaskStatus.COMPLETED.name());
        return same.isPresent() || !turns
                ? same
                : shape.taskStatuses().entrySet().stream()
                        .filter(alike)
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    @Override
    public Where likely(Collection<NewItem> items) {
        Set<String> subjects = new java.util.TreeSet<>();
        items.forEach(item -> subjects.add(subject(item)));
        Where subject = subjects.contains("")
                ? Where.any(List.of(Where.isEmpty("Subject"), Where.in("Subject", subjects)))
                : Where.in("Subject", subjects);
        String me = shape.profile().userId();
        return Where.all(List.of(
                Where.is("OwnerId", me),
                Where.is("CreatedById", me),
                subject,
                Where.since("CreatedDate", ATTEMPT_DAYS)));
    }

    @Override
    public boolean isLike(StoredItem found, NewItem item) {
        String notes =
                ItemText.head(ItemText.lines(item.fields().get(ItemField.NOTES)), shape.length(TASK, "Description"));
        return found.value(ItemField.SUBJECT).equals(subject(item))
                && found.value(ItemField.NOTES).equals(ItemText.lines(notes))
                && found.value(ItemField.DUE).equals(item.fields().getOrDefault(ItemField.DUE, ""));
    }

    private String subject(NewItem item) {
        String subject = ItemText.line(item.fields().get(ItemField.SUBJECT));
        return ItemText.head(subject, shape.length(TASK, "Subject")).strip();
    }
}
