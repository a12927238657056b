package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Json;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A contact in a mailbox; guarded by the mailbox's lock. */
public final class Contact {

    private final long number;
    private final Instant created;
    Instant modified;
    long changeNumber;
    long stay;

    @Nullable
    ContactFolder folder;

    public List<String> categories = List.of();
    /** What people filled in, under the names of the schema. */
    public final ObjectNode filled = Json.object();
    /** Single-value extended properties by id. */
    public final TreeMap<ExtendedId, String> single = new TreeMap<>();
    /** Multi-value extended properties by id. */
    public final TreeMap<ExtendedId, List<String>> multi = new TreeMap<>();

    Contact(long number, Instant created) {
        this.number = number;
        this.created = created;
        this.modified = created;
    }

    /** The number that stays with it. */
    public long number() {
        return number;
    }

    /** The number of its stay in a folder. */
    public long stay() {
        return stay;
    }

    /** The folder it lies in; null among the Deleted Items. */
    public @Nullable ContactFolder folder() {
        return folder;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** When it was last changed. */
    public Instant modified() {
        return modified;
    }

    /** The concurrency token. */
    public String changeKey() {
        return ChangeKeys.of(changeNumber);
    }
}
