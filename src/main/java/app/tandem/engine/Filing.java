package app.tandem.engine;

import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.Claim;
import app.tandem.journal.MailEntry;
import app.tandem.mailbox.FileRef;
import app.tandem.platform.Hashes;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores the files of saved messages and says what became of each (sync A-rules). */
final class Filing {

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
        List<Uploads.Piece> pending = new ArrayList<>();
        for (Prepared.Saved message : messages) {
            for (AttachmentPlan plan : message.files()) {
                switch (plan) {
                    case AttachmentPlan.Save save -> {
                        AttachmentEntry before = known.get(new FileRef(
                                message.entry().item(), save.attachment().id()));
                        if (before == null || before.reason().state() == Reason.State.WAITS) {
                            pending.add(piece(message, save, before == null ? 0 : before.readings()));
                        }
                    }
                    // Stored before the record; whoever created that has noted it.
                    case AttachmentPlan.Show show -> {}
                    case AttachmentPlan.Skip skip ->
                        answers.add(answer(message, skip.attachment().id(), skip.reason()));
                    case AttachmentPlan.Link link ->
                        answers.add(answer(message, link.attachment().id(), link.reason()));
                }
            }
        }
        desk.saveAttachments(answers);
        Uploads.Sent sent = new Uploads(conversation, desk, "sync A-7").send(pending, planner.fileStorage());
        return conclude(messages, sent.again(), claims);
    }

    private Map<FileRef, AttachmentEntry> known(List<Prepared.Saved> messages) {
        Map<FileRef, AttachmentEntry> known = new HashMap<>();
        desk.attachments(
                        messages.stream().map(message -> message.entry().item()).toList())
                .forEach(entry -> known.put(new FileRef(entry.item(), entry.attachment()), entry));
        return known;
    }

    private Uploads.Piece piece(Prepared.Saved saved, AttachmentPlan.Save plan, int readings) {
        MailEntry entry = saved.entry();
        return new Uploads.Piece(
                entry.item(),
                plan.attachment(),
                plan.fileName(),
                plan.contentType(),
                entry.activity(),
                planner.fileLinks(SavedConversations.links(entry)),
                attemptKey(saved, plan),
                readings);
    }

    /** The same for every attempt at this file of this message, whoever's copy it is read from. */
    private static String attemptKey(Prepared.Saved saved, AttachmentPlan plan) {
        return Hashes.sha256(
                saved.candidate().key().hash() + "/" + saved.files().indexOf(plan));
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

    /** Whether its conversation was marked, nobody asked at all, or somebody asked for the message itself. */
    private static Reason saved(Triage.Candidate candidate) {
        return switch (candidate.trigger()) {
            case THREAD, AUTO ->
                Reason.of(Reason.State.SAVED, "sync E-49", candidate.trigger().name());
            case WISH, FOLDER, CATEGORY -> Reason.of(Reason.State.SAVED, "sync E-49");
        };
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
}
