package app.tandem.crm;

import app.tandem.account.User;
import app.tandem.budget.Budget;

/** Opens the CRM as a user. */
public interface Crms {

    /** The org as this user sees it, for new changes; cheap, nothing is called yet. */
    Crm open(User user);

    /** Records as this user sees and edits them; cheap, nothing is called yet. */
    Records records(User user);

    /** Mail templates as this user sees them; cheap, nothing is called yet. */
    Templates templates(User user);

    /** As {@link #open(User)}, with calls of that urgency (sync G-2); a CRM without a budget knows no difference. */
    default Crm open(User user, Budget.Priority priority) {
        return open(user);
    }
}
