package app.tandem.engine;

import app.tandem.account.Side;
import app.tandem.crm.OrgProfile;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.journal.Journal;
import app.tandem.journal.MailEntry;
import app.tandem.journal.MarkedThread;
import app.tandem.mailbox.ChangePage;
import app.tandem.platform.Bug;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sync.AgreedMail;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail lane of one cycle: observes the read folders (sync W-12) page by page and has each batch settled. */
final class MailLane {

    private static final List<MailFolder> FOLDERS = List.of(MailFolder.MARKER, MailFolder.INBOX, MailFolder.SENT);
    private static final int DUE = 400;

    private static final Logger log = LoggerFactory.getLogger(MailLane.class);

    private final Conversation conversation;
    private final MailPlanner planner;
    private final Journal journal;
    private final Desk desk;
    private final Settlement settlement;
    private final SavedConversations saved;
    private final MarkedThreads marked;
    private final ThreadLane threads;
    private final WishLane wished;
    private final Set<ItemId> metMarked = new HashSet<>();

    MailLane(
            Conversation conversation,
            MailPlanner planner,
            Journal journal,
            Desk desk,
            Settlement settlement,
            SavedConversations saved,
            MarkedThreads marked,
            ThreadLane threads,
            WishLane wished) {
        this.marked = marked;
        this.threads = threads;
        this.wished = wished;
        this.conversation = conversation;
        this.planner = planner;
        this.journal = journal;
        this.desk = desk;
        this.settlement = settlement;
        this.saved = saved;
    }

    /** Runs until persons' wishes, then the change feeds and the due entries are settled. */
    void run() {
        conversation.mailbox().customise(MailPlanner.categories());
        Batch asked = new Batch();
        addAll(wished.look(), asked);
        settle(asked);
        settlement.show();
        lookBack();
        Batch batch = new Batch();
        Map<MailFolder, String> cursors = journal.cursors(tenant(), user());
        for (MailFolder folder : FOLDERS) {
            batch = follow(folder, cursors.get(folder), batch);
        }
        addDue(batch);
        settle(batch);
        settlement.show();
        wished.tidy();
    }

    /** What came before a conversation was marked lies behind the cursors (sync H-3); one request for each, once. */
    private void lookBack() {
        for (MarkedThread thread : threads.toLookBack()) {
            Batch batch = new Batch();
            List<Mail> mails = conversation.mailbox().conversation(thread.conversation());
            for (int from = 0; from < mails.size(); from += DUE) {
                addAll(mails.subList(from, Math.min(from + DUE, mails.size())), batch);
                if (batch.isFull()) {
                    settle(batch);
                    batch = new Batch();
                }
            }
            settle(batch);
            threads.lookedBack(thread);
            settlement.show();
        }
    }

    private Batch follow(MailFolder folder, @Nullable String from, Batch gathered) {
        Batch batch = gathered;
        String cursor = from;
        ChangePage page;
        do {
            page = conversation.mailbox().changes(folder, cursor);
            cursor = page.cursor();
            desk.seen().forget(page.removed());
            desk.seen().forget(page.changed().stream().map(Mail::id).toList());
            addAll(page.changed(), batch);
            if (folder == MailFolder.MARKER) {
                page.changed().forEach(mail -> metMarked.add(mail.id()));
            }
            batch.left(page.removed());
            batch.reached(folder, cursor);
            if (batch.isFull()) {
                settle(batch);
                batch = new Batch();
            }
        } while (page.more());
        return batch;
    }

    private void addAll(Collection<Mail> mails, Batch batch) {
        Map<ItemId, MailEntry> entries =
                journal.find(tenant(), user(), mails.stream().map(Mail::id).toList());
        saved.meet(mails);
        marked.meet(mails);
        for (Mail mail : mails) {
            MailEntry entry = entries.get(mail.id());
            boolean leaves = entry != null && entry.stage() == MailEntry.Stage.UNDOING;
            if (!leaves && !wished.isPutOff(mail)) {
                batch.add(triage(mail, entry), Optional.ofNullable(entry));
            }
        }
    }

