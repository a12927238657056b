package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An activity (pane U-242).
 *
 * @param day in the user's zone; null for a Task without due date
 * @param at the moment, of Events that do not last all day and of mails
 * @param status the label of a Task's status; empty for others
 * @param open a Task to be done, or an Event that is not over
 * @param overdue an open Task whose day has passed
 */
public record TimelineEntry(
        RecordRef ref,
        Kind kind,
        String subject,
        @Nullable LocalDate day,
        @Nullable Instant at,
        String status,
        boolean open,
        boolean overdue,
        Named who,
        Named what,
        Named owner) {

    /** What an activity is. */
    public enum Kind {
        TASK,
        CALL,
        EVENT,
        EMAIL
    }

    /** A record that an activity names; null and empty where it names none. */
    public record Named(@Nullable RecordRef ref, String name) {}
}
