package app.tandem.crm;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.item.WriteOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The fake passes the suite that the adapters pass. */
class InMemoryCrmTest extends CrmContract {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Override
    protected Org org() {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        return new MemoryOrg(new InMemoryCrm(clock::get), clock);
    }

    /** A user of the fake org. */
    static User user(int number) {
        URI login = URI.create("https://login.example");
        CrmConnection crm = new CrmConnection(
                "00DMM0000000001", "005MM000000000" + number + "AAA", "user" + number, login, login, Access.DELEGATED);
        return new User(
                new UserId(new UUID(1, number)),
                new TenantId(new UUID(2, 0)),
                UserState.RUNNING,
                Optional.empty(),
                Optional.of(crm));
    }

    private record MemoryOrg(InMemoryCrm crm, AtomicReference<Instant> clock) implements Org {
        @Override
        public Crm user(int number) {
            return crm.open(InMemoryCrmTest.user(number));
        }

        @Override
        public String userId(int number) {
            return InMemoryCrmTest.user(number).connectedCrm().userId();
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
        public int count(String type) {
            return crm.rows(type).size();
        }

        @Override
        public Map<String, String> files(String recordId) {
            Map<String, String> files = new HashMap<>();
            crm.files().stream()
                    .filter(file ->
                            file.parent().equals(recordId) || file.links().contains(recordId))
                    .forEach(file -> files.put(file.name(), file.sha256()));
            return files;
        }

        @Override
        public void enhancedEmail(boolean on) {
            crm.enhancedEmail = on;
        }

        @Override
        public void packageInstalled(boolean installed) {
            crm.packageInstalled = installed;
        }

        @Override
        public void contentAsFiles(boolean on) {
            crm.contentAsFiles = on;
        }

        @Override
        public void loseNextAnswer(String operation) {
            crm.next(operation, new Trouble.AnswerLost());
        }

        @Override
        public void change(String type, String id, int user, Map<String, Object> fields) {
            crm.change(id, userId(user), fields);
        }

        @Override
        public void passes(Duration time) {
            clock.set(clock.get().plus(time));
        }

        @Override
        public void lockRows(int every) {
            crm.next("create", new Trouble.Rows(every, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)));
        }

        @Override
        public Instant now() {
            return clock.get();
        }
    }
}
