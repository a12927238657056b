package app.tandem.crm;

import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The CRM as one user sees it. Used by one cycle at a time. Every method throws
 * {@link app.tandem.platform.RemoteFailureException} when the conversation as a whole cannot go on; what concerns one
 * row is a value. Any number of rows: cut into slices inside, and as few calls as the platform allows.
 */
public interface Crm {

    /** What the org can do and how its fields are made; cached per org and profile. */
    OrgProfile profile();

    /** Records that already hold these messages, by {@link MailKey}; the oldest of several (sync D-1, D-3). */
    Map<MailKey, RecordRef> findSaved(Set<MailKey> keys);

    /** Candidates for linking (sync L-3 … L-7), in one round for all messages of a page. */
    Candidates search(LinkSearch search);

    /** Creates rows; an outcome per row, in order. A unique key that exists already is {@link WriteOutcome.Exists}. */
    List<WriteOutcome> create(List<Row> rows);

    /** The record that carries a row's attempt key, after a lost answer; rows not found are absent. */
    Map<Row, RecordRef> lookUp(List<Row> rows);

    /**
     * Stores files and links each to its record in the same step; an outcome per file, in order. Small ones share
     * calls, large ones are streamed. A file that is there already (same attempt key) is {@link WriteOutcome.Exists}.
     */
    List<WriteOutcome> attach(List<FileUpload> files);
}
