package app.tandem.sidebar.save;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.engine.FileChoice;
import app.tandem.engine.ItemAnswer;
import app.tandem.engine.Threads;
import app.tandem.engine.Wishes;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.mailbox.Mailboxes;
import app.tandem.sidebar.office.OfficeItem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The open item as the engine knows it. The browser's ids are only a way to ask the user's own mailbox, with the user's own
 * grant: nobody reaches an item that is not theirs.
 */
@Component
public class Items {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 20_000;

    private record Key(UserId user, String shownId) {}

    private final Mailboxes mailboxes;
    private final Wishes wishes;
    private final Threads threads;
    private final Cache<Key, Mail> mails =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    Items(Mailboxes mailboxes, Wishes wishes, Threads threads) {
        this.threads = threads;
        this.mailboxes = mailboxes;
        this.wishes = wishes;
    }

    /** The item as the mailbox has it; empty when the mailbox is not connected or does not hold it. Asks the mailbox once. */
    public Optional<Mail> find(User user, OfficeItem item) {
        String shown = item.itemId();
        return shown == null ? Optional.empty() : find(user, shown, item.messageId());
    }

    /** The same by the id that the browser shows. */
    Optional<Mail> find(User user, String shownId, @Nullable String messageId) {
        if (user.mailbox().isEmpty()) {
            return Optional.empty();
        }
        Key key = new Key(user.id(), shownId);
        Mail known = mails.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Mail> found = mailboxes.open(user).find(shownId, messageId);
        found.ifPresent(mail -> mails.put(key, mail));
        return found;
    }

    /** How the item stands; out of our own journal. */
    public ItemAnswer answer(User user, Mail mail) {
        return wishes.answer(user, mail);
    }

    /** How the item stands once Salesforce has said whether a colleague saved it (pane U-65). */
    ItemAnswer ask(User user, Mail mail) {
        return wishes.ask(user, mail);
    }

    /** The item's files, with the ids that a wish names them by. */
    List<FileChoice> files(User user, Mail mail) {
        return wishes.files(user, mail);
    }

    /** As {@link #save(User, Mail, SaveWish)}, with an activity that says this (pane U-181); only what is not saved yet can be worded. */
    void save(User user, Mail mail, SaveWish wish, Wording wording) {
        save(user, mail, wording.isNone() ? wish : wish.worded(wishes.word(user, mail.id(), wording)));
    }

    /**
     * Saves the item as wished: at once, or a draft once it is sent (pane U-165); what is saved for this user already is linked
     * otherwise instead (pane U-188).
     */
    public void save(User user, Mail mail, SaveWish wish) {
        if (mail.draft()) {
            wishes.saveAfterSending(user.tenant(), user.id(), mail.id(), wish);
        } else if (wishes.answer(user, mail).own()) {
            wishes.link(user.tenant(), user.id(), mail.id(), wish);
        } else {
            wishes.save(user.tenant(), user.id(), mail.id(), wish);
        }
    }

    /** Whether and how the user has marked the item's conversation (pane U-221). */
    Optional<Threads.Marked> thread(User user, Mail mail) {
        return Optional.ofNullable(mail.conversationId())
                .flatMap(conversation -> threads.find(user.tenant(), user.id(), conversation));
    }

    /** Saves no more of the item's conversation by itself (sync H-9). */
    void stopThread(User user, Mail mail) {
        Optional.ofNullable(mail.conversationId())
                .ifPresent(conversation -> threads.stop(user.tenant(), user.id(), conversation));
    }

    /** Takes back what was saved; the answer tells how it went (pane U-188). */
    void undo(User user, Mail mail) {
        wishes.undo(user.tenant(), user.id(), mail.id());
    }

    /** Takes back what is not done yet. */
    boolean withdraw(User user, ItemId item) {
        return wishes.withdraw(user, item);
    }
}
