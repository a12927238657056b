package app.tandem.sidebar;

import app.tandem.account.User;
import app.tandem.platform.Ids;
import app.tandem.sidebar.access.BlockedScreen;
import app.tandem.sidebar.access.ConnectionNotice;
import app.tandem.sidebar.access.PaneSession;
import app.tandem.sidebar.access.Presence;
import app.tandem.sidebar.access.SignInScreen;
import app.tandem.sidebar.frame.Frame;
import app.tandem.sidebar.frame.LeftBehind;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.home.Screens;
import app.tandem.sidebar.office.Browser;
import app.tandem.sidebar.office.Client;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.office.Snapshot;
import app.tandem.sidebar.remote.Remote;
import app.tandem.sidebar.save.GoneException;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.words.Troubles;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The task pane. The browser tells what is open in Outlook; what is shown of it is decided here, and an answer for
 * another item than the open one is never shown (pane U-50, U-55).
 */
@Route("")
@PageTitle("Tandem")
class PaneView extends Div implements Pane, BeforeEnterObserver {

    private final PaneSession session;
    private final Screens screens;
    private final Connections connections;
    private final Presence presence;
    private final Frame frame;
    private final LeftBehind left;
    private final String nonce;
    private final Browser browser = new Browser(this);
    private Words words;
    private OfficeItem item = OfficeItem.none();
    private Client client = Client.unknown();
    private @Nullable SignInScreen signIn;
    private String form = "";

    PaneView(PaneSession session, Remote remote, Screens screens, Connections connections, LeftBehind left, Ids ids) {
        this.session = session;
        this.screens = screens;
        this.connections = connections;
        this.left = left;
        this.nonce = ids.secret();
        this.words = new Words(UI.getCurrent().getLocale(), client.zone());
        this.presence = new Presence(session, connections, remote, this::stand);
        this.frame = new Frame(() -> words, () -> open(screens.menu(this, presence.user())), this::lowest);
        addClassName("pane");
        getElement().addEventListener("typed", allSaid -> {});
        add(frame);
        begin();
    }

    /** The ribbon can ask for a form, which opens as soon as the item is known (pane U-252). */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("form")
                .orElse("");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        browser.start(item);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        presence.user().ifPresent(user -> left.keep(user, frame));
        presence.end();
    }

    /** The first screen for whoever is signed in, and for how their sides stand. */
    private void begin() {
        presence.begin();
        presence.note(nonce);
        say();
        frame.home(item);
        openForm();
    }

    /** The screen below all others. */
    private Screen lowest(OfficeItem of) {
        signIn = presence.user().isEmpty() ? new SignInScreen(words, nonce, !session.hasLeft()) : null;
        if (signIn != null) {
            return signIn;
        }
        return blocked().<Screen>map(screen -> screen).orElseGet(() -> home(of));
    }

    private Screen home(OfficeItem of) {
        Screen home = screens.home(this, of);
        left.offer(this, of, home);
        return home;
    }

    private Optional<Screen> blocked() {
        return connection().blocks()
                ? Optional.of(new BlockedScreen(connection(), user(), connections, words, nonce))
                : Optional.empty();
    }

    private void openForm() {
        if (form.equals("call")
                && item.seq() > 0
                && presence.user().isPresent()
                && !connection().blocks()) {
            form = "";
            screens.call(this);
        }
    }

    private void say() {
        Connection now = connection();
        frame.notice(
                presence.user().isEmpty() || now.blocks() || now.state() == Connection.State.WELL
                        ? Optional.empty()
                        : Optional.of(new ConnectionNotice(now, user(), connections, words, nonce)));
    }

    /** The sides stand otherwise: what somebody is at is left alone, below a screen that says what does not work (pane U-27). */
    private void stand() {
        say();
        frame.cover(blocked());
        openForm();
    }

    /** What is open in Outlook has changed; said by the browser, so nothing in it is trusted. */
    @ClientCallable
    void itemChanged(String json) {
        Optional<Snapshot> told = Snapshot.of(json);
        if (told.isEmpty() || told.get().item().seq() <= item.seq()) {
            return;
        }
        item = told.get().item();
        boolean first = client.equals(Client.unknown());
        client = told.get().client();
        if (first) {
            wear();
            begin();
        } else if (presence.user().isPresent()) {
            frame.follow(item);
        }
        presence.shows(client.mailbox());
    }

    /** The sign-in window closed, with a code or with Office's error code. */
    @ClientCallable
    void signedIn(String code, String error) {
        PaneSession.Entry entry = code.isEmpty() ? PaneSession.Entry.REFUSED : session.enter(code, nonce);
        switch (entry) {
            case REFUSED -> {
                if (signIn != null) {
                    signIn.failed(error);
                } else {
                    toast(Toast.WARNING, SignInScreen.trouble(error, words));
                }
            }
            case ANOTHER -> browser.arrive();
            case SAME -> {
                presence.note(nonce);
                presence.shows(client.mailbox());
            }
        }
    }

    private void wear() {
        words = new Words(client.locale(), client.zone());
        UI ui = getUI().orElseThrow();
        ui.setLocale(client.locale());
        getElement().setAttribute("dir", words.isRightToLeft() ? "rtl" : "ltr");
        getElement().setAttribute("lang", client.locale().toLanguageTag());
        getElement().setAttribute("data-platform", client.platform());
    }

    @Override
    public User user() {
        return presence.user().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    @Override
    public OfficeItem item() {
        return item;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Connection connection() {
        return presence.connection();
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public <T> void askOfItem(
            OfficeItem of, String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble) {
        presence.ask(what, () -> item.seq() == of.seq(), question, answer, trouble);
    }

    @Override
    public <T> void ask(String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble) {
        presence.ask(what, () -> true, question, answer, trouble);
    }

    @Override
    public void open(Screen screen) {
        frame.open(screen);
    }

    @Override
    public boolean close(Screen screen) {
        return frame.close(screen);
    }

    @Override
    public void draftId(OfficeItem draft, Consumer<String> id, Runnable failed) {
        browser.saveDraft(
                draft,
                stored -> {
                    if (item.isSame(draft)) {
                        item = item.withId(stored);
                        frame.follow(item);
                    }
                    id.accept(stored);
                },
                () -> {
                    toast(Toast.ERROR, words.of(item.isSame(draft) ? "save.no-draft" : "save.draft-gone"));
                    failed.run();
                });
    }

    @Override
    public void refresh() {
        screens.forget(this);
        browser.again();
    }

    @Override
    public void refreshHeader() {
        frame.refresh();
    }

    @Override
    public void toast(Toast kind, String text) {
        frame.toast(kind, text);
    }

    @Override
    public String trouble(RuntimeException trouble) {
        if (trouble instanceof GoneException) {
            return words.of("why.elsewhere");
        }
        return Troubles.of(trouble, words);
    }

    @Override
    public void signOut() {
        if (frame.isUnfinished()) {
            frame.ask(this::leave);
        } else {
            leave();
        }
    }

    private void leave() {
        presence.user().ifPresent(left::forget);
        presence.leave();
        browser.leave();
        begin();
    }
}
