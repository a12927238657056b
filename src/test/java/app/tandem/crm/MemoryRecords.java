package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link InMemoryCrm} as the pane sees it: every user sees everything, and a layout is an object's fields in order. */
final class MemoryRecords implements Records {

    private static final DateTimeFormatter MEMO = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm zzz", Locale.ENGLISH);

    /** The related lists of the layouts, by parent: label, object, field. */
    private static final Map<String, List<List<String>>> LISTS = Map.of(
            "Account",
            List.of(
                    List.of("Contacts", "Contact", "AccountId"),
                    List.of("Opportunities", "Opportunity", "AccountId"),
                    List.of("Cases", "Case", "AccountId"),
                    List.of("Site Visits", "Site_Visit__c", "Account__c")),
            "Contact",
            List.of(List.of("Cases", "Case", "ContactId"), List.of("Site Visits", "Site_Visit__c", "Contact__c")));

    private final InMemoryCrm org;
    private final String userId;
    private final MemoryCards cards;
    private final MemoryEdits edits;

    MemoryRecords(InMemoryCrm org, String userId) {
        this.org = org;
        this.userId = userId;
        this.cards = new MemoryCards(org);
        this.edits = new MemoryEdits(org, this, userId);
    }

    @Override
    public List<ObjectHead> objects() {
        org.read("objects", userId);
        return MemoryObjects.all().values().stream()
                .map(ObjectInfo::head)
                .sorted(Comparator.comparing(ObjectHead::label))
                .toList();
    }

    @Override
    public Optional<ObjectInfo> object(String name) {
        return Optional.ofNullable(MemoryObjects.all().get(name));
    }

    @Override
    public void refresh() {
        // Nothing is kept.
    }

    @Override
    public RelatedRecords related(RelatedSearch search) {
        org.read("related", userId);
        return new MemoryRelated(org, search).run();
    }

    @Override
    public Optional<RecordDetail> detail(RecordRef record) {
        org.read("detail", userId);
        return Optional.ofNullable(org.get(record.id())).map(values -> detail(record, values));
    }

    private RecordDetail detail(RecordRef ref, Map<String, Object> record) {
        ObjectInfo info = MemoryObjects.all().get(ref.type());
        List<RecordDetail.Entry> entries = new ArrayList<>(info.fields().values().stream()
                .map(field -> new RecordDetail.Entry(
                        field, null, cards.value(field, record), field.required(), field.updateable()))
                .toList());
        entries.sort(Comparator.comparing(entry -> entry.field().name().equals("Description")));
        Map<String, Object> values = new HashMap<>();
        entries.stream()
                .filter(entry -> entry.value().value() != null)
                .forEach(entry -> values.put(entry.field().name(), entry.value().value()));
        return new RecordDetail(
                cards.card(info, ObjectView.plain(ref.type()), record, Set.of()),
                null,
                info.head().updateable(),
                List.of(new RecordDetail.Section(info.head().label() + " Information", entries)),
                LISTS.getOrDefault(ref.type(), List.of()).stream()
                        .map(list -> list(list, ref.id()))
                        .toList(),
                new RecordDetail.Loaded(
                        (Instant) record.getOrDefault("SystemModstamp", record.get("CreatedDate")), values));
    }

    private RecordDetail.RelatedList list(List<String> list, String id) {
        ObjectInfo info = MemoryObjects.all().get(list.get(1));
        ObjectView view = new ObjectView(info.name(), List.of(), null, false);
        List<RecordCard> all = org.matching(info.name(), record -> id.equals(record.get(list.get(2)))).stream()
                .sorted(cards.order(info, view))
                .map(record -> cards.card(info, view, record, Set.of()))
                .toList();
        return new RecordDetail.RelatedList(
                list.get(0),
                info.name(),
                list.get(2),
                all.size(),
                all.subList(0, Math.min(RecordGroup.FIRST, all.size())));
    }

