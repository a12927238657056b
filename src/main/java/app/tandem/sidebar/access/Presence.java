package app.tandem.sidebar.access;

import app.tandem.account.User;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sidebar.remote.Remote;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.state.SwitchedOffException;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is at one open pane, and how their two sides stand; it notices by itself when that changes (pane U-33). */
public final class Presence {

    private static final Connection UNKNOWN = new Connection(Connection.State.WELL, "");

    private final PaneSession session;
    private final Connections connections;
    private final Remote remote;
    private final Runnable changed;
    private @Nullable User user;
    private Connection connection = UNKNOWN;
    private String mailbox = "";
    private long looks;
    private @Nullable Registration watching;

    /**
     * @param changed called in the pane's own thread when the sides stand otherwise than before
     */
    public Presence(PaneSession session, Connections connections, Remote remote, Runnable changed) {
        this.session = session;
        this.connections = connections;
        this.remote = remote;
        this.changed = changed;
    }

    /** Looks who is signed in at the session, and watches how they stand from now on. */
    public void begin() {
        end();
        user = session.user().orElse(null);
        connection = UNKNOWN;
        User present = user;
        if (present == null) {
            return;
        }
        UI ui = UI.getCurrent();
        watching = connections.watch(present.id(), () -> {
            if (ui.isAttached()) {
                ui.access(this::look);
            }
        });
        connection = connections.of(present);
    }

    /** Notes that a pane with that nonce is open, and who is at it (admin A-187); to be told once more when it was used. */
    public void note(String nonce) {
        User present = user;
        remote.ask(
                UI.getCurrent(),
                "start",
                () -> false,
                () -> {
                    session.started(nonce, present);
                    return nonce;
                },
                noted -> {},
                trouble -> {});
    }

    /**
     * Asks as whoever is signed in: whom somebody switched off meanwhile it is refused (admin A-167), and what a side refuses makes
     * it look how that stands.
     *
     * @param what names the call
     * @param wanted whether the answer still counts
     * @param trouble gets what went wrong instead
     */
    public <T> void ask(
            String what,
            BooleanSupplier wanted,
            Supplier<T> question,
            Consumer<T> answer,
            Consumer<RuntimeException> trouble) {
        User present = user;
        Supplier<T> guarded = present == null ? question : connections.guarded(present, question);
        remote.ask(UI.getCurrent(), what, wanted, guarded, answer, failure -> {
            if (failure instanceof RemoteFailureException refused
                    && refused.failure() instanceof RemoteFailure.GrantRejected) {
                doubt();
            } else if (failure instanceof SwitchedOffException) {
                look();
            }
            trouble.accept(failure);
        });
    }

    /** Stops watching. */
    public void end() {
        if (watching != null) {
            watching.remove();
            watching = null;
        }
    }

    /** Signs out on this device (pane U-32); what comes then is for {@link #begin} to see. */
    public void leave() {
        session.leave();
    }

    /** Who is signed in. */
    public Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /** How their sides stand. */
    public Connection connection() {
        return connection;
    }

    /** Outlook shows that mailbox, empty when it does not tell; looks how the sides stand with it (pane U-20). */
    public void shows(String mailbox) {
        this.mailbox = mailbox;
        look();
    }

    private record Seen(User user, Connection connection) {}

    /** Looks once more how the sides stand; may have to ask the mailbox for its addresses. The last look counts, whichever ends last. */
    private void look() {
        User present = user;
        if (present == null) {
            return;
        }
        String shown = mailbox;
        long asked = ++looks;
        remote.ask(
                UI.getCurrent(),
                "connection",
                () -> asked == looks && user != null && user.id().equals(present.id()),
                () -> new Seen(session.again(present), connections.of(present, shown)),
                this::stand,
                trouble -> {});
    }

    private void stand(Seen now) {
        if (!now.connection().equals(connection)) {
            user = now.user();
            connection = now.connection();
            changed.run();
        }
    }

    /** A side refused the person's grant just now: looks whether it is lost. */
    private void doubt() {
        User present = user;
        if (present != null) {
            remote.ask(
                    UI.getCurrent(), "doubt", () -> true, () -> connections.doubt(present), known -> {}, trouble -> {});
        }
    }
}
