package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link InMemoryCrm} as the pane sees it: every user sees everything, and a layout is an object's fields in order. */
final class MemoryRecords implements Records {

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

    MemoryRecords(InMemoryCrm org, String userId) {
        this.org = org;
        this.userId = userId;
        this.cards = new MemoryCards(org);
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
}
