package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as a person sees and edits them; every answer respects the user's rights (pane U-104). May be used by several
 * threads. Every method throws {@link app.tandem.platform.RemoteFailureException} when Salesforce cannot be asked now.
 */
public interface Records {

    /** The objects the user can see, by label; at most 5 minutes old (pane U-388). */
    List<ObjectHead> objects();

    /** An object with its fields; at most 5 minutes old (pane U-388). Empty if the user cannot see it. */
    Optional<ObjectInfo> object(String name);

    /** What is known of objects and layouts is asked anew (pane U-388). */
    void refresh();

    /**
     * The records that belong to an item (pane U-73 … U-82): people by any of their addresses, their Accounts, open
     * Opportunities and Cases and further objects, and what the text names. Two calls for unknown people, never more than
     * six (pane U-88).
     */
    RelatedRecords related(RelatedSearch search);

    /** A record in full. Empty if it is not there or not to be seen. */
    Optional<RecordDetail> detail(RecordRef record);

    /**
     * Records with these words (pane U-120 … U-133); nothing for texts of less than three characters. The index may lag a
     * minute behind writes.
     */
    List<RecordGroup> search(TextSearch search);

    /** The records of these objects that the user last looked at, five in all, latest first (pane U-121). */
    List<RecordCard> recent(List<ObjectView> objects);

    /** What is to be filled in for a new record; empty if the user may not create one (pane U-134 … U-139). */
    Optional<RecordForm> form(String object, @Nullable String recordTypeId);

    /** Creates a record; nothing is sent twice. */
    SaveOutcome create(NewRecord record);

    /**
     * Changes a record if it still is as it was loaded (pane U-108).
     *
     * @param changes values by API name, typed as in {@link FieldValue#value()}; references also as ids; null clears
     * @param allowDuplicates the user insists against a duplicate rule
     */
    SaveOutcome update(
            RecordRef record,
            Map<String, @Nullable Object> changes,
            RecordDetail.Loaded loaded,
            boolean allowDuplicates);

    /** As {@link #update(RecordRef, Map, RecordDetail.Loaded, boolean)}, with duplicate rules heard. */
    default SaveOutcome update(RecordRef record, Map<String, @Nullable Object> changes, RecordDetail.Loaded loaded) {
        return update(record, changes, loaded, false);
    }

    /** Makes one record of several; cannot be undone (pane U-154). */
    SaveOutcome merge(RecordMerge merge);

    /** Statuses a Lead may be converted with, the usual one first (pane U-160). */
    List<String> convertedStatuses();

    /** Converts a Lead; {@link SaveOutcome.Converted} if all went well (pane U-159 … U-161). */
    SaveOutcome convert(LeadConversion conversion);

    /** Tasks, Events and mails of these records (pane U-242): what is to come first, soonest first, then what was, latest first. */
    List<TimelineEntry> timeline(Set<RecordRef> records, TimelineFilter filter);

    /** Marks a Task as completed (pane U-245). */
    SaveOutcome completeTask(String taskId);

    /**
     * Puts a text on top of a record's Description, with date, time, zone and author (pane U-255, U-258). Refused when
     * there is no room left (pane U-256), or no Description that the user may write (pane U-257).
     */
    SaveOutcome memo(RecordRef record, String text);
}
