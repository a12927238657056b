package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.TextSearch;
import app.tandem.crm.salesforce.Soql.Where;
import com.sforce.soap.partner.SearchRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person looks for by words (pane U-120 … U-133): one search for all objects. */
final class TextFinder {

    private static final String VIEWED = "LastViewedDate";

    private record Viewed(Instant at, RecordCard card) {}

    private final Conversation conversation;
    private final Directory directory;
    private final Cards cards;

    TextFinder(Conversation conversation, Directory directory) {
        this.conversation = conversation;
        this.directory = directory;
        this.cards = new Cards(directory);
    }

    List<RecordGroup> find(TextSearch search) {
        Sosl.Text text = search.isLongEnough() ? Sosl.Text.beginnings(Sosl.words(search.tags())) : null;
        List<ObjectView> views = text == null ? List.of() : usable(search.views());
        if (text == null || views.isEmpty()) {
            return List.of();
        }
        // One more than shown tells whether there are more.
        List<String> returning = views.stream()
                .map(view -> Sosl.returning(
                        view.object(),
                        cards.selected(info(view), view, ""),
                        null,
                        cards.orders(info(view), view, ""),
                        search.perObject() + 1))
                .toList();
        Map<String, List<Rec>> rows = new HashMap<>();
        String statement = Sosl.find(text, returning);
        for (SearchRecord each :
                conversation.read(connection -> connection.search(statement)).getSearchRecords()) {
            if (each.getRecord() != null) {
                rows.computeIfAbsent(each.getRecord().getType(), type -> new ArrayList<>())
                        .add(new Rec(each.getRecord()));
            }
        }
        return groups(views, rows, search.perObject());
    }

    private List<RecordGroup> groups(List<ObjectView> views, Map<String, List<Rec>> rows, int perObject) {
        List<RecordGroup> groups = new ArrayList<>();
        int left = TextSearch.MOST;
        for (ObjectView view : views) {
            List<Rec> found = rows.getOrDefault(view.object(), List.of());
            if (!found.isEmpty()) {
                List<RecordCard> shown = found.stream()
                        .limit(Math.min(left, perObject))
                        .map(row -> cards.card(info(view), view, row, "", Set.of()))
                        .toList();
                left -= shown.size();
                groups.add(new RecordGroup(info(view).head(), shown, found.size()));
            }
        }
        return List.copyOf(groups);
    }

    /** A query for each object, since a search cannot tell when a record was looked at. */
    List<RecordCard> recent(List<ObjectView> objects) {
        List<Viewed> viewed = new ArrayList<>();
        Queries queries = new Queries(conversation);
        for (ObjectView view : usable(objects)) {
            ObjectInfo info = info(view);
            if (info.field(VIEWED).isPresent()) {
                List<String> fields = new ArrayList<>(cards.selected(info, view, ""));
                fields.add(VIEWED);
                queries.all(Soql.select(
                                fields,
                                view.object(),
                                Where.isFilled(VIEWED),
                                List.of(new Soql.Order(VIEWED, true)),
                                RecordGroup.FIRST))
                        .forEach(row ->
                                viewed.add(new Viewed(row.time(VIEWED), cards.card(info, view, row, "", Set.of()))));
            }
        }
        return viewed.stream()
                .sorted(Comparator.comparing(Viewed::at).reversed())
                .limit(RecordGroup.FIRST)
                .map(Viewed::card)
                .toList();
    }

    private List<ObjectView> usable(List<ObjectView> views) {
        directory.know(views.stream().map(ObjectView::object).toList());
        return views.stream()
                .filter(view -> directory
                        .info(view.object())
                        .filter(info -> info.head().searchable())
                        .isPresent())
                .toList();
    }

    private ObjectInfo info(ObjectView view) {
        return directory.info(view.object()).orElseThrow();
    }
}
