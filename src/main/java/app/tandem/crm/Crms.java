package app.tandem.crm;

import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;

/** Opens the CRM as a user. */
public interface Crms {

    /** The org as this user sees it, for new changes; cheap, nothing is called yet. */
    Crm open(User user);

    /** Records as this user sees and edits them; cheap, nothing is called yet. */
    Records records(User user);

    /** Mail templates as this user sees them; cheap, nothing is called yet. */
    Templates templates(User user);

    /**
     * The user's records of a kind, to be kept in step with the mailbox (sync W-5 … W-7), of contacts the own ones; cheap, nothing is called yet. The item of
     * a record carries its key where the org has a place for it.
     */
    ItemStore items(User user, ItemKind kind, Budget.Priority priority);

    /**
     * The contacts among {@link #items}, of another scope. A new one whose address somebody of that scope has is adopted (sync D-7); if
     * somebody out of it has, it is refused. A CRM of one user knows no scopes.
     */
    default ItemStore contacts(User user, ContactScope scope, Budget.Priority priority) {
        return items(user, ItemKind.CONTACT, priority);
    }

    /** What tells that tasks were touched, as this user sees the org and in calls that can wait; cheap, nothing is called yet. */
    Stirrings tasks(User asker);

    /** As {@link #open(User)}, with calls of that urgency (sync G-2); a CRM without a budget knows no difference. */
    default Crm open(User user, Budget.Priority priority) {
        return open(user);
    }
}
