package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.journal.WishBook;
import app.tandem.journal.WishEntry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person may wish for an item, and how it stands. A wish is a row in the journal and a cycle at once; the cycle does
 * the work, as it does for folder and category, and does wishes first.
 */
@Service
public class Wishes {

    /** The reason of an item that a person took back. */
    static final String UNDONE = "pane U-188";

    private final WishBook book;
    private final Engine engine;
    private final ItemAnswers answers;
    private final SavedElsewhere elsewhere;
    private final SavableFiles files;
    private final Wordings wordings;

    Wishes(
            WishBook book,
            Engine engine,
            ItemAnswers answers,
            SavedElsewhere elsewhere,
            SavableFiles files,
            Wordings wordings) {
        this.wordings = wordings;
        this.files = files;
        this.elsewhere = elsewhere;
        this.book = book;
        this.engine = engine;
        this.answers = answers;
    }

    /**
     * Saves a message now, internal and blocklisted ones included (pane U-168, U-170); in place of any earlier wish for it.
     * On a saved message: links it with these records too, by further activities (pane U-195, sync D-3). The same wish again is a retry.
     */
    @Transactional
    public void save(TenantId tenant, UserId user, ItemId item, SaveWish wish) {
        book.ask(tenant, user, item, WishEntry.Kind.SAVE, wish);
        engine.wake(tenant, user, Duration.ZERO);
    }

    /**
     * Saves a message, or, where it is saved for this user already, links that with exactly these records: its activities
     * change, further ones are written and those that nothing is left for go (pane U-188, U-209; sync E-21, L-20, L-21). What a
     * colleague saved stays as it is, and these records get an activity of their own (pane U-195). Where it cannot be, the
     * answer stays saved and its reason names why: {@code CHANGED} by somebody since, {@code DELETED}, or what Salesforce says.
     */
    @Transactional
    public void link(TenantId tenant, UserId user, ItemId item, SaveWish wish) {
        book.ask(tenant, user, item, WishEntry.Kind.LINK, wish);
        engine.wake(tenant, user, Duration.ZERO);
    }

    /** Saves a draft once it is sent (sync E-10; pane U-165), with these records whoever receives it in the end. */
    @Transactional
    public void saveAfterSending(TenantId tenant, UserId user, ItemId draft, SaveWish wish) {
        book.ask(tenant, user, draft, WishEntry.Kind.SEND, wish);
        engine.wake(tenant, user, Duration.ZERO);
    }

    /**
     * Forgets what is not done yet; answers whether there was anything to forget. What was saved stays saved. As slow as the
     * mailbox is where the person had worded the activity.
     */
    public boolean withdraw(User user, ItemId item) {
        book.find(user.tenant(), user.id(), item)
                .flatMap(wish -> wish.wish().wording())
                .ifPresent(worded -> wordings.drop(user, item));
        return book.withdraw(user.tenant(), user.id(), item);
    }

    /**
     * Keeps with a received message what its activity is to say otherwise, for {@link #save} (pane U-181); answers its id.
     * As slow as the mailbox is, and throws {@link app.tandem.platform.RemoteFailureException} where that does not take it.
     */
    public String word(User user, ItemId item, Wording wording) {
        return wordings.keep(user, item, wording);
    }

    /** Whether it is short enough to be kept. */
    public static boolean fits(Wording wording) {
        return Wordings.fits(wording);
    }

    /**
     * Takes back what this user, or the sync for him, saved of an item (pane U-188): the activities with their clones and the
     * files that nothing else holds; the categories go, and the sync does not save it again. Where that cannot be, the answer
     * stays saved and its reason names why: {@code CHANGED} by somebody since, {@code COLLEAGUE} saved it or {@code SHARED}
     * it, {@code TOO_OLD}, {@code NOT_SAVED}, or what Salesforce says. Done by the next cycle; {@link ItemAnswer#undoable()}
     * tells whether it makes sense to ask.
     */
    @Transactional
    public void undo(TenantId tenant, UserId user, ItemId item) {
        book.undo(tenant, user, item);
        engine.wake(tenant, user, Duration.ZERO);
    }

    /**
     * How a message stands, with what colleagues saved of it (pane U-65): out of the journal and of what {@link #ask} found;
     * asks nobody outside, save the mailbox for its own addresses where mail is saved by itself and they are not kept.
     */
    public ItemAnswer answer(User user, Mail mail) {
        return answers.of(user, mail);
    }

    /**
     * As {@link #answer(User, Mail)}, after asking the CRM whether anybody saved the message, once per message and quarter of
     * an hour. As slow as the CRM is; throws {@link app.tandem.platform.RemoteFailureException} where it does not answer.
     */
    public ItemAnswer ask(User user, Mail mail) {
        elsewhere.ask(user, mail);
        return answers.of(user, mail);
    }

    /**
     * The files of a message, itself the last of them, and why some cannot be stored (pane U-196 … U-199). As slow as the mailbox
     * is.
     */
    public List<FileChoice> files(User user, Mail mail) {
        return files.of(user, mail);
    }

    /** How an item stands, out of the journal alone. */
    public ItemAnswer answer(TenantId tenant, UserId user, ItemId item) {
        return answers.of(tenant, user, item);
    }
}
