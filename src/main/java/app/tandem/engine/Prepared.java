package app.tandem.engine;

import app.tandem.journal.MailEntry;
import app.tandem.safehtml.MailText;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.Triage;
import java.util.List;

/** A candidate that was read: its text ready to be stored, and what becomes of its files. */
record Prepared(Triage.Candidate candidate, MailText text, List<AttachmentPlan> files) {

    /** A message whose record exists and whose files are to follow. */
    record Saved(Triage.Candidate candidate, MailEntry entry, List<AttachmentPlan> files) {}
}
