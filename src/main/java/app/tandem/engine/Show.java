package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.MailEntry;
import app.tandem.mailbox.MailChange;
import app.tandem.sync.Retry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last step: what the mailbox is to show of a message, and the entry to be kept once it does.
 *
 * @param entry null for a message without an entry
 */
record Show(Mail mail, MailChange change, @Nullable MailEntry entry) {

    /** Writes all changes in shared calls and keeps what came of them. */
    static void all(Collection<Show> shows, Conversation conversation, Desk desk) {
        if (shows.isEmpty()) {
            return;
        }
        Map<ItemId, WriteOutcome> outcomes =
                conversation.mailbox().apply(shows.stream().map(Show::change).toList());
        desk.seen().forget(outcomes.keySet());
        List<MailEntry> entries = new ArrayList<>();
        Map<ItemId, MailEntry> current =
                desk.entries(shows.stream().map(show -> show.mail().id()).toList());
        for (Show show : shows) {
            if (show.entry() != null) {
                WriteOutcome outcome = outcomes.getOrDefault(show.change().id(), new WriteOutcome.Unknown("NO_ANSWER"));
                // What was settled before may have been given other links since.
                MailEntry newest = current.getOrDefault(show.mail().id(), show.entry());
                entries.add(show.after(outcome, show.entry().linkedAs(newest), desk));
            }
        }
        desk.save(entries);
    }

    private MailEntry after(WriteOutcome outcome, MailEntry entry, Desk desk) {
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
            case WriteOutcome.Later later -> desk.putOff(mail, entry, later.until());
            case WriteOutcome.Unknown unknown -> desk.putOff(mail, entry, null);
            case WriteOutcome.Refused refused -> entry.failed(Retry.refused(entry.attempts(), desk.now()));
            case WriteOutcome.Exists exists -> desk.putOff(mail, entry, null);
        };
    }
}
