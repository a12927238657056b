package app.tandem.engine;

import app.tandem.item.ThreadLinks;
import app.tandem.journal.MailEntry;
import app.tandem.safehtml.MailText;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.Triage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that was read: its text, and what becomes of its files.
 *
 * @param text all of it: what is linked may stand in what it quotes (sync L-6, L-13)
 * @param reply the writer's own part, where only that is to be stored (sync E-19); null for all of it
 * @param references Message-IDs of the messages it answers (sync H-8)
 */
record Prepared(
        Triage.Candidate candidate,
        MailText text,
        @Nullable MailText reply,
        List<AttachmentPlan> files,
        List<String> references) {

    /** The text to be stored; whole conversations are stored as they are (sync H-8). */
    MailText stored() {
        return reply != null && candidate.thread().isEmpty() ? reply : text;
    }

    /** The same as mail of a marked conversation. */
    Prepared in(ThreadLinks thread) {
        return new Prepared(candidate.in(thread), text, reply, files, references);
    }

    /** A message whose record exists and whose files are to follow. */
    record Saved(Triage.Candidate candidate, MailEntry entry, List<AttachmentPlan> files) {}
}
