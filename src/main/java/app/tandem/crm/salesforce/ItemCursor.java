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
 * @param met when that extent was first met, by our clock
 * @param settled what came late with an earlier time, or within the second of the latest, has been looked for
 * @param listing what is being read page by page; null when that is over
 * @see "docs/decisions/034-changes-of-records.md"
 */
record ItemCursor(
        Extent extent,
        String known,
        Instant met,
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

    /**
     * After that long by our clock a second of theirs is over, and no further change bears it; only time that passes counts,
     * never what the clocks show.
     */
    private static final Duration SECOND = Duration.ofSeconds(2);

    private static final String SEPARATOR = "|";
    private static final String NONE = "-";

    /** Everything is to be read. */
    static ItemCursor beginning(Extent extent, Set<String> known, Instant met) {
        return new ItemCursor(extent, mark(known), met, false, new Listing(null, null, true));
    }

    /** Whether nothing can have changed since. */
    boolean isStill(Extent now, Set<String> ids) {
        return settled && isSame(now, ids);
    }

    /**
     * Goes on to what changed since; looks once more for what came late if nothing seems to have.
     *
     * @param asked before the extent was asked for, by our clock
     * @param answered when it was there
     */
    ItemCursor since(Extent now, Set<String> ids, Instant asked, Instant answered) {
        Instant latest = extent.latest();
        Instant from = latest == null ? null : latest.minus(LATE);
        Listing next = new Listing(from, null, false);
        return isSame(now, ids)
                ? new ItemCursor(now, known, met, !asked.isBefore(met.plus(SECOND)), next)
                : new ItemCursor(now, mark(ids), answered, false, next);
    }

    /** Whether some of the ids may have left. */
    boolean mayHaveLost() {
        return !settled && listing != null && !listing.whole();
    }

    /** After a page that was not the last. */
    ItemCursor at(Place place) {
        Listing on = java.util.Objects.requireNonNull(listing);
        return new ItemCursor(extent, known, met, settled, new Listing(on.from(), place, on.whole()));
    }

    /** After the last page. */
    ItemCursor ended() {
        return new ItemCursor(extent, known, met, settled, null);
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
                text(met),
                settled ? "s" : NONE,
                on == null ? NONE : on.whole() ? "w" : "c",
                text(on == null ? null : on.from()),
                text(place == null ? null : place.time()),
                place == null ? NONE : place.id());
    }

    /** Null for what is no cursor of ours. */
    static @Nullable ItemCursor read(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 9) {
            return null;
        }
        try {
            Extent extent = new Extent(Integer.parseInt(parts[0]), time(parts[1]));
            Instant placeTime = time(parts[7]);
            Place place = placeTime == null ? null : new Place(placeTime, parts[8]);
            Listing listing = parts[5].equals(NONE) ? null : new Listing(time(parts[6]), place, parts[5].equals("w"));
            return new ItemCursor(extent, parts[2], Instant.parse(parts[3]), parts[4].equals("s"), listing);
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
