package app.tandem.mailbox.graph;

import app.tandem.item.ItemChanges;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of a marker list or folder, a page at a time. A cursor is Graph's own link, before it the place it belongs to and
 * whether it goes on with a listing from the beginning.
 */
final class MarkedFeed {

    private static final String LISTING = "all";
    private static final String ROUND = "new";

    /** What is special about the feed of one kind of item. */
    interface Kind {

        /** The first request of a round. */
        Call delta(Line line, String place);

        /** The product's id of what an entry speaks of. */
        String id(String place, String entry);

        /** Whether an entry tells everything; Graph promises only what changed. */
        boolean isWhole(JsonObject entry);

        /** The item of an entry that does. */
        StoredItem item(Line line, String id, JsonObject entry);
    }

    private final Feed feed;
    private final MarkerPlace places;
    private final Kind kind;
    private final GraphItems.Reading reading;

    MarkedFeed(Feed feed, MarkerPlace places, Kind kind, GraphItems.Reading reading) {
        this.feed = feed;
        this.places = places;
        this.kind = kind;
        this.reading = reading;
    }

    ItemChanges page(Line line, @Nullable String cursor) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ", 3);
        Marked source = new Marked(line);
        Feed.Page<String, StoredItem> page =
                parts.length < 3 ? feed.open(source) : feed.follow(source, parts[1], parts[2]);
        boolean listing = page.first() || parts[0].equals(LISTING);
        String stage = page.more() && listing ? LISTING : ROUND;
        return new ItemChanges(
                page.changed(), page.removed(), stage + " " + page.place() + " " + page.link(), page.more(), listing);
    }

    /** The items of the marker list or folder. */
    private final class Marked implements Feed.Source<String, StoredItem> {

        private final Line line;

        Marked(Line line) {
            this.line = line;
        }

        @Override
        public Line line() {
            return line;
        }

        @Override
        public String place() {
            return places.marker(line);
        }

        @Override
        public void forget() {
            places.forget(line);
        }

        @Override
        public Call delta(String place) {
            return kind.delta(line, place);
        }

        @Override
        public void answered(String place) {
            places.answered(line, place);
        }

        @Override
        public String id(String place, String entry) {
            return kind.id(place, entry);
        }

        @Override
        public boolean whole(JsonObject entry) {
            return kind.isWhole(entry);
        }

        @Override
        public StoredItem item(String id, JsonObject entry) {
            return kind.item(line, id, entry);
        }

        @Override
        public Map<String, ReadOutcome<StoredItem>> read(Collection<String> ids) {
            return reading.read(line, ids);
        }

        @Override
        public boolean here(StoredItem item) {
            return !item.is(Trait.OUTSIDE);
        }
    }
}
