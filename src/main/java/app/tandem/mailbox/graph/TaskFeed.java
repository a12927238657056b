package app.tandem.mailbox.graph;

import app.tandem.item.ItemChanges;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of the marker list, a page at a time. A cursor is Graph's own link, before it the list it belongs to and whether
 * it goes on with a listing from the beginning.
 */
final class TaskFeed {

    private static final String LISTING = "all";
    private static final String ROUND = "new";

    private final Feed feed;
    private final TaskRequests requests;
    private final TaskLists lists;
    private final TaskReader reader;

    TaskFeed(Feed feed, TaskRequests requests, TaskLists lists, TaskReader reader) {
        this.feed = feed;
        this.requests = requests;
        this.lists = lists;
        this.reader = reader;
    }

    ItemChanges page(Line line, @Nullable String cursor) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ", 3);
        MarkerList source = new MarkerList(line);
        Feed.Page<String, StoredItem> page =
                parts.length < 3 ? feed.open(source) : feed.follow(source, parts[1], parts[2]);
        boolean listing = page.first() || parts[0].equals(LISTING);
        String kind = page.more() && listing ? LISTING : ROUND;
        return new ItemChanges(
                page.changed(), page.removed(), kind + " " + page.place() + " " + page.link(), page.more(), listing);
    }

    /** The tasks of the marker list. */
    private final class MarkerList implements Feed.Source<String, StoredItem> {

        private final Line line;

        MarkerList(Line line) {
            this.line = line;
        }

        @Override
        public Line line() {
            return line;
        }

        @Override
        public String place() {
            return lists.marker(line);
        }

        @Override
        public void forget() {
            lists.forget(line);
        }

        @Override
        public Call delta(String place) {
            return requests.delta(line, place);
        }

        @Override
        public void answered(String place) {
            lists.answered(line, place);
        }

        @Override
        public String id(String place, String entry) {
            return new TaskAddress(place, entry).id();
        }

        @Override
        public boolean whole(JsonObject entry) {
            return Tasks.whole(entry);
        }

        @Override
        public StoredItem item(String id, JsonObject entry) {
            return Tasks.item(entry, TaskAddress.of(id), false, reader.zone(line));
        }

        @Override
        public Map<String, ReadOutcome<StoredItem>> read(Collection<String> ids) {
            return reader.read(line, ids);
        }

        @Override
        public boolean here(StoredItem task) {
            return true;
        }
    }
}
