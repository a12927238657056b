package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.util.Set;

/**
 * Where a stored file hangs.
 *
 * @param whole what is deleted with all its versions: a ContentDocument or an Attachment
 * @param holders ids of the records that it is linked with; users not among them
 * @param newest nobody has put a newer version in its place
 */
public record FileTrace(RecordRef whole, Set<String> holders, boolean newest) {

    public FileTrace {
        holders = Set.copyOf(holders);
    }
}
