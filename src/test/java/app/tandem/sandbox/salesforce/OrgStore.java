package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.MailsSent;
import app.tandem.sandbox.kernel.SandboxClock;
import app.tandem.sandbox.world.Org;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Everything one org holds. Whoever reads or writes holds {@link #lock}. */
final class OrgStore {

    /** What happened to a record: its fields before and after. */
    record Change(Instant at, String userId, String what, Map<String, String> values) {}

    final Org org;
    final SandboxClock clock;
    final Ids ids;
    final MailsSent mails;
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    /** Number of the next case. */
    final AtomicLong caseNumber = new AtomicLong(1_025);

    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, List<Change>> history = new HashMap<>();

    OrgStore(Org org, SandboxClock clock, Ids ids, MailsSent mails) {
        this.mails = mails;
        this.org = org;
        this.clock = clock;
        this.ids = ids;
        for (ObjectType type : SchemaStatement.load()) {
            tables.put(type.name(), new Table(type));
        }
    }

    Schema schema() {
        return Schema.of(org);
    }

    Table table(String type) {
        return java.util.Objects.requireNonNull(tables.get(type), type);
    }

    /** The record of an id of 18 characters, deleted ones too. */
    @Nullable
    Row find(@Nullable String id) {
        if (id == null || id.length() < 3) {
            return null;
        }
        for (ObjectType type : candidates(id)) {
            Row row = table(type.name()).get(id);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    /** The record of an id that is not deleted. */
    @Nullable
    Row live(@Nullable String id) {
        Row row = find(id);
        return row == null || row.deleted() ? null : row;
    }

    /** Now, in whole seconds: the platform keeps no finer time. */
    Instant now() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void remember(String id, Change change) {
        history.computeIfAbsent(id, k -> new ArrayList<>()).add(change);
    }

    void forgetLast(String id) {
        List<Change> changes = history.get(id);
        if (changes != null && !changes.isEmpty()) {
            changes.removeLast();
        }
    }

    List<Change> history(String id) {
        return List.copyOf(history.getOrDefault(id, Collections.emptyList()));
    }

    void close() {
        for (Table table : tables.values()) {
            table.all()
                    .forEach(row -> row.values().values().stream()
                            .filter(Content.class::isInstance)
                            .forEach(content -> ((Content) content).delete()));
        }
    }

    private List<ObjectType> candidates(String id) {
        String prefix = id.substring(0, 3);
        return schema().all().stream()
                .filter(type -> type.prefix().equals(prefix))
                .toList();
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
