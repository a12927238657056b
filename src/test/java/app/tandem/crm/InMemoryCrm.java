package app.tandem.crm;

import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemKind;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.world.SalesforceIds;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A small org in memory, written from the reference notes: what the port promises and nothing of how Salesforce is
 * reached. Tests put records in by API field names, read back what was written, and make it fail in exactly one way.
 */
public final class InMemoryCrm implements Crms {

    /** A call as Salesforce would count it: a slice of rows is one. */
    public record Call(String operation, String userId, int rows, int number) {}

    /** A stored file; its bytes are known by their digest only. */
    public record StoredFile(
            String id, String name, long size, String sha256, String parent, List<String> links, String attemptKey) {

        StoredFile without(String record) {
            List<String> rest =
                    links.stream().filter(link -> !link.equals(record)).toList();
            return new StoredFile(id, name, size, sha256, parent.equals(record) ? "" : parent, rest, attemptKey);
        }

        StoredFile with(String record) {
            if (parent.equals(record) || links.contains(record)) {
                return this;
            }
            List<String> more = new ArrayList<>(links);
            more.add(record);
            return new StoredFile(id, name, size, sha256, parent, List.copyOf(more), attemptKey);
        }
    }

    /** Enhanced Email is on. */
    public volatile boolean enhancedEmail;
    /** The managed package with its key fields is installed. */
    public volatile boolean packageInstalled = true;
    /** Files may be stored as content. */
    public volatile boolean contentAsFiles = true;
    /** A Task may have several people. */
    public volatile boolean sharedActivities = true;
    /** The zone of all users of the org. */
    public volatile ZoneId zone = ZoneId.of("Europe/Berlin");

    final InstantSource clock;
    private final Map<String, Map<String, Map<String, Object>>> tables = new LinkedHashMap<>();
    private final Map<String, InMemoryItemStore> items = new ConcurrentHashMap<>();
    private final List<StoredFile> files = new ArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Trouble.Source troubles = call -> null;
    private long lastId = 1000;

    public InMemoryCrm(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Crm open(User user) {
        return new MemoryCrmOfUser(this, user.connectedCrm().userId());
    }

    @Override
    public Records records(User user) {
        return new MemoryRecords(this, user.connectedCrm().userId());
    }

    @Override
    public Templates templates(User user) {
        return new NoTemplates();
    }

    @Override
    public Stirrings tasks(User asker) {
        throw new UnsupportedOperationException("cycles are run by hand");
    }

    @Override
    public InMemoryItemStore items(User user, ItemKind kind, Budget.Priority priority) {
        return items.computeIfAbsent(
                kind + user.connectedCrm().userId(), key -> new InMemoryItemStore(kind.name(), clock, false));
    }

    /** Stores a record as an administrator would; CreatedDate may be given. Answers its id. */
    public synchronized String put(String type, Map<String, ?> fields) {
        String id = SalesforceIds.of(MemorySchema.prefix(type), "MM", ++lastId);
        Map<String, Object> record = new LinkedHashMap<>(fields);
        record.put("Id", id);
        record.putIfAbsent("CreatedDate", clock.instant());
        record.putIfAbsent("LastModifiedDate", record.get("CreatedDate"));
        if (type.equals("Case")) {
            record.putIfAbsent("CaseNumber", "%08d".formatted(lastId));
        }
        tables.computeIfAbsent(type, t -> new LinkedHashMap<>()).put(id, record);
        return id;
    }

    /** A record by id, or null when it is gone. */
    public synchronized @Nullable Map<String, Object> get(String id) {
        return tables.values().stream()
                .map(table -> table.get(id))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The object an id belongs to, or null. */
    public synchronized @Nullable String typeOf(String id) {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().containsKey(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** All records of an object, oldest first. */
    public synchronized List<Map<String, Object>> rows(String type) {
        return List.copyOf(tables.getOrDefault(type, Map.of()).values());
    }

    /** Deletes a record; classic attachments go with it, files only lose the link (salesforce-notes 9). */
    public synchronized void delete(String id) {
        tables.values().forEach(table -> table.remove(id));
        files.removeIf(
                file -> file.id().equals(id) || !contentAsFiles && file.parent().equals(id));
        files.replaceAll(file -> file.without(id));
    }

    /** Changes a field as that user would. */
    public synchronized void change(String id, String userId, Map<String, ?> changes) {
        Map<String, Object> record = java.util.Objects.requireNonNull(get(id));
        record.putAll(changes);
        record.put("LastModifiedDate", clock.instant());
        record.put("LastModifiedById", userId);
    }

    /** Links a file with a further record, as a person would. */
    public synchronized void link(String fileId, String recordId) {
        files.replaceAll(file -> file.id().equals(fileId) ? file.with(recordId) : file);
    }

    /** The files stored so far. */
    public synchronized List<StoredFile> files() {
        return List.copyOf(files);
    }

    /** The calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Who decides what goes wrong from now on. */
    public void troubles(Trouble.Source source) {
        troubles = source;
    }

    /** Makes the next call of an operation (profile, findSaved, search, create, lookUp, attach, link, delete, relink,
     * trace, files) go wrong, once. */
    public void next(String operation, Trouble trouble) {
        java.util.concurrent.atomic.AtomicBoolean spent = new java.util.concurrent.atomic.AtomicBoolean();
        Trouble.Source before = troubles;
        troubles = call ->
                call.operation().equals(operation) && spent.compareAndSet(false, true) ? trouble : before.of(call);
    }

    synchronized void keep(StoredFile file) {
        files.add(file);
    }

    Collection<Map<String, Object>> matching(String type, java.util.function.Predicate<Map<String, Object>> which) {
        return rows(type).stream().filter(which).toList();
    }

    Instant now() {
        return clock.instant();
    }

    /** Counts a call and says what is wrong with it; refusals are thrown here. */
    @Nullable
    Trouble call(String operation, String userId, int rows) {
        Call call = new Call(operation, userId, rows, calls.size() + 1);
        calls.add(call);
        Trouble trouble = troubles.of(call);
        if (trouble instanceof Trouble.Fails fails) {
            throw new RemoteFailureException(fails.failure());
        }
        if (trouble instanceof Trouble.Crashes crashes && !crashes.afterEffect()) {
            throw new Trouble.Died();
        }
        return trouble;
    }

    /** As {@link #call}, for a call that reads: a lost answer ends the conversation. */
    void read(String operation, String userId) {
        Trouble trouble = call(operation, userId, 0);
        if (trouble instanceof Trouble.Crashes) {
            throw new Trouble.Died();
        }
        if (trouble instanceof Trouble.AnswerLost || trouble instanceof Trouble.RequestLost) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("ANSWER_LOST"));
        }
    }
}
