package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.TextSearch;
import app.tandem.item.RecordRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects cards, each record once however it was reached, and puts them in order. */
final class RelatedFound {

    private record Found(RecordCard card, @Nullable Object sortKey) {}

    private final Directory directory;
    private final Cards cards;
    private final Map<String, ObjectView> views;
    private final Map<RecordRef, Found> found = new LinkedHashMap<>();
    private final Map<String, Integer> unread = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private boolean anybody;

    RelatedFound(Directory directory, Cards cards, Map<String, ObjectView> views) {
        this.directory = directory;
        this.cards = cards;
        this.views = views;
    }

    /** A record; one that nobody wants to see is forgotten. */
    void add(ObjectInfo info, Rec row, String path, Set<String> foundBy) {
        ObjectView view = views.get(info.name());
        if (view == null) {
            return;
        }
        RecordCard card = cards.card(info, view, row, path, foundBy);
        found.merge(card.ref(), new Found(card, cards.sortKey(info, view, row, path)), RelatedFound::together);
    }

    /** Somebody carries these addresses. */
    void person(Set<String> addresses) {
        anybody = true;
        known.addAll(addresses);
    }

    boolean anybody() {
        return anybody;
    }

    /** Records that exist beside those that came. */
    void unread(String object, int count) {
        unread.merge(object, Math.max(0, count), Integer::sum);
    }

    RelatedRecords result(Set<String> addresses) {
        List<RecordGroup> groups = new ArrayList<>();
        for (ObjectView view : views.values()) {
            List<RecordCard> all = found.values().stream()
                    .filter(each -> each.card().ref().type().equals(view.object()))
                    .sorted(order(view))
                    .map(Found::card)
                    .toList();
            if (!all.isEmpty()) {
                groups.add(new RecordGroup(
                        directory.info(view.object()).orElseThrow().head(),
                        all.subList(0, Math.min(TextSearch.MOST, all.size())),
                        all.size() + unread.getOrDefault(view.object(), 0)));
            }
        }
        Set<String> unknown = new HashSet<>(addresses);
        unknown.removeAll(known);
        return new RelatedRecords(List.copyOf(groups), Set.copyOf(unknown));
    }

    private static Comparator<Found> order(ObjectView view) {
        Comparator<@Nullable Object> keys = Cards.order(view.descending());
        return ((Comparator<Found>) (a, b) -> keys.compare(a.sortKey(), b.sortKey()))
                .thenComparing(each -> each.card().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(each -> each.card().ref().id());
    }

    private static Found together(Found first, Found second) {
        Set<String> by = new HashSet<>(first.card().foundBy());
        by.addAll(second.card().foundBy());
        RecordCard card = first.card();
        return new Found(
                new RecordCard(
                        card.ref(), card.name(), card.objectLabel(), card.fields(), card.stage(), Set.copyOf(by)),
                first.sortKey());
    }
}
