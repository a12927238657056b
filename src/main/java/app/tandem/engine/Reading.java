package app.tandem.engine;

import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.WAITS;

import app.tandem.crm.OrgProfile;
import app.tandem.item.ItemId;
import app.tandem.item.MailContent;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.platform.Bug;
import app.tandem.safehtml.MailText;
import app.tandem.safehtml.MailTexts;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is to be saved, a few messages at a time, and keeps only what will be stored: bodies may be large. */
final class Reading {

    private static final int SHARE = 20;
    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    private final Conversation conversation;
    private final MailPlanner planner;
    private final OrgProfile profile;

    Reading(Conversation conversation, MailPlanner planner, OrgProfile profile) {
        this.conversation = conversation;
        this.planner = planner;
        this.profile = profile;
    }

    /** What was read, and what could not be. One that is gone is looked for once more before it is forgotten. */
    record Read(List<Prepared> prepared, List<Unread> unread) {}

    /** A message that could not be read. {@code until} is the earliest time to try again, if the mailbox named one. */
    record Unread(
            Triage.Candidate candidate,
            Reason reason,
            @Nullable Instant until) {}

    /** Reads the candidates. */
    Read read(List<Triage.Candidate> candidates) {
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        for (int from = 0; from < candidates.size(); from += SHARE) {
            readShare(candidates.subList(from, Math.min(from + SHARE, candidates.size())), read);
        }
        return read;
    }

    private void readShare(List<Triage.Candidate> share, Read read) {
        Set<ItemId> ids = new HashSet<>();
        share.forEach(candidate -> ids.add(candidate.mail().id()));
        Map<ItemId, ReadOutcome<MailContent>> contents = conversation.mailbox().read(ids);
        for (Triage.Candidate candidate : share) {
            switch (contents.getOrDefault(candidate.mail().id(), new ReadOutcome.Gone<>())) {
                case ReadOutcome.Found<MailContent>(MailContent content) -> prepare(candidate, content, read);
                case ReadOutcome.Gone<MailContent> gone ->
                    read.unread().add(new Unread(candidate, Reason.of(WAITS, "sync Y-12", "GONE"), null));
                case ReadOutcome.Later<MailContent>(String code, Instant until) ->
                    read.unread().add(new Unread(candidate, Reason.of(WAITS, "sync Y-12", code), until));
                case ReadOutcome.Refused<MailContent>(String code) ->
                    read.unread().add(new Unread(candidate, Reason.of(REFUSED, "sync Z-35", code), null));
            }
        }
    }

    /** A message that our own code cannot digest is parked and named; the others go on (sync Y-12). */
    private void prepare(Triage.Candidate candidate, MailContent content, Read read) {
        Optional<Wording> wording = wording(candidate, content);
        if (wording.isEmpty()) {
            read.unread().add(new Unread(candidate, Reason.of(REFUSED, "pane U-181", "LOST"), null));
            return;
        }
        try {
            Triage.Candidate worded = candidate.worded(wording.get());
            MailText text = MailTexts.of(content.body());
            MailText reply = planner.isCropped(candidate) ? MailTexts.ofReply(content.body()) : null;
            read.prepared()
                    .add(new Prepared(
                            worded,
                            text,
                            reply,
                            planner.attachments(worded, content, reply == null ? text : reply, profile),
                            content.references()));
        } catch (RuntimeException bug) {
            log.error("a message could not be prepared: {}", Bug.in(bug));
            read.unread().add(new Unread(candidate, Reason.of(REFUSED, "sync Y-12", "INTERNAL"), null));
        }
    }

    /** Empty where what the person wrote is not with the message any more: it is not saved without. */
    private static Optional<Wording> wording(Triage.Candidate candidate, MailContent content) {
        return candidate
                .wish()
                .flatMap(SaveWish::wording)
                .map(id -> Wordings.read(content.note(), id))
                .orElse(Optional.of(Wording.NONE));
    }
}