    /** A message that our own code cannot judge is parked and named; the others go on (sync Y-12). */
    private Triage triage(Mail mail, @Nullable MailEntry entry) {
        try {
            return planner.triage(mail, agreed(entry), wished.of(mail));
        } catch (RuntimeException bug) {
            log.error("a message could not be judged: {}", Bug.in(bug));
            return new Triage.Leave(mail, Reason.of(Reason.State.REFUSED, "sync Y-12", "INTERNAL"), Optional.empty());
        }
    }

    private void addDue(Batch batch) {
        Set<ItemId> due = new HashSet<>();
        journal.due(tenant(), user(), DUE).stream()
                .filter(entry -> entry.stage() != MailEntry.Stage.UNDOING)
                .forEach(entry -> due.add(entry.item()));
        due.removeIf(batch::contains);
        due.removeAll(batch.missing());
        List<Mail> unchanged = desk.seen().of(due);
        addAll(unchanged, batch);
        unchanged.forEach(mail -> due.remove(mail.id()));
        addLocated(due, batch);
    }

    /**
     * Looks where these messages are. One that cannot be looked at now waits in its entry; where there is none, the page
     * is left unsettled and comes again.
     */
    private void addLocated(Set<ItemId> ids, Batch batch) {
        if (ids.isEmpty()) {
            return;
        }
        List<Mail> found = new ArrayList<>();
        List<ItemId> gone = new ArrayList<>();
        Map<ItemId, Optional<Instant>> unclear = new HashMap<>();
        conversation.mailbox().locate(ids).forEach((id, outcome) -> {
            switch (outcome) {
                case ReadOutcome.Found<Mail>(Mail mail) -> found.add(mail);
                case ReadOutcome.Gone<Mail> none -> gone.add(id);
                case ReadOutcome.Refused<Mail> refused -> gone.add(id);
                case ReadOutcome.Later<Mail> later -> unclear.put(id, Optional.ofNullable(later.until()));
            }
        });
        addAll(found, batch);
        if (!gone.isEmpty()) {
            journal.forget(conversation.lease(), gone);
            wished.left(gone);
        }
        postpone(unclear);
    }

    private void postpone(Map<ItemId, Optional<Instant>> unclear) {
        Map<ItemId, MailEntry> waiting = journal.find(tenant(), user(), unclear.keySet());
        if (waiting.size() < unclear.size()) {
            throw new Sides.Broken(
                    Side.MAILBOX, new RemoteFailureException(new RemoteFailure.Unreachable("LOCATE_LATER")));
        }
        if (!waiting.isEmpty()) {
            journal.save(
                    conversation.lease(),
                    waiting.values().stream()
                            .map(entry -> postponed(entry, unclear.getOrDefault(entry.item(), Optional.empty())))
                            .toList());
        }
    }

    /** A time that was named is no failure of the message. */
    private MailEntry postponed(MailEntry entry, Optional<Instant> until) {
        return until.map(entry::retry).orElseGet(() -> entry.failed(Retry.later(entry.attempts(), null, desk.now())));
    }

    /**
     * "Removed" only says that a message is not in that folder any more, and from A to B and back to A says it too:
     * whatever was not met alive in another folder is looked for. What a person has put into the marker folder was met there,
     * perhaps in a batch before this one.
     */
    private void settle(Batch batch) {
        Set<ItemId> missing = batch.missing();
        missing.removeAll(metMarked);
        addLocated(missing, batch);
        settlement.settle(batch);
        wished.conclude(batch);
        if (!batch.cursors().isEmpty()) {
            journal.acknowledge(conversation.lease(), batch.cursors());
        }
    }

    static @Nullable AgreedMail agreed(@Nullable MailEntry entry) {
        return entry == null || (entry.records().isEmpty() && !entry.tombstone())
                ? null
                : new AgreedMail(entry.records(), entry.tombstone(), entry.marked());
    }

    /** Whether the org can be asked for a message's record by its key. */
    static boolean canBeFound(OrgProfile profile) {
        return profile.emailMessages()
                || profile.field("Task", "tandem__MessageKey__c").isPresent();
    }

    private app.tandem.account.TenantId tenant() {
        return conversation.user().tenant();
    }

    private app.tandem.account.UserId user() {
        return conversation.user().id();
    }
}
