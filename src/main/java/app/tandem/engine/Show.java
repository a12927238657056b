package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.MailEntry;
import app.tandem.mailbox.MailChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last step: what the mailbox is to show of a message, and the entry to be kept once it does.
 *
 * @param entry null for a message without an entry
 */
record Show(MailChange change, @Nullable MailEntry entry) {

    /** Writes all changes in shared calls and keeps what came of them. */
    static void all(List<Show> shows, Conversation conversation, Desk desk) {
        if (shows.isEmpty()) {
            return;
        }
        Map<ItemId, WriteOutcome> outcomes =
                conversation.mailbox().apply(shows.stream().map(Show::change).toList());
        List<MailEntry> entries = new ArrayList<>();
        for (Show show : shows) {
            if (show.entry() != null) {
                WriteOutcome outcome = outcomes.getOrDefault(show.change().id(), new WriteOutcome.Unknown("NO_ANSWER"));
                entries.add(after(outcome, show.entry(), desk));
            }
        }
        desk.save(entries);
    }

    private static MailEntry after(WriteOutcome outcome, MailEntry entry, Desk desk) {
        boolean saved = entry.stage() == MailEntry.Stage.FILED;
        return switch (outcome) {
            case WriteOutcome.Done done -> {
                MailEntry current = done.version() == null ? entry : entry.version(done.version());
                yield saved ? current.at(MailEntry.Stage.DONE).shown() : current;
            }
            // It left the mailbox; what is saved stays saved.
            case WriteOutcome.Gone gone ->
                saved ? entry.at(MailEntry.Stage.DONE).shown() : entry.retry(null);
            case WriteOutcome.Changed changed -> entry.failed(Retry.later(0, null, desk.now()));
            case WriteOutcome.Later later -> entry.failed(Retry.later(entry.attempts(), later.until(), desk.now()));
            case WriteOutcome.Unknown unknown -> entry.failed(Retry.later(entry.attempts(), null, desk.now()));
            case WriteOutcome.Refused refused -> entry.failed(Retry.refused(entry.attempts(), desk.now()));
            case WriteOutcome.Exists exists -> entry.failed(Retry.later(entry.attempts(), null, desk.now()));
        };
    }
}
