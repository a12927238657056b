package app.tandem.sandbox.graph.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A mail folder; guarded by its mailbox's lock. */
public final class Folder {

    /** Newest first, as Graph lists by default. */
    public static final Comparator<Message> NEWEST_FIRST = Comparator.<Message, java.time.Instant>comparing(
                    Message::received)
            .thenComparing(Message::number)
            .reversed();

    private final long number;
    private final @Nullable String wellKnown;
    private final boolean hidden;
    String displayName;

    @Nullable
    Folder parent;

    int unread;
    final TreeSet<Message> messages = new TreeSet<>(NEWEST_FIRST);
    final List<Folder> children = new ArrayList<>();
    final ChangeLog log = new ChangeLog();
    /** Single-value extended properties by id. */
    public final TreeMap<ExtendedId, String> extended = new TreeMap<>();

    Folder(long number, @Nullable String wellKnown, String displayName, boolean hidden) {
        this.number = number;
        this.wellKnown = wellKnown;
        this.displayName = displayName;
        this.hidden = hidden;
    }

    /** Its number in the mailbox. */
    public long number() {
        return number;
    }

    /** Its well-known name; null for a folder that somebody made. */
    public @Nullable String wellKnown() {
        return wellKnown;
    }

    /** The name people see. */
    public String displayName() {
        return displayName;
    }

    /** Whether listings leave it out. */
    public boolean hidden() {
        return hidden;
    }

    /** The folder it lies in; null at the top. */
    public @Nullable Folder parent() {
        return parent;
    }

    /** Folders in it. */
    public List<Folder> children() {
        return children;
    }

    /** Messages in it, newest first. */
    public TreeSet<Message> messages() {
        return messages;
    }

    /** Messages that follow a place in that order. */
    public Iterable<Message> after(java.time.Instant received, long number) {
        return messages.tailSet(new Message(number, received, received), false);
    }

    /** How many of them are unread. */
    public int unread() {
        return unread;
    }

    /** What happened to its messages. */
    public ChangeLog log() {
        return log;
    }

    /** Whether it is, or lies somewhere below, the other. */
    public boolean within(Folder other) {
        for (Folder folder = this; folder != null; folder = folder.parent) {
            if (folder == other) {
                return true;
            }
        }
        return false;
    }
}
