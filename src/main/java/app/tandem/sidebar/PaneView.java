package app.tandem.sidebar;

import app.tandem.account.User;
import app.tandem.platform.Ids;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sidebar.access.BlockedScreen;
import app.tandem.sidebar.access.ConnectionNotice;
import app.tandem.sidebar.access.PaneSession;
import app.tandem.sidebar.access.SignInScreen;
import app.tandem.sidebar.frame.Frame;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.home.Screens;
import app.tandem.sidebar.office.Client;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.office.Snapshot;
import app.tandem.sidebar.remote.Remote;
import app.tandem.sidebar.save.GoneException;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.state.SwitchedOffException;
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
import com.vaadin.flow.shared.Registration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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

    private static final String ARRIVE =
            "return import('tandem/session').then(session => session.door()).finally(() => location.reload())";
    private static final String LEAVE = "return import('tandem/session').then(session => session.leave())";
    private static final String START = "return import('tandem/bridge').then(bridge => bridge.start(this, $0, $1))";
    private static final String SAVE_DRAFT = "return import('tandem/bridge').then(bridge => bridge.saveDraft($0))";

    private final PaneSession session;
    private final Remote remote;
    private final Screens screens;
    private final Connections connections;
    private final Frame frame;
    private final String nonce;
    private Words words;
    private OfficeItem item = OfficeItem.none();
    private OfficeItem home = OfficeItem.none();
    private Client client = Client.unknown();
    private @Nullable User user;
    private Connection connection = new Connection(Connection.State.WELL, "");
    private @Nullable Registration watching;
    private @Nullable SignInScreen signIn;
    private String form = "";

    PaneView(PaneSession session, Remote remote, Screens screens, Connections connections, Ids ids) {
        this.session = session;
        this.remote = remote;
        this.screens = screens;
        this.connections = connections;
        this.nonce = ids.secret();
        this.words = new Words(UI.getCurrent().getLocale(), client.zone());
        this.frame = new Frame(() -> words, () -> open(this.screens.menu(this)), this::close);
        addClassName("pane");
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
        getElement().executeJs(START, item.seq(), item.selection());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unwatch();
    }

    /** The first screen for whoever is signed in, and for how their sides stand. */
    private void begin() {
        user = session.user().orElse(null);
        signIn = null;
        unwatch();
        started();
        if (user == null) {
            frame.notice(Optional.empty());
            signIn = new SignInScreen(words, nonce, !session.hasLeft());
            frame.start(signIn);
            return;
        }
        User present = user;
        UI ui = UI.getCurrent();
        watching = connections.watch(present.id(), () -> {
            if (ui.isAttached()) {
                ui.access(this::look);
            }
        });
        connection = connections.of(present);
        first();
        look();
    }

    private void started() {
        User present = user;
        Supplier<String> note = () -> {
            session.started(nonce, present);
            return nonce;
        };
        ask("start", () -> false, note, none -> {}, trouble -> {});
    }

    private void first() {
        say();
        if (connection.blocks()) {
            frame.start(new BlockedScreen(connection, user(), connections, words, nonce));
            return;
        }
        home = item;
        frame.start(screens.home(this, item));
        openForm();
    }

    private void openForm() {
        if (form.equals("call") && item.seq() > 0) {
            form = "";
            screens.call(this);
        }
    }

    private void say() {
        frame.notice(
                connection.blocks() || connection.state() == Connection.State.WELL
                        ? Optional.empty()
                        : Optional.of(new ConnectionNotice(connection, user(), connections, words, nonce)));
    }

    /** Whether the sides stand as the pane shows it; which mailbox is open may have to be asked for. */
    private void look() {
        User present = user;
        String mailbox = client.mailbox();
        if (present != null) {
            ask("connection", () -> true, () -> connections.of(present, mailbox), this::stand, trouble -> {});
        }
    }

    /** What somebody is at in another screen is left alone, as long as there is anything to be at. */
    private void stand(Connection now) {
        if (user == null || now.equals(connection)) {
            return;
        }
        boolean anew = now.blocks() || connection.blocks() || frame.isAtFirst();
        connection = now;
        user = session.user().orElse(user);
        if (anew) {
            first();
        } else {
            say();
        }
    }

    private void doubt() {
        User present = user;
        if (present != null) {
            remote.ask(
                    UI.getCurrent(), "doubt", () -> true, () -> connections.doubt(present), known -> {}, trouble -> {});
        }
    }

    private void unwatch() {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
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
        } else if (user != null && !frame.isUnfinished()) {
            first();
            look();
        }
    }

    /** The sign-in window closed, with a code or with Office's error code. */
    @ClientCallable
    void signedIn(String code, String error) {
        if (code.isEmpty() || !session.enter(code, nonce)) {
            if (signIn != null) {
                signIn.failed(error);
            } else {
                toast(Toast.WARNING, SignInScreen.trouble(error, words));
            }
            return;
        }
        getElement().executeJs(ARRIVE);
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
        if (user == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return user;
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
        return connection;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public <T> void askOfItem(
            OfficeItem of, String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble) {
        ask(what, () -> item.seq() == of.seq(), guarded(question), answer, trouble);
    }

    @Override
    public <T> void ask(String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble) {
        ask(what, () -> true, guarded(question), answer, trouble);
    }

    private <T> Supplier<T> guarded(Supplier<T> question) {
        return user == null ? question : connections.guarded(user, question);
    }

    private <T> void ask(
            String what,
            BooleanSupplier wanted,
            Supplier<T> question,
            Consumer<T> answer,
            Consumer<RuntimeException> trouble) {
        remote.ask(UI.getCurrent(), what, wanted, question, answer, failure -> {
            if (failure instanceof RemoteFailureException refused
                    && refused.failure() instanceof RemoteFailure.GrantRejected) {
                doubt();
            } else if (failure instanceof SwitchedOffException) {
                look();
            }
            trouble.accept(failure);
        });
    }

    @Override
    public void open(Screen screen) {
        frame.open(screen);
    }

    /** Home is of one item: when another is open by now, or the same one with an id, it is made anew (pane U-53). */
    @Override
    public boolean close(Screen screen) {
        if (!frame.close(screen)) {
            return false;
        }
        if (frame.isAtFirst() && !item.equals(home)) {
            first();
        }
        return true;
    }

    @Override
    public void draftId(OfficeItem draft, Consumer<String> id, Runnable failed) {
        getElement()
                .executeJs(SAVE_DRAFT, draft.selection())
                .then(
                        answer -> {
                            String stored = answer.asString();
                            if (item.isSame(draft)) {
                                item = item.withId(stored);
                            }
                            id.accept(stored);
                        },
                        error -> {
                            toast(Toast.ERROR, words.of(item.isSame(draft) ? "save.no-draft" : "save.draft-gone"));
                            failed.run();
                        });
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
        session.leave();
        getElement().executeJs(LEAVE);
        begin();
    }
}
