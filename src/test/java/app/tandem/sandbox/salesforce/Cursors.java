package app.tandem.sandbox.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Open query results: ten for each user, the oldest gives way; readable for two days. */
final class Cursors {

    static final int DEFAULT_BATCH = 500;
    static final int SMALLEST_BATCH = 200;
    static final int LARGEST_BATCH = 2_000;

    private static final int MOST = 10;
    private static final Duration LIFETIME = Duration.ofDays(2);

    private record Cursor(List<Rec> records, String userId, Instant opened) {}

    private final Map<String, Cursor> open = new LinkedHashMap<>();
    private final Ids ids = new Ids();

    /** A page of a result. {@code locator} is null on the last. */
    record Page(
            List<Rec> records,
            int size,
            @org.jspecify.annotations.Nullable String locator) {}

    static int batch(int asked) {
        return Math.clamp(asked, SMALLEST_BATCH, LARGEST_BATCH);
    }

    synchronized Page first(List<Rec> records, int size, String userId, Instant now, int batch) {
        if (records.size() <= batch) {
            return new Page(records, size, null);
        }
        List<String> mine = new ArrayList<>();
        open.forEach((id, cursor) -> {
            if (cursor.userId().equals(userId)) {
                mine.add(id);
            }
        });
        if (mine.size() >= MOST) {
            open.remove(mine.getFirst());
        }
        String id = ids.next("01g");
        open.put(id, new Cursor(records, userId, now));
        return new Page(records.subList(0, batch), size, id + "-" + batch);
    }

    synchronized Page more(String locator, String userId, Instant now, int batch) {
        int dash = locator.lastIndexOf('-');
        Cursor cursor = dash < 0 ? null : open.get(locator.substring(0, dash));
        if (cursor == null
                || !locator.substring(dash + 1).matches("\\d{1,9}")
                || !cursor.userId().equals(userId)
                || cursor.opened().plus(LIFETIME).isBefore(now)) {
            throw Refusal.of("INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        List<Rec> all = cursor.records();
        int from = Math.min(all.size(), Integer.parseInt(locator.substring(dash + 1)));
        int to = Math.min(all.size(), from + batch);
        String next = to < all.size() ? locator.substring(0, dash + 1) + to : null;
        return new Page(all.subList(from, to), all.size(), next);
    }

    synchronized void clear() {
        open.clear();
    }
}
