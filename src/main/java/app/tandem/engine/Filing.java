package app.tandem.engine;

import app.tandem.crm.FileUpload;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.Claim;
import app.tandem.journal.MailEntry;
import app.tandem.mailbox.FileRef;
import app.tandem.platform.Hashes;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores the files of saved messages and says what became of each (sync A-rules). */
final class Filing {

    /** What the CRM port says when the mailbox would not give the bytes. */
    private static final String UNREADABLE = "SOURCE_UNREADABLE";

    /** A file that so many readings could not get is given up by name; the mail and its other files go home. */
    private static final int MOST_READINGS = 5;

    /** A file to store, and how often it could not be read so far. */
    private record Pending(Prepared.Saved saved, AttachmentPlan.Save plan, int readings) {}

    private final Conversation conversation;
    private final MailPlanner planner;
    private final Desk desk;

    Filing(Conversation conversation, MailPlanner planner, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.desk = desk;
    }

    /**
     * Stores what is not stored yet, also what a colleague who saved the message has left undone; answers the entries,
     * FILED where nothing is left to do.
     */
    List<MailEntry> file(List<Prepared.Saved> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        Set<String> keys = new HashSet<>();
        messages.forEach(message -> keys.add(message.entry().messageKey()));
        Set<String> taken = new HashSet<>(desk.takeFiling(keys));
        Map<String, Claim> claims = desk.claims(keys);
        List<Prepared.Saved> ours = new ArrayList<>();
        List<MailEntry> others = new ArrayList<>();
        for (Prepared.Saved message : messages) {
            Claim claim = claims.get(message.entry().messageKey());
            if (claim == null || taken.remove(message.entry().messageKey())) {
                ours.add(message);
            } else {
                others.add(claim.filed() ? adopted(message.entry()) : waiting(message.entry()));
            }
        }
        desk.save(others);
        List<MailEntry> filed = new ArrayList<>(store(ours, claims));
        others.stream().filter(entry -> entry.stage() == MailEntry.Stage.FILED).forEach(filed::add);
        return filed;
    }

    /** Somebody has stored the files (sync A-11). */
    private MailEntry adopted(MailEntry entry) {
        return entry.because(Reason.of(Reason.State.SAVED, "sync D-1"), desk.now())
                .at(MailEntry.Stage.FILED)
                .retry(desk.now());
    }

    private MailEntry waiting(MailEntry entry) {
        return entry.because(Reason.of(Reason.State.WAITS, "sync A-7"), desk.now())
                .failed(Retry.later(entry.attempts(), null, desk.now()));
    }

    private List<MailEntry> store(List<Prepared.Saved> messages, Map<String, Claim> claims) {
        if (messages.isEmpty()) {
            return List.of();
        }
        Map<FileRef, AttachmentEntry> known = known(messages);
        List<AttachmentEntry> answers = new ArrayList<>();
        List<Pending> pending = new ArrayList<>();
        for (Prepared.Saved message : messages) {
            for (AttachmentPlan plan : message.files()) {
                switch (plan) {
                    case AttachmentPlan.Save save -> {
                        AttachmentEntry before = known.get(new FileRef(
                                message.entry().item(), save.attachment().id()));
                        if (before == null || before.reason().state() == Reason.State.WAITS) {
                            pending.add(new Pending(message, save, before == null ? 0 : before.readings()));
                        }
                    }
                    case AttachmentPlan.Skip skip ->
                        answers.add(answer(message, skip.attachment().id(), skip.reason()));
                    case AttachmentPlan.Link link ->
                        answers.add(answer(message, link.attachment().id(), link.reason()));
                }
            }
        }
        desk.saveAttachments(answers);
        return conclude(messages, upload(pending), claims);
    }

    private Map<FileRef, AttachmentEntry> known(List<Prepared.Saved> messages) {
        Map<FileRef, AttachmentEntry> known = new HashMap<>();
        desk.attachments(
                        messages.stream().map(message -> message.entry().item()).toList())
                .forEach(entry -> known.put(new FileRef(entry.item(), entry.attachment()), entry));
        return known;
    }

