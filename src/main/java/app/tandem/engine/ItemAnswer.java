package app.tandem.engine;

import app.tandem.account.UserId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an item stands (pane U-63). Ids, codes and times; the words belong to whoever shows it.
 *
 * @param reason the rule behind it; null where nothing was asked or noted
 * @param since when this became true
 * @param when when it is looked at next; null while no cycle is due
 * @param by who saved it; null unless it is saved
 * @param saver the user who saved it, where that is known
 * @param activities the activities that hold it, the original first
 * @param records what it is linked with, or will be: people first
 * @param own its activities were written for this user: {@link Wishes#link} changes their links
 * @param undoable {@link Wishes#undo} can be asked for, as far as the journal knows
 */
public record ItemAnswer(
        State state,
        @Nullable Reason reason,
        @Nullable Instant since,
        @Nullable Instant when,
        @Nullable By by,
        @Nullable UserId saver,
        List<RecordRef> activities,
        List<RecordRef> records,
        boolean own,
        boolean undoable) {

    /** The same for that reason. */
    ItemAnswer because(Reason other) {
        return new ItemAnswer(state, other, since, when, by, saver, activities, records, own, undoable);
    }

    /** The five states of pane U-63. */
    public enum State {
        NOT_SAVED,
        WILL_BE_SAVED,
        SAVED,
        CANNOT_BE_SAVED,
        FAILED
    }

    /** Who saved an item (pane U-65). */
    public enum By {
        /** This user, by his own wish. */
        THIS_USER,
        /** The sync, by folder, category or thread, or by itself. */
        SYNC,
        COLLEAGUE
    }
}
