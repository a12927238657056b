package app.tandem.sidebar.record;

import app.tandem.account.User;

/** Hears of every record that a person wrote from the pane, so that nobody goes on showing what was (pane U-88, U-112). */
public interface Written {

    /** That user wrote something. */
    void written(User user);
}