    /** Sends the files; answers, per message, the time that was named for those that could not be stored now, if any was. */
    private Map<ItemId, Optional<Instant>> upload(List<Pending> pending) {
        if (pending.isEmpty()) {
            return Map.of();
        }
        FilesAhead files = new FilesAhead(conversation.mailbox());
        pending.forEach(
                one -> files.announce(one.saved().entry().item(), one.plan().attachment()));
        List<WriteOutcome> outcomes = conversation
                .crm()
                .attach(pending.stream().map(one -> upload(one, files)).toList(), planner.fileStorage());
        List<AttachmentEntry> answers = new ArrayList<>();
        Map<ItemId, Optional<Instant>> again = new HashMap<>();
        for (int i = 0; i < pending.size(); i++) {
            MailEntry entry = pending.get(i).saved().entry();
            AttachmentId id = pending.get(i).plan().attachment().id();
            switch (outcomes.get(i)) {
                case WriteOutcome.Done done -> answers.add(stored(entry, id, done.id()));
                case WriteOutcome.Exists exists -> answers.add(stored(entry, id, exists.id()));
                case WriteOutcome.Refused refused -> answers.add(refused(entry, id, refused.code()));
                case WriteOutcome.Gone gone -> answers.add(refused(entry, id, "GONE"));
                case WriteOutcome.Later(String code, Instant until) -> {
                    // A mailbox that names a time has not failed, and Salesforce's failures are none of the file's.
                    boolean unread = code.equals(UNREADABLE) && until == null;
                    int readings = pending.get(i).readings() + (unread ? 1 : 0);
                    if (readings == MOST_READINGS) {
                        answers.add(refused(entry, id, code));
                    } else {
                        again.merge(entry.item(), Optional.ofNullable(until), Filing::both);
                        if (unread) {
                            answers.add(unread(entry, id, readings));
                        }
                    }
                }
                case WriteOutcome.Unknown unknown -> again.put(entry.item(), Optional.empty());
                case WriteOutcome.Changed changed -> again.put(entry.item(), Optional.empty());
            }
        }
        desk.saveAttachments(answers);
        return again;
    }

    private FileUpload upload(Pending pending, FilesAhead files) {
        MailEntry entry = pending.saved().entry();
        AttachmentPlan.Save plan = pending.plan();
        return new FileUpload(
                entry.activity(),
                plan.fileName(),
                plan.contentType(),
                -1,
                () -> files.open(entry.item(), plan.attachment()),
                planner.fileLinks(SavedConversations.links(entry)),
                attemptKey(pending));
    }

    /** The same for every attempt at this file of this message, whoever's copy it is read from. */
    private static String attemptKey(Pending pending) {
        List<AttachmentPlan> files = pending.saved().files();
        return Hashes.sha256(pending.saved().candidate().key().hash() + "/" + files.indexOf(pending.plan()));
    }

    /** A file without a time makes an attempt that failed; of two times the later one holds. */
    private static Optional<Instant> both(Optional<Instant> one, Optional<Instant> other) {
        return one.flatMap(first -> other.map(second -> first.isAfter(second) ? first : second));
    }

    private List<MailEntry> conclude(
            List<Prepared.Saved> messages, Map<ItemId, Optional<Instant>> again, Map<String, Claim> claims) {
        List<MailEntry> entries = messages.stream()
                .map(message -> {
                    Optional<Instant> until = again.get(message.entry().item());
                    return until == null
                            ? message.entry()
                                    .because(saved(message.candidate()), desk.now())
                                    .at(MailEntry.Stage.FILED)
                                    .retry(desk.now())
                            : desk.putOff(
                                    message.candidate().mail(),
                                    message.entry().because(Reason.of(Reason.State.WAITS, "sync A-7"), desk.now()),
                                    until.orElse(null));
                })
                .toList();
        List<MailEntry> filed = entries.stream()
                .filter(entry -> entry.stage() == MailEntry.Stage.FILED)
                .toList();
        desk.saveFiled(entries, stored(filed, claims));
        return filed;
    }

    /** Whether its conversation was marked or somebody asked for the message itself. */
    private static Reason saved(Triage.Candidate candidate) {
        return candidate.trigger() == Triage.Trigger.THREAD
                ? Reason.of(Reason.State.SAVED, "sync E-49", "THREAD")
                : Reason.of(Reason.State.SAVED, "sync E-49");
    }

    /**
     * The messages whose files are stored for everybody. What is refused to a colleague may be granted to who saved the
     * message.
     */
    private Set<String> stored(List<MailEntry> filed, Map<String, Claim> claims) {
        Set<ItemId> refused = new HashSet<>();
        desk.attachments(filed.stream().map(MailEntry::item).toList()).stream()
                .filter(file -> file.reason().state() == Reason.State.REFUSED)
                .forEach(file -> refused.add(file.item()));
        Set<String> stored = new HashSet<>();
        for (MailEntry entry : filed) {
            Claim claim = claims.get(entry.messageKey());
            boolean own =
                    claim == null || claim.user().equals(conversation.user().id());
            if (own || !refused.contains(entry.item())) {
                stored.add(entry.messageKey());
            }
        }
        return stored;
    }

    private static AttachmentEntry answer(Prepared.Saved message, AttachmentId id, Reason reason) {
        return new AttachmentEntry(message.entry().item(), id, reason, null, 0);
    }

    private static AttachmentEntry stored(MailEntry entry, AttachmentId id, @Nullable String record) {
        return new AttachmentEntry(entry.item(), id, Reason.of(Reason.State.SAVED, "sync A-7"), record, 0);
    }

    private static AttachmentEntry refused(MailEntry entry, AttachmentId id, String code) {
        return new AttachmentEntry(entry.item(), id, Reason.of(Reason.State.REFUSED, "sync A-7", code), null, 0);
    }

    private static AttachmentEntry unread(MailEntry entry, AttachmentId id, int readings) {
        return new AttachmentEntry(
                entry.item(), id, Reason.of(Reason.State.WAITS, "sync A-7", UNREADABLE), null, readings);
    }
}
