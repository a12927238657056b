package app.tandem.sandbox.graph.store;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A folder of contacts; guarded by its mailbox's lock. */
public final class ContactFolder {

    private final long number;
    String displayName;
    final TreeMap<Long, Contact> byStay = new TreeMap<>();
    final ChangeLog log = new ChangeLog();

    ContactFolder(long number, String displayName) {
        this.number = number;
        this.displayName = displayName;
    }

    /** Its number in the mailbox. */
    public long number() {
        return number;
    }

    /** The name people see. */
    public String displayName() {
        return displayName;
    }

    /** The contact of a stay, if it is still here. */
    public @Nullable Contact contact(long stay) {
        return byStay.get(stay);
    }

    /** Its contacts in the order in which they came. */
    public Collection<Contact> contacts() {
        return byStay.values();
    }

    /** Its contacts that came after that stay. */
    public Collection<Contact> after(long stay) {
        return byStay.tailMap(stay, false).values();
    }

    /** What happened to its contacts. */
    public ChangeLog log() {
        return log;
    }
}
