package app.tandem.mailbox.graph;

import app.tandem.item.ReadOutcome;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Graph's feeds, a page at a time. Graph's own link leads on: it is checked before it is kept and before it is followed. */
final class Feed {

    private static final int LONGEST_LINK = 16_384;

    /** What is told of, and where it lies. */
    interface Source<K, T> {

        Line line();

        /** As Graph calls the place; created when it is missing (sync M-2). */
        String place();

        /** The place turned out not to be there: the next question looks again. */
        void forget();

        /** Asks for all there is, and for a link to what changes from then on. */
        Call delta(String place);

        /** The feed answered: the place is there. */
        default void answered(String place) {}

        K id(String place, String entry);

        /** Whether an entry tells more than what changed. */
        boolean whole(JsonObject entry);

        T item(K id, JsonObject entry);

        /** What entries told in part only, read whole. */
        Map<K, ReadOutcome<T>> read(Collection<K> ids);

        /** Whether something that was read still lies here. */
        boolean here(T item);
    }

    /**
     * What a page tells.
     *
     * @param first whether this is the beginning of the feed
     * @param link leads to the next page, or to later changes
     * @param more whether the next page is there already
     */
    record Page<K, T>(String place, boolean first, List<T> changed, Set<K> removed, String link, boolean more) {}

    private final Wire wire;
    private final GraphSite site;

    Feed(Wire wire, GraphSite site) {
        this.wire = wire;
        this.site = site;
    }

    /** The first page. A place that was known and is not there any more is looked for, and if need be created, once (sync M-2). */
    <K, T> Page<K, T> open(Source<K, T> source) {
        String place = source.place();
        Answer answer = wire.send(source.line(), source.delta(place));
        if (ErrorCodes.noFolder(answer)) {
            source.forget();
            place = source.place();
            answer = wire.send(source.line(), source.delta(place));
        }
        return page(source, place, true, answer);
    }

    /** The page a link leads to; the first one where it leads nowhere any more. */
    <K, T> Page<K, T> follow(Source<K, T> source, String place, String link) {
        Answer answer = wire.send(source.line(), Call.get(site.check(link).toString()));
        if (ErrorCodes.lostCursor(answer)) {
            return open(source);
        }
        if (ErrorCodes.noFolder(answer)) {
            source.forget();
            return open(source);
        }
        return page(source, place, false, answer);
    }

    private <K, T> Page<K, T> page(Source<K, T> source, String place, boolean first, Answer answer) {
        ErrorCodes.demand(answer);
        source.answered(place);
        Map<K, JsonObject> changed = new LinkedHashMap<>();
        Set<K> removed = new LinkedHashSet<>();
        Layouts.values(answer).forEach(entry -> take(source, place, entry, changed, removed));
        List<T> items = items(source, changed, removed);
        String next = answer.text("@odata.nextLink");
        String link = checked(next == null ? answer.text("@odata.deltaLink") : next);
        return new Page<>(place, first, items, removed, link, next != null);
    }

    /** The last mention wins. */
    private static <K, T> void take(
            Source<K, T> source, String place, JsonObject entry, Map<K, JsonObject> changed, Set<K> removed) {
        String name = Answer.text(entry, "id");
        if (name == null) {
            return;
        }
        K id = source.id(place, name);
        changed.remove(id);
        removed.remove(id);
        if (entry.has("@removed")) {
            removed.add(id);
        } else {
            changed.put(id, entry);
        }
    }

    private static <K, T> List<T> items(Source<K, T> source, Map<K, JsonObject> changed, Set<K> removed) {
        List<K> partial = changed.entrySet().stream()
                .filter(entry -> !source.whole(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<K, ReadOutcome<T>> completed = partial.isEmpty() ? Map.of() : source.read(partial);
        List<T> items = new ArrayList<>();
        changed.forEach((id, entry) -> {
            ReadOutcome<T> outcome = completed.get(id);
            if (outcome == null) {
                items.add(source.item(id, entry));
            } else {
                complete(source, id, outcome, items, removed);
            }
        });
        return items;
    }

    /** An entry that told only what changed, read whole; by now it may be elsewhere. */
    private static <K, T> void complete(
            Source<K, T> source, K id, ReadOutcome<T> outcome, List<T> items, Set<K> removed) {
        switch (outcome) {
            case ReadOutcome.Found<T> found when source.here(found.value()) -> items.add(found.value());
            case ReadOutcome.Found<T> elsewhere -> removed.add(id);
            case ReadOutcome.Gone<T> gone -> removed.add(id);
            case ReadOutcome.Refused<T> refused -> removed.add(id);
            case ReadOutcome.Later<T> later ->
                throw new RemoteFailureException(
                        later.until() == null
                                ? new RemoteFailure.Unreachable(later.code())
                                : new RemoteFailure.Throttled(later.code(), later.until()));
        }
    }

    private String checked(@Nullable String link) {
        if (link == null || link.length() > LONGEST_LINK) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("CursorMissing"));
        }
        site.check(link);
        return link;
    }
}
