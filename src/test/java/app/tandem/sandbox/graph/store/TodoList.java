package app.tandem.sandbox.graph.store;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list of tasks; guarded by its mailbox's lock. */
public final class TodoList {

    private final long number;
    private final String wellKnown;
    String displayName;
    long changeNumber;
    final TreeMap<Long, TodoTask> byStay = new TreeMap<>();
    final ChangeLog log = new ChangeLog();

    TodoList(long number, String wellKnown, String displayName) {
        this.number = number;
        this.wellKnown = wellKnown;
        this.displayName = displayName;
    }

    /** Its number in the mailbox. */
    public long number() {
        return number;
    }

    /** {@code defaultList}, {@code flaggedEmails} or {@code none}. */
    public String wellKnown() {
        return wellKnown;
    }

    /** The name people see. */
    public String displayName() {
        return displayName;
    }

    /** The concurrency token. */
    public String changeKey() {
        return ChangeKeys.of(changeNumber);
    }

    /** The task of a stay, if it is still here. */
    public @Nullable TodoTask task(long stay) {
        return byStay.get(stay);
    }

    /** Its tasks in the order in which they came. */
    public Collection<TodoTask> tasks() {
        return byStay.values();
    }

    /** Its tasks that came after that stay. */
    public Collection<TodoTask> after(long stay) {
        return byStay.tailMap(stay, false).values();
    }

    /** What happened to its tasks. */
    public ChangeLog log() {
        return log;
    }
}
