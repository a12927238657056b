package app.tandem.mailbox;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import java.util.List;

/** The owner of a mailbox, and the world around it, in a test: what happens there without us. */
public interface MailboxDriver extends AutoCloseable {

    /** The mailbox as the product sees it. */
    Mailbox mailbox();

    /** A letter arrives. {@link MailFolder#OTHER} is some folder that is not read. */
    ItemId deliver(MailFolder folder, Letter letter);

    /** The owner moves a message. */
    void move(ItemId id, MailFolder to);

    /** The owner sets the categories of a message. */
    void categorise(ItemId id, List<String> categories);

    /** The id under which a mail client shows the message: not the lasting one, and another one after a move. */
    String shown(ItemId id);

    /** The message is gone for good. */
    void delete(ItemId id);

    /** The folder {@code Salesforce Emails} is deleted for good; what lay in it is elsewhere or gone. */
    void deleteMarkerFolder();

    /** The service forgets every cursor it gave out. */
    void loseCursors();

    /** The names of the master list's categories. */
    List<String> masterCategories();

    /** Own addresses of the mailbox, lower case: the primary one first. */
    List<String> addresses();

    @Override
    default void close() {}
}
