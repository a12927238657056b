package app.tandem.crm;

import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import java.util.Collection;
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

    /**
     * Creates rows; an outcome per row, in order. A unique key that exists already is {@link WriteOutcome.Exists}; a
     * lost answer is {@link WriteOutcome.Unknown} for all rows of its slice, and nothing is sent twice. An exception
     * means that none of these rows was written; once one slice went out, later trouble is {@link WriteOutcome.Later}.
     */
    List<WriteOutcome> create(List<Row> rows);

    /** The records that rows with an unknown outcome became (see {@link Row}); rows not found are absent: repeat them. */
    Map<Row, RecordRef> lookUp(List<Row> rows);

    /**
     * Stores files and links each to its record in the same step; an outcome per file, in order. Small ones share
     * calls, large ones are streamed. A file that is there already (same attempt key) is {@link WriteOutcome.Exists};
     * so an unknown outcome is settled by the same call again. Ids are those of ContentVersion or Attachment.
     */
    default List<WriteOutcome> attach(List<FileUpload> files) {
        return attach(files, FileStorage.FILES);
    }

    /** As {@link #attach(List)}, with the storage that a setting asks for. */
    List<WriteOutcome> attach(List<FileUpload> files, FileStorage storage);

    /**
     * Links stored files with further records (sync A-15); an outcome per file, in order. Links that are there already are not
     * made again, so that the same call settles what was left open. A classic attachment belongs to one record for good.
     */
    List<WriteOutcome> link(List<FileLink> files);

    /**
     * Deletes records; an outcome per record, in order. One that is not there (any more), or not to be seen, is
     * {@link WriteOutcome.Gone}. As with {@link #create}, a lost answer is {@link WriteOutcome.Unknown} for its whole slice
     * and nothing is sent twice; {@link #trace} tells what is left.
     */
    List<WriteOutcome> delete(List<RecordRef> records);

    /**
     * Gives records of messages other links; an outcome per record, in order. What is there is read first and only what
     * differs is written, so that an unknown outcome is settled by the same call again. People who did not receive the message
     * are related beside its receivers, whose addresses stay as they were (sync E-22).
     */
    List<WriteOutcome> relink(List<Relink> records);

    /** Who made and changed these records; those that are not there (any more), or not to be seen, are absent. */
    Map<RecordRef, RecordTrace> trace(Collection<RecordRef> records);

    /** Where files hang, by the ids that {@link #attach(List)} gave; those that are gone are absent. */
    Map<String, FileTrace> files(Collection<String> ids);
}
