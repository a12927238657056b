package app.tandem.engine;

import app.tandem.crm.RecordTrace;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.MailCopy;
import app.tandem.journal.MailEntry;
import app.tandem.journal.WishEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one wish takes back: a user's entries of one message, which are saved in one record, with the further activities of it. */
record Slip(List<MailEntry> entries, List<MailCopy> copies) {

    MailEntry first() {
        return entries.getFirst();
    }

    List<ItemId> items() {
        return entries.stream().map(MailEntry::item).toList();
    }

    /** Further activities go first: as long as anything is left, the message's own record is. */
    List<RecordRef> activities() {
        return Stream.concat(
                        copies.stream().map(MailCopy::record).flatMap(Stream::ofNullable),
                        first().records().stream().limit(1))
                .toList();
    }

    /** What a file may hang at and still be of nobody else's interest. */
    Set<String> own() {
        Set<String> own = new HashSet<>();
        activities().forEach(record -> own.add(record.id()));
        entries.forEach(entry -> entry.records().forEach(record -> own.add(record.id())));
        copies.stream().map(MailCopy::business).flatMap(Stream::ofNullable).forEach(record -> own.add(record.id()));
        return own;
    }

    /** Whether an answer was lost: a further activity may be there, or not. */
    boolean isUncertain() {
        return copies.stream().anyMatch(copy -> copy.record() == null);
    }

    /** Why what these activities have become forbids it: a change of anybody's is worth more than a slip. */
    static Optional<String> changed(Collection<RecordTrace> traces, Conversation conversation) {
        String me = conversation.user().connectedCrm().userId();
        if (traces.stream().anyMatch(trace -> !trace.createdBy().equals(me))) {
            return Optional.of("COLLEAGUE");
        }
        return traces.stream().anyMatch(RecordTrace::isChanged) ? Optional.of("CHANGED") : Optional.empty();
    }

    /** The wish where it is not met, with the reason's code. */
    static WishEntry refused(WishEntry wish, String code, Instant now) {
        return wish.refused(Reason.of(Reason.State.REFUSED, Wishes.UNDONE, code), now);
    }
}
