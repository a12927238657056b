package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Optional;

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
}
