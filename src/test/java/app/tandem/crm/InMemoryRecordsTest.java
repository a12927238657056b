package app.tandem.crm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The fake passes the suite that the adapters pass. */
class InMemoryRecordsTest extends RecordsContract {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Override
    protected Org org() {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        return new MemoryOrg(new InMemoryCrm(clock::get), clock);
    }

    private record MemoryOrg(InMemoryCrm crm, AtomicReference<Instant> clock) implements Org {
        @Override
        public Records records(int number) {
            return crm.records(InMemoryCrmTest.user(number));
        }

        @Override
        public String put(String type, Map<String, Object> fields) {
            return crm.put(type, fields);
        }

        @Override
        public @Nullable String read(String type, String id, String field) {
            Map<String, Object> record = crm.get(id);
            return record == null || record.get(field) == null
                    ? null
                    : record.get(field).toString();
        }

        @Override
        public Instant now() {
            return clock.get();
        }

        @Override
        public void advance(Duration time) {
            clock.updateAndGet(now -> now.plus(time));
        }
    }
}
