package app.tandem.crm;

import app.tandem.account.User;

/** Opens the CRM as a user. */
public interface Crms {

    /** The org as this user sees it; cheap, nothing is called yet. */
    Crm open(User user);
}
