package app.tandem.mailbox;

import app.tandem.item.Address;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailBody;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.MailboxFaults.Op;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox in memory, for tests of whatever stands on the port. It behaves as the platform is documented to: ids that last,
 * an etag that every change renews, a feed per folder that calls a move a removal, and the odd habit of a message that left and
 * came back between two looks being told as removed only. {@link #faults} breaks it call by call.
 */
public final class InMemoryMailbox implements Mailbox, MailboxDriver {

    private record Kept(Mail mail, MailContent content, Map<AttachmentId, byte[]> bytes) {}

    private final List<String> addresses;
    private final ZoneId zone;
    private final Map<ItemId, Kept> messages = new LinkedHashMap<>();
    private final Map<MailFolder, Feed> feeds = new EnumMap<>(MailFolder.class);
    private final Map<String, String> categories = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Op> calls = new ArrayList<>();
    private volatile MailboxFaults faults = MailboxFaults.NONE;
    private int pageSize = 50;
    private long version;

    /** An empty mailbox with these addresses, the primary one first. */
    public InMemoryMailbox(ZoneId zone, String... addresses) {
        this.zone = zone;
        this.addresses =
                Stream.of(addresses).map(a -> a.toLowerCase(Locale.ROOT)).toList();
    }

    /** From now on this goes wrong. */
    public void faults(MailboxFaults whatBreaks) {
        faults = whatBreaks;
    }

    /** How many messages a page of the feed holds. */
    public synchronized void pageSize(int messagesPerPage) {
        pageSize = messagesPerPage;
    }

    /** The feeds tell everything once more at the next look, as Graph may. */
    public synchronized void replay() {
        feeds.values().forEach(Feed::replay);
    }

    /** The port's methods called so far, in order. */
    public synchronized List<Op> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the calls made so far. */
    public synchronized void clearCalls() {
        calls.clear();
    }

    /** A message as it is now, for the test. */
    public synchronized Optional<Mail> find(ItemId id) {
        return Optional.ofNullable(messages.get(id)).map(Kept::mail);
    }

    /** All messages of a folder, for the test. */
    public synchronized List<Mail> in(MailFolder folder) {
        return messages.values().stream()
                .map(Kept::mail)
                .filter(mail -> mail.folder() == folder)
                .toList();
    }

    /** The owner begins to write a message; it lies in Drafts, which is not read. */
    public synchronized ItemId drafts(Letter letter) {
        ItemId id = deliver(MailFolder.OTHER, letter);
        Kept kept = messages.get(id);
        messages.put(id, new Kept(with(kept.mail(), MailFolder.OTHER, true), kept.content(), kept.bytes()));
        return id;
    }

    /** The owner sends it; the copy in Sent Items keeps its id, as Graph promises, or has another one. */
    public synchronized ItemId sends(ItemId draft, boolean keepsId) {
        Kept kept = messages.remove(draft);
        ItemId id = keepsId ? draft : new ItemId("AAkALg" + (++version));
        Mail sent = with(kept.mail(), MailFolder.SENT, false);
        messages.put(id, new Kept(named(sent, id), kept.content(), kept.bytes()));
        feed(MailFolder.SENT).changed(id);
        return id;
    }

    // The owner and the world

    @Override
    public Mailbox mailbox() {
        return this;
    }

    @Override
    public synchronized ItemId deliver(MailFolder folder, Letter letter) {
        ItemId id = new ItemId("AAkALg" + (++version));
        List<Attachment> attachments = new ArrayList<>();
        Map<AttachmentId, byte[]> bytes = new LinkedHashMap<>();
        for (Letter.File file : letter.files()) {
            AttachmentId attachmentId = new AttachmentId("att" + attachments.size());
            attachments.add(attachment(attachmentId, file));
            bytes.put(attachmentId, file.bytes());
        }
        bytes.put(AttachmentId.MESSAGE, LetterMime.of(letter));
        MailContent content = new MailContent(
                new MailBody(letter.html(), letter.body()), List.copyOf(attachments), letter.references(), null);
        messages.put(id, new Kept(mail(id, folder, letter), content, bytes));
        feed(folder).changed(id);
        return id;
    }

    @Override
    public synchronized void move(ItemId id, MailFolder to) {
        Mail mail = existing(id);
        feed(mail.folder()).removed(id);
        replace(with(mail, to, mail.categories()));
        feed(to).changed(id);
    }

    @Override
    public synchronized void categorise(ItemId id, List<String> newCategories) {
        Mail mail = existing(id);
        replace(with(mail, mail.folder(), newCategories));
        feed(mail.folder()).changed(id);
    }

    @Override
    public synchronized void delete(ItemId id) {
        feed(existing(id).folder()).removed(id);
        messages.remove(id);
    }

    @Override
    public synchronized void deleteMarkerFolder() {
        in(MailFolder.MARKER).forEach(mail -> move(mail.id(), MailFolder.OTHER));
        feeds.remove(MailFolder.MARKER);
    }

    @Override
    public synchronized void loseCursors() {
        feeds.values().forEach(Feed::forget);
    }

    @Override
    public synchronized List<String> masterCategories() {
        return List.copyOf(categories.keySet());
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    // The port

    @Override
    public Identity identity() {
        return call(Op.IDENTITY, () -> new Identity(Set.copyOf(addresses), zone));
    }

    @Override
    public void customise(List<MarkerCategory> wanted) {
        call(Op.CUSTOMISE, () -> {
            wanted.forEach(category -> categories.putIfAbsent(category.name(), category.colour()));
            return true;
        });
    }

    @Override
    public boolean withdraw(List<MarkerCategory> unwanted) {
        return call(Op.WITHDRAW, () -> {
            unwanted.forEach(category -> categories.remove(category.name()));
            return in(MailFolder.MARKER).isEmpty();
        });
    }

    @Override
    public ChangePage changes(MailFolder folder, @Nullable String cursor) {
        if (folder == MailFolder.OTHER) {
            throw new IllegalArgumentException("other folders have no feed");
        }
        return call(Op.CHANGES, () -> {
            Feed.Page page = feed(folder).after(cursor, pageSize);
            List<Mail> changed = page.changed().stream()
                    .map(messages::get)
                    .map(Kept::mail)
                    .filter(mail -> mail.folder() == folder)
                    .toList();
            return new ChangePage(changed, page.removed(), page.cursor(), page.more(), page.resync());
        });
    }

    @Override
    public Optional<Mail> find(String shownId, @Nullable String messageId) {
        return call(
                Op.FIND,
                () -> messages.values().stream()
                        .map(Kept::mail)
                        .filter(mail -> shown(mail.id())
                                .equals(shownId.replace('/', '-').replace('+', '_')))
                        .findFirst()
                        .or(() -> messages.values().stream()
                                .map(Kept::mail)
                                .filter(mail -> messageId != null && messageId.equals(mail.messageId()))
                                .min(java.util.Comparator.comparing(mail -> mail.folder() == MailFolder.OTHER))));
    }

    @Override
    public synchronized String shown(ItemId id) {
        return "AAMk-" + existing(id).folder().ordinal() + "_" + id.value();
    }

    @Override
    public List<Mail> conversation(String conversationId) {
        return call(
                Op.CONVERSATION,
                () -> messages.values().stream()
                        .map(Kept::mail)
                        .filter(mail -> mail.folder() != MailFolder.OTHER)
                        .filter(mail -> conversationId.equals(mail.conversationId()))
                        .toList());
    }

    @Override
    public Map<ItemId, ReadOutcome<Mail>> locate(Collection<ItemId> ids) {
        return look(Op.LOCATE, ids, Kept::mail);
    }

    @Override
    public Map<ItemId, ReadOutcome<MailContent>> read(Set<ItemId> ids) {
        return look(Op.READ, ids, Kept::content);
    }

    @Override
    public Map<FileRef, ReadOutcome<byte[]>> readFiles(Collection<FileRef> files) {
        return call(Op.FILES, () -> {
            Map<FileRef, ReadOutcome<byte[]>> read = new LinkedHashMap<>();
            files.forEach(file ->
                    read.put(file, faults.<byte[]>instead(Op.FILES, file.item()).orElseGet(() -> bytes(file))));
            return read;
        });
    }

    /** An answer that breaks off is lost as a whole. */
    private ReadOutcome<byte[]> bytes(FileRef file) {
        Kept kept = messages.get(file.item());
        byte[] bytes = kept == null ? null : kept.bytes().get(file.attachment());
        if (bytes == null) {
            return new ReadOutcome.Gone<>();
        }
        return faults.breakAfter(file.item()).isPresent()
                ? new ReadOutcome.Later<>("CUT", null)
                : new ReadOutcome.Found<>(bytes.clone());
    }

    @Override
    public Optional<InputStream> open(ItemId item, Attachment attachment) {
        return call(
                Op.OPEN,
                () -> Optional.ofNullable(messages.get(item))
                        .filter(kept -> attachment.kind() != Attachment.Kind.REFERENCE)
                        .map(kept -> kept.bytes().get(attachment.id()))
                        .map(bytes -> new BreakingStream(
                                bytes, faults.breakAfter(item).orElse(Integer.MAX_VALUE))));
    }

    @Override
    public Map<ItemId, WriteOutcome> apply(List<MailChange> changes) {
        return call(Op.APPLY, () -> {
            if (changes.stream().map(MailChange::id).distinct().count() < changes.size()) {
                throw new IllegalArgumentException("two changes for one message");
            }
            Map<ItemId, WriteOutcome> outcomes = new LinkedHashMap<>();
            changes.forEach(change -> outcomes.put(change.id(), outcome(change)));
            return outcomes;
        });
    }

    @Override
    public WriteOutcome note(ItemId id, String text) {
        return call(Op.NOTE, () -> {
            Kept kept = messages.get(id);
            if (kept == null) {
                return new WriteOutcome.Gone();
            }
            MailContent content = kept.content();
            messages.put(
                    id,
                    new Kept(
                            with(kept.mail(), kept.mail().folder(), kept.mail().categories()),
                            new MailContent(
                                    content.body(),
                                    content.attachments(),
                                    content.references(),
                                    text.isEmpty() ? null : text),
                            kept.bytes()));
            feed(kept.mail().folder()).changed(id);
            return new WriteOutcome.Done(id.value(), existing(id).etag());
        });
    }

    private WriteOutcome outcome(MailChange change) {
        return faults.insteadOf(change).orElseGet(() -> {
            WriteOutcome honest = write(change);
            return faults.afterwards(change).orElse(honest);
        });
    }

    private WriteOutcome write(MailChange change) {
        Kept kept = messages.get(change.id());
        if (kept == null) {
            return new WriteOutcome.Gone();
        }
        if (!kept.mail().etag().equals(change.etag())) {
            return new WriteOutcome.Changed();
        }
        if (change.categories() != null) {
            categorise(change.id(), change.categories());
        }
        if (change.moveTo() != null && change.moveTo() != kept.mail().folder()) {
            move(change.id(), change.moveTo());
        }
        return new WriteOutcome.Done(change.id().value(), existing(change.id()).etag());
    }

    private <T> Map<ItemId, ReadOutcome<T>> look(Op op, Collection<ItemId> ids, Function<Kept, T> view) {
        return call(op, () -> {
            Map<ItemId, ReadOutcome<T>> found = new LinkedHashMap<>();
            for (ItemId id : new LinkedHashSet<>(ids)) {
                Kept kept = messages.get(id);
                ReadOutcome<T> plain =
                        kept == null ? new ReadOutcome.Gone<>() : new ReadOutcome.Found<>(view.apply(kept));
                found.put(id, faults.<T>instead(op, id).orElse(plain));
            }
            return found;
        });
    }

    private synchronized <T> T call(Op op, java.util.function.Supplier<T> effect) {
        calls.add(op);
        faults.before(op);
        T answer = effect.get();
        faults.after(op);
        return answer;
    }

    private Feed feed(MailFolder folder) {
        return feeds.computeIfAbsent(folder, f -> new Feed(++version));
    }

    private Mail existing(ItemId id) {
        Kept kept = messages.get(id);
        if (kept == null) {
            throw new IllegalArgumentException("no message " + id.value());
        }
        return kept.mail();
    }

    private void replace(Mail mail) {
        Kept kept = messages.get(mail.id());
        messages.put(mail.id(), new Kept(mail, kept.content(), kept.bytes()));
    }

    private Mail with(Mail mail, MailFolder folder, List<String> newCategories) {
        return copy(mail, mail.id(), folder, newCategories, mail.draft());
    }

    private Mail with(Mail mail, MailFolder folder, boolean draft) {
        return copy(mail, mail.id(), folder, mail.categories(), draft);
    }

    private Mail named(Mail mail, ItemId id) {
        return copy(mail, id, mail.folder(), mail.categories(), mail.draft());
    }

    private Mail copy(Mail mail, ItemId id, MailFolder folder, List<String> newCategories, boolean draft) {
        return new Mail(
                id,
                folder,
                etag(),
                mail.messageId(),
                mail.conversationId(),
                mail.subject(),
                mail.from(),
                mail.sender(),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.received(),
                mail.sent(),
                draft,
                mail.service(),
                mail.hasAttachments(),
                List.copyOf(newCategories));
    }

    private Mail mail(ItemId id, MailFolder folder, Letter letter) {
        Address from = letter.from() == null ? null : new Address(letter.from(), null);
        return new Mail(
                id,
                folder,
                etag(),
                letter.messageId(),
                letter.conversation() == null ? "conv-" + letter.subject() : letter.conversation(),
                letter.subject(),
                from,
                from,
                letter.to().stream().map(a -> new Address(a, null)).toList(),
                letter.cc().stream().map(a -> new Address(a, null)).toList(),
                List.of(),
                letter.received(),
                letter.sent(),
                false,
                letter.receipt(),
                letter.files().stream().anyMatch(file -> !file.inline()),
                List.of());
    }

    private static Attachment attachment(AttachmentId id, Letter.File file) {
        return new Attachment(
                id,
                file.kind(),
                file.name(),
                file.contentType(),
                file.bytes().length,
                file.inline(),
                file.contentId(),
                null);
    }

    private String etag() {
        return "W/\"" + (++version) + "\"";
    }
}
