package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.ChangeLog.Kind;
import app.tandem.sandbox.world.Person;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One person's mailbox. Everything below happens under its lock: {@link #locked}. */
public final class Mailbox {

    private final Person person;
    private final InstantSource clock;
    private final Changes changes;
    private final Ids ids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Message> byNumber = new HashMap<>();
    private final Map<Long, Message> byStay = new HashMap<>();
    private final Map<String, String> threads = new HashMap<>();
    private final Folders folders;
    private final Todo todo;
    private final Contacts contacts;
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private long numbers = 1000;
    private long changeNumbers = 100_000;

    Mailbox(Person person, InstantSource clock, Changes changes) {
        this.person = person;
        this.clock = clock;
        this.changes = changes;
        this.ids = new Ids(UUID.nameUUIDFromBytes(
                ("mailbox " + person.entraId()).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        this.folders = new Folders(this);
        this.todo = new Todo(this);
        this.contacts = new Contacts(this);
    }

    /** Runs under the mailbox's lock. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whose it is. */
    public Person person() {
        return person;
    }

    /** Its ids. */
    public Ids ids() {
        return ids;
    }

    /** Its folders. */
    public Folders folders() {
        return folders;
    }

    /** Its tasks. */
    public Todo todo() {
        return todo;
    }

    /** Its contacts. */
    public Contacts contacts() {
        return contacts;
    }

    /** The master list of categories by id. */
    public Map<String, Category> categories() {
        return categories;
    }

    /** Every message that is not yet among the recoverable ones, newest first. */
    public List<Message> messages() {
        Folder recoverable = folders.wellKnown("recoverableitemsdeletions");
        List<Message> all = new ArrayList<>(byNumber.values());
        all.removeIf(message -> message.folder() == recoverable);
        all.sort(Folder.NEWEST_FIRST);
        return all;
    }

    /** The message of an id of either kind; refused as Graph does. */
    public Message message(String id) {
        Ids.Ref ref = ids.decode(id);
        if (ref.kind() != Ids.Kind.MESSAGE) {
            throw Problem.idMalformed();
        }
        return byItem(ref.item(), ref.immutable());
    }

    /** The message of a decoded id; 404 when it is not, or no longer, here. */
    public Message byItem(long item, boolean immutable) {
        Message found = immutable ? byNumber.get(item) : byStay.get(item);
        if (found == null) {
            throw Problem.itemNotFound();
        }
        return found;
    }

    /** The message of a number, if it is still there. */
    public @Nullable Message byNumber(long number) {
        return byNumber.get(number);
    }

    /** A message that is not in a folder yet. */
    public Message newMessage(Instant received) {
        Message message = new Message(++numbers, received, clock.instant());
        message.changeNumber = ++changeNumbers;
        return message;
    }

    /** A number for a folder, an attachment, a contact or a task. */
    public long newNumber() {
        return ++numbers;
    }

    /** Puts a new message into a folder. */
    public void add(Message message, Folder folder) {
        byNumber.put(message.number(), message);
        enter(message, folder);
    }

    /** Moves a message; its default id changes, its immutable one does not. */
    public void move(Message message, Folder destination) {
        leave(message);
        message.changeNumber = ++changeNumbers;
        message.modified = clock.instant();
        enter(message, destination);
    }

    /** A change was made to a message. */
    public void touch(Message message) {
        message.changeNumber = ++changeNumbers;
        message.modified = clock.instant();
        record(Kind.UPDATED, message);
    }

    /** Marks a message read or unread; the change still has to be recorded by {@link #touch}. */
    public void read(Message message, boolean read) {
        if (message.read != read && message.folder != null) {
            message.folder.unread += read ? -1 : 1;
        }
        message.read = read;
    }

    /** Gives a draft another time; drafts are sorted by it. */
    public void received(Message message, Instant time) {
        message.folder.messages.remove(message);
        message.received(time);
        message.folder.messages.add(message);
    }

    /** Deletes a message as people do: to Deleted Items, from there to Recoverable Items, from there for good. */
    public void delete(Message message) {
        Folder recoverable = folders.wellKnown("recoverableitemsdeletions");
        Folder deleted = folders.wellKnown("deleteditems");
        if (message.folder == recoverable) {
            purge(message);
        } else {
            move(message, message.folder.within(deleted) ? recoverable : deleted);
        }
    }

    /** Deletes a message for good. */
    public void purge(Message message) {
        leave(message);
        byNumber.remove(message.number());
    }

    /** The conversation of a message by what it answers to, or a new one. */
    public String conversation(List<String> references, String own) {
        String known = references.stream()
                .map(threads::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseGet(
                        () -> ConversationIds.of(person.entraId(), references.isEmpty() ? own : references.getFirst()));
        references.forEach(reference -> threads.putIfAbsent(reference, known));
        threads.put(own, known);
        return known;
    }

    /** The present time. */
    public Instant now() {
        return clock.instant();
    }

    long nextChange() {
        return ++changeNumbers;
    }

    private void enter(Message message, Folder folder) {
        message.folder = folder;
        message.stay = ++numbers;
        byStay.put(message.stay, message);
        folder.messages.add(message);
        folder.unread += message.read ? 0 : 1;
        record(Kind.CREATED, message);
    }

    private void leave(Message message) {
        message.folder.messages.remove(message);
        message.folder.unread -= message.read ? 0 : 1;
        byStay.remove(message.stay);
        record(Kind.REMOVED, message);
    }

    private void record(Kind kind, Message message) {
        message.folder.log.add(kind, message.number(), message.stay);
        happened(kind, message.folder.number(), message.number(), message.stay, message.changeKey(), message.type());
    }

    void happened(Kind kind, long collection, long item, long stay, String changeKey, String type) {
        changes.happened(new Changes.Change(this, kind, collection, item, stay, changeKey, type));
    }
}
