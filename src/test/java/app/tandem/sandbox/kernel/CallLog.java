package app.tandem.sandbox.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Every call that reached the sandbox since the last clearing, bounded; and totals, which are not. */
public final class CallLog {

    private static final int KEPT = 200_000;

    /** What totals are counted by. */
    public record Key(String service, String operation, String user, int status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return java.util.Comparator.comparing(Key::service)
                    .thenComparing(Key::operation)
                    .thenComparing(Key::user)
                    .thenComparing(Key::status)
                    .compare(this, other);
        }
    }

    private final AtomicLong sequence = new AtomicLong();
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private final Map<Key, LongAdder> totals = new ConcurrentSkipListMap<>();

    /** The number the next call will carry; a batch takes its own before its parts run. */
    public long nextSeq() {
        return sequence.incrementAndGet();
    }

    /** Keeps a finished call. */
    public void add(Call call) {
        CallFacts facts = call.facts();
        String operation = facts.operation() != null ? facts.operation() : facts.method() + " " + shape(facts.path());
        String user = facts.user() == null ? "" : facts.user();
        totals.computeIfAbsent(new Key(facts.service().label(), operation, user, call.status()), k -> new LongAdder())
                .increment();
        synchronized (calls) {
            calls.addLast(call);
            if (calls.size() > KEPT) {
                calls.removeFirst();
            }
        }
    }

    /** Calls with a sequence number greater than the given one, in order. */
    public List<Call> since(long seq) {
        synchronized (calls) {
            List<Call> found = new ArrayList<>();
            for (Call call : calls) {
                if (call.seq() > seq) {
                    found.add(call);
                }
            }
            found.sort(java.util.Comparator.comparingLong(Call::seq));
            return found;
        }
    }

    /** Totals since the last clearing. */
    public Map<Key, Long> totals() {
        Map<Key, Long> copy = new java.util.TreeMap<>();
        totals.forEach((key, count) -> copy.put(key, count.sum()));
        return copy;
    }

    /** Forgets calls and totals; numbers go on. */
    public void clear() {
        synchronized (calls) {
            calls.clear();
        }
        totals.clear();
    }

    /** The path with ids replaced by {@code *}, so that totals stay few. */
    private static String shape(String path) {
        StringBuilder shape = new StringBuilder();
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean id = segment.length() > 30 || segment.contains("@") || segment.matches("[0-9a-fA-F-]{32,}");
            shape.append(i == 0 ? "" : "/").append(id ? "*" : segment);
        }
        return shape.toString();
    }
}