    @Override
    public List<RecordGroup> search(TextSearch search) {
        if (!search.isLongEnough()) {
            return List.of();
        }
        org.read("searchText", userId);
        List<RecordGroup> groups = new ArrayList<>();
        for (ObjectView view : search.views()) {
            ObjectInfo info = MemoryObjects.all().get(view.object());
            List<RecordCard> all = org.rows(view.object()).stream()
                    .filter(record -> holdsAll(info, record, search.tags()))
                    .sorted(cards.order(info, view))
                    .map(record -> cards.card(info, view, record, Set.of()))
                    .toList();
            if (!all.isEmpty()) {
                groups.add(new RecordGroup(
                        info.head(), all.subList(0, Math.min(search.perObject(), all.size())), all.size()));
            }
        }
        return groups;
    }

    /** Every word is the beginning of one in the record's text. */
    private static boolean holdsAll(ObjectInfo info, Map<String, Object> record, List<String> tags) {
        StringBuilder text = new StringBuilder(" " + MemoryCards.name(info, record));
        record.forEach((field, value) -> text.append(value instanceof String ? " " + value : ""));
        String words = " " + text.toString().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
        return tags.stream()
                .flatMap(tag -> List.of(tag.split("\\s+")).stream())
                .map(word -> word.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip())
                .allMatch(word -> words.contains(" " + word));
    }

    @Override
    public List<RecordCard> recent(List<ObjectView> objects) {
        org.read("recent", userId);
        record Viewed(Instant at, RecordCard card) {}
        List<Viewed> viewed = new ArrayList<>();
        for (ObjectView view : objects) {
            for (Map<String, Object> record : org.rows(view.object())) {
                if (record.get("LastViewedDate") instanceof Instant at) {
                    viewed.add(
                            new Viewed(at, cards.card(MemoryObjects.all().get(view.object()), view, record, Set.of())));
                }
            }
        }
        return viewed.stream()
                .sorted(Comparator.comparing(Viewed::at).reversed())
                .limit(RecordGroup.FIRST)
                .map(Viewed::card)
                .toList();
    }

    @Override
    public Optional<RecordForm> form(String object, @Nullable String recordTypeId) {
        return object(object)
                .filter(info -> info.head().createable())
                .map(info -> new RecordForm(
                        info.head(),
                        null,
                        List.of(),
                        List.of(new RecordForm.Section(
                                info.head().label() + " Information",
                                info.fields().values().stream()
                                        .filter(ObjectInfo.Field::createable)
                                        .map(field -> new RecordForm.Entry(field, null, field.required(), null))
                                        .toList()))));
    }

    @Override
    public SaveOutcome create(NewRecord record) {
        return edits.create(record);
    }

    @Override
    public SaveOutcome update(
            RecordRef record,
            Map<String, @Nullable Object> changes,
            RecordDetail.Loaded loaded,
            boolean allowDuplicates) {
        return edits.update(record, changes, loaded, allowDuplicates);
    }

    @Override
    public SaveOutcome merge(RecordMerge merge) {
        return edits.merge(merge);
    }

    @Override
    public List<String> convertedStatuses() {
        return List.of("Closed - Converted");
    }

    @Override
    public SaveOutcome convert(LeadConversion conversion) {
        return edits.convert(conversion);
    }

    @Override
    public List<TimelineEntry> timeline(Set<RecordRef> records, TimelineFilter filter) {
        org.read("timeline", userId);
        return new MemoryTimeline(org).read(records, filter);
    }

    @Override
    public SaveOutcome completeTask(String taskId) {
        return edits.change(new RecordRef("Task", taskId), Map.of("Status", "Completed"), false);
    }

    @Override
    public SaveOutcome memo(RecordRef record, String text) {
        Optional<ObjectInfo.Field> field = object(record.type()).flatMap(info -> info.field("Description"));
        if (field.isEmpty()) {
            return MemoryEdits.refused(List.of("Description"), "INVALID_FIELD_FOR_INSERT_UPDATE", "no Description");
        }
        Map<String, Object> now = org.get(record.id());
        if (now == null) {
            return new SaveOutcome.Gone();
        }
        String head = MEMO.format(org.now().atZone(org.zone)) + ", " + userId;
        Object before = now.get("Description");
        String whole = head + "\n" + text.strip() + (before == null ? "" : "\n\n" + before);
        return edits.change(record, Map.of("Description", whole), false);
    }
}
