package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.crm.OrgProfile;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.journal.MarkedThread;
import app.tandem.journal.ThreadBook;
import app.tandem.settings.SaveSettings;
import app.tandem.sync.MailPlanner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The conversations whose mail is saved as it comes (sync H-3; pane U-216, U-221). One is marked by a wish for one of its
 * messages ({@link app.tandem.item.SaveWish#thread()}), once that message is saved.
 */
@Service
public class Threads {

    /**
     * A marked conversation.
     *
     * @param conversation the mailbox's own id of it
     * @param records what its mail is linked with, people first
     * @param since when it was marked
     */
    public record Marked(String conversation, List<RecordRef> records, Instant since) {}

    private final ThreadBook book;

    Threads(ThreadBook book) {
        this.book = book;
    }

    /**
     * Whether a person may be offered to save the whole conversation (sync H-1; pane U-214): it is switched on, the sync runs, the
     * org can keep it, and the mail lies where mail is read or is a draft.
     *
     * @param mail null for a draft that nobody has stored yet
     */
    public static boolean isOffered(User user, SaveSettings settings, OrgProfile profile, @Nullable Mail mail) {
        boolean placed = mail == null || mail.draft() || mail.folder() != MailFolder.OTHER;
        return settings.threads() && user.state() == UserState.RUNNING && placed && MailPlanner.canSaveThreads(profile);
    }

    /** Whether and how the user has marked this conversation. */
    public Optional<Marked> find(TenantId tenant, UserId user, String conversation) {
        return book.marked(tenant, user, Set.of(conversation)).stream()
                .map(Threads::shown)
                .findFirst();
    }

    /** The conversations that the user has marked, the newest mark first (pane U-222). */
    public List<Marked> all(TenantId tenant, UserId user, int most) {
        return book.all(tenant, user, most).stream().map(Threads::shown).toList();
    }

    /** Saves no more mail of this conversation by itself; what is saved stays (sync H-9). Answers whether it was marked. */
    public boolean stop(TenantId tenant, UserId user, String conversation) {
        return book.unmark(tenant, user, conversation);
    }

    private static Marked shown(MarkedThread thread) {
        return new Marked(
                thread.conversation(),
                Stream.concat(thread.people().stream(), thread.business().stream())
                        .toList(),
                thread.since());
    }
}
