package app.tandem.mailbox;

import app.tandem.item.ItemId;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.util.Optional;

/** What goes wrong in an {@link InMemoryMailbox}; a test overrides what it wants broken. */
public interface MailboxFaults {

    /** Nothing goes wrong. */
    MailboxFaults NONE = new MailboxFaults() {};

    /** The methods of the port. */
    enum Op {
        IDENTITY,
        CUSTOMISE,
        WITHDRAW,
        CHANGES,
        FIND,
        CONVERSATION,
        LOCATE,
        READ,
        FILES,
        OPEN,
        APPLY,
        NOTE
    }

    /** Before a call has any effect: throw a {@link app.tandem.platform.RemoteFailureException} and it has none. */
    default void before(Op op) {}

    /** After the call's effect: throw, and only the answer is lost. */
    default void after(Op op) {}

    /** One message's outcome instead of looking at it. */
    default <T> Optional<ReadOutcome<T>> instead(Op op, ItemId id) {
        return Optional.empty();
    }

    /** One change's outcome instead of making it. */
    default Optional<WriteOutcome> insteadOf(MailChange change) {
        return Optional.empty();
    }

    /** One change's outcome although it was made; {@link WriteOutcome.Unknown} is the honest one. */
    default Optional<WriteOutcome> afterwards(MailChange change) {
        return Optional.empty();
    }

    /** Bytes after which the stream of an attachment breaks. */
    default Optional<Integer> breakAfter(ItemId item) {
        return Optional.empty();
    }
}
