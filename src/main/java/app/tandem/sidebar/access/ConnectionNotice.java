package app.tandem.sidebar.access;

import app.tandem.account.User;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;

/** The line below the header that says what is not connected, with what helps as a button (pane U-19, U-28). */
public final class ConnectionNotice extends Div {

    /**
     * @param nonce of this pane, for the sign-in window
     */
    public ConnectionNotice(Connection connection, User user, Connections connections, Words words, String nonce) {
        addClassNames("failed", "connection");
        getElement()
                .setAttribute("role", "status")
                .setAttribute("data-connection", connection.state().name());
        add(new Icon("warning"), Parts.text(connection.text(words)));
        help(connection, user, connections, words, nonce).ifPresent(this::add);
    }

    static Optional<NativeButton> help(
            Connection connection, User user, Connections connections, Words words, String nonce) {
        return switch (connection.state()) {
            case NO_MAILBOX, MAILBOX_LOST, CRM_LOST -> {
                NativeButton button = Parts.button(words.of("connection.do." + connection.state()), () -> {});
                button.getElement().setAttribute("data-dialog", SignInScreen.dialog(nonce));
                yield Optional.of(button);
            }
            case PAUSED -> Optional.of(Parts.button(words.of("connection.do.PAUSED"), () -> connections.resume(user)));
            case STOPPED ->
                Optional.of(Parts.button(words.of("connection.do.STOPPED"), () -> connections.tryAgain(user)));
            case RETIRED ->
                Optional.of(Parts.button(words.of("connection.do.RETIRED"), () -> connections.comeBack(user)));
            case WELL, SWITCHED_OFF, ELSEWHERE -> Optional.empty();
        };
    }
}
