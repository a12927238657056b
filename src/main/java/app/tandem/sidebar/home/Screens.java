package app.tandem.sidebar.home;

import app.tandem.account.Accounts;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import org.springframework.stereotype.Component;

/** Makes the screens with the services they need. */
@Component
public class Screens {

    private final Accounts accounts;

    Screens(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The first screen for the open item. */
    public Screen home(Pane pane) {
        return new HomeScreen(pane);
    }

    /** The menu (pane U-35). */
    public Screen menu(Pane pane) {
        return new MenuScreen(pane, accounts);
    }
}
