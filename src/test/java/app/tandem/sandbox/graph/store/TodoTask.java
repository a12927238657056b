package app.tandem.sandbox.graph.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A To Do task; guarded by its mailbox's lock. */
public final class TodoTask {

    private final long number;
    private final Instant created;
    Instant modified;
    long changeNumber;
    /** Its stay in a list: the id names it, so a task that its owner moves to another list has another id there. */
    long stay;

    TodoList list;

    public String title = "";
    public boolean html;
    public String body = "";
    public Instant bodyModified;
    public String status = "notStarted";
    public String importance = "normal";
    public List<String> categories = List.of();
    /** Midnight of the day in the zone it was written in; so for the start. */
    public @Nullable Instant due;

    public @Nullable Instant start;
    public @Nullable Instant reminder;
    public boolean reminderOn;
    public @Nullable Instant completed;
    public @Nullable ObjectNode recurrence;
    /** Linked resources with their ids. */
    public final List<ObjectNode> linkedResources = new ArrayList<>();

    public final List<ObjectNode> checklistItems = new ArrayList<>();

    TodoTask(long number, Instant created, TodoList list) {
        this.number = number;
        this.created = created;
        this.modified = created;
        this.bodyModified = created;
        this.list = list;
    }

    /** Its number in the mailbox, which stays. */
    public long number() {
        return number;
    }

    /** The number of its stay in its list. */
    public long stay() {
        return stay;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** When it was last changed. */
    public Instant modified() {
        return modified;
    }

    /** Whether it is done. */
    public boolean completed() {
        return status.equals("completed");
    }

    /** The list it lies in. */
    public TodoList list() {
        return list;
    }

    /** The concurrency token. */
    public String changeKey() {
        return ChangeKeys.of(changeNumber);
    }
}
