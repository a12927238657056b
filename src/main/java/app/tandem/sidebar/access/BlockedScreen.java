package app.tandem.sidebar.access;

import app.tandem.account.User;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.state.Connections;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Signed in, but nothing can be shown without Salesforce: how to get it back (pane U-27). The open item stays. */
public final class BlockedScreen extends Screen {

    private final Words words;

    /**
     * @param nonce of this pane, for the sign-in window
     */
    public BlockedScreen(Connection connection, User user, Connections connections, Words words, String nonce) {
        this.words = words;
        addClassNames("sign-in", "blocked");
        getElement().setAttribute("data-connection", connection.state().name());
        add(new H2(words.of("connection.title." + connection.state())), new Paragraph(connection.text(words)));
        ConnectionNotice.help(connection, user, connections, words, nonce).ifPresent(button -> {
            button.addClassName("main");
            add(button);
        });
        add(Parts.box("space"));
    }

    @Override
    public String title() {
        return words.of("home.title");
    }
}
