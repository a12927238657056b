package app.tandem.sidebar.home;

import app.tandem.account.Accounts;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;

/** Who is signed in, and the ways to everything that is not about the item (pane U-35). */
final class MenuScreen extends Screen {

    private final Pane pane;

    /**
     * @param sync opens the screen of the sync
     */
    MenuScreen(Pane pane, Accounts accounts, Runnable sync) {
        this.pane = pane;
        addClassName("menu");
        String name = accounts.account(pane.user().tenant(), pane.user().id())
                .map(account -> account.signInName())
                .orElse("");
        add(
                Parts.box("who", Parts.text(pane.words().of("menu.signed-in-as"), "soft"), Parts.text(name)),
                Parts.button(pane.words().of("sync.title"), sync),
                Parts.button(pane.words().of("menu.sign-out"), pane::signOut));
    }

    @Override
    public String title() {
        return pane.words().of("menu");
    }
}
