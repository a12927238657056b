package app.tandem.crm.salesforce;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the records in scope have been read. Times are Salesforce's own; as text it holds no content.
 *
 * @param extent how many records there were, and the latest change among them
 * @param known tells one set of ids in step from another
 * @param settled what came late with an earlier time has been looked for
 * @param listing what is being read page by page; null when that is over
 * @see "docs/decisions/034-changes-of-records.md"
 */
record ItemCursor(
        Extent extent,
        String known,
        boolean settled,
        @Nullable Listing listing) {

    /** What the records in scope amount to. */
    record Extent(int amount, @Nullable Instant latest) {}

    /** The last row of a page. */
    record Place(Instant time, String id) {}

    /**
     * @param from changes since then; null for all
     * @param after the last row that was read; null at the start
     * @param whole it began anew
     */
    record Listing(@Nullable Instant from, @Nullable Place after, boolean whole) {}

    /** A transaction may end that much after the time its rows bear (salesforce-notes 10). */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final String SEPARATOR = "|";
    private static final String NONE = "-";

    /** Everything is to be read. */
    static ItemCursor beginning(Extent extent, Set<String> known) {
        return new ItemCursor(extent, mark(known), false, new Listing(null, null, true));
    }

    /** Whether nothing can have changed since. */
    boolean isStill(Extent now, Set<String> ids) {
        return settled && isSame(now, ids);
    }

    /** Goes on to what changed since; looks once more for what came late if nothing seems to have. */
    ItemCursor since(Extent now, Set<String> ids) {
        Instant latest = extent.latest();
        Instant from = latest == null ? null : latest.minus(LATE);
        return new ItemCursor(now, mark(ids), isSame(now, ids), new Listing(from, null, false));
    }

    /** Whether some of the ids may have left. */
    boolean mayHaveLost() {
        return !settled && listing != null && !listing.whole();
    }

    /** After a page that was not the last. */
    ItemCursor at(Place place) {
        Listing on = java.util.Objects.requireNonNull(listing);
        return new ItemCursor(extent, known, settled, new Listing(on.from(), place, on.whole()));
    }

    /** After the last page. */
    ItemCursor ended() {
        return new ItemCursor(extent, known, settled, null);
    }

    private boolean isSame(Extent now, Set<String> ids) {
        return extent.equals(now) && known.equals(mark(ids));
    }

    /** The sum of the ids' hash codes, whatever their order. */
    private static String mark(Set<String> ids) {
        return ids.size() + "." + Integer.toHexString(ids.hashCode());
    }

    String text() {
        Listing on = listing;
        Place place = on == null ? null : on.after();
        return String.join(
                SEPARATOR,
                Integer.toString(extent.amount()),
                text(extent.latest()),
                known,
                settled ? "s" : NONE,
                on == null ? NONE : on.whole() ? "w" : "c",
                text(on == null ? null : on.from()),
                text(place == null ? null : place.time()),
                place == null ? NONE : place.id());
    }

    /** Null for what is no cursor of ours. */
    static @Nullable ItemCursor read(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 8) {
            return null;
        }
        try {
            Extent extent = new Extent(Integer.parseInt(parts[0]), time(parts[1]));
            Instant placeTime = time(parts[6]);
            Place place = placeTime == null ? null : new Place(placeTime, parts[7]);
            Listing listing = parts[4].equals(NONE) ? null : new Listing(time(parts[5]), place, parts[4].equals("w"));
            return new ItemCursor(extent, parts[2], parts[3].equals("s"), listing);
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static String text(@Nullable Instant time) {
        return time == null ? NONE : time.toString();
    }

    private static @Nullable Instant time(String text) {
        return text.equals(NONE) ? null : Instant.parse(text);
    }
}
