package app.tandem.engine;

import app.tandem.item.ThreadLinks;
import app.tandem.journal.MailEntry;
import app.tandem.safehtml.MailText;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.Triage;
import java.util.List;

/**
 * A candidate that was read: its text ready to be stored, and what becomes of its files.
 *
 * @param references Message-IDs of the messages it answers (sync H-8)
 */
record Prepared(Triage.Candidate candidate, MailText text, List<AttachmentPlan> files, List<String> references) {

    /** The same as mail of a marked conversation. */
    Prepared in(ThreadLinks thread) {
        return new Prepared(candidate.in(thread), text, files, references);
    }

    /** A message whose record exists and whose files are to follow. */
    record Saved(Triage.Candidate candidate, MailEntry entry, List<AttachmentPlan> files) {}
}
