package app.tandem.sidebar.home;

import app.tandem.account.CrmConnection;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;

/** Who is signed in, and the ways to everything that is not about the item (pane U-35); signed out only what helps. */
final class MenuScreen extends Screen {

    private static final String ALONE = "/pane/";

    private final Words words;

    /**
     * @param crm what is connected; empty when nobody is signed in
     */
    MenuScreen(Pane pane, Optional<CrmConnection> crm, boolean signedIn, Screens screens) {
        this.words = pane.words();
        addClassName("menu");
        crm.ifPresent(connected -> add(Parts.box(
                "who",
                Parts.text(words.of("menu.signed-in-as"), "soft"),
                Parts.text(connected.userName(), "name"),
                Parts.text(connected.instanceUrl().getHost(), "line", "soft"))));
        if (signedIn) {
            offer("refresh", "menu.refresh", () -> {
                pane.close(this);
                pane.refresh();
            });
            offer("settings", "settings.title", () -> screens.settings(pane));
            offer("sync", "sync.title", () -> pane.open(screens.sync(pane)));
        }
        Anchor alone = new Anchor(ALONE, new Icon("external"), Parts.text(words.of("menu.alone")));
        alone.setTarget("_blank");
        alone.getElement().setAttribute("rel", "noopener");
        add(alone);
        offer("info", "help", () -> pane.open(new HelpScreen(words)));
        offer("mail", "about", () -> pane.open(new AboutScreen(pane)));
        if (signedIn) {
            offer("sign-out", "menu.sign-out", pane::signOut);
        }
    }

    private void offer(String icon, String key, Runnable pressed) {
        NativeButton button = Parts.button("", pressed);
        button.add(new Icon(icon), Parts.text(words.of(key)));
        add(button);
    }

    @Override
    public String title() {
        return words.of("menu");
    }
}
