package app.tandem.sidebar.frame;

import app.tandem.account.User;
import app.tandem.sidebar.office.Client;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.state.Connection;
import app.tandem.sidebar.words.Words;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The open pane as a screen sees it: who, what is open, and what it may do. One per UI; never shared between UIs. */
public interface Pane {

    /** Who is signed in. */
    User user();

    /** The item that is open in Outlook now. */
    OfficeItem item();

    /** The Outlook around it. */
    Client client();

    /** How the person's two sides stand; what a control needs is asked of it (pane U-33). */
    Connection connection();

    /** The texts in the person's language. */
    Words words();

    /** Asks for something of that item; the answer is thrown away when another one is open by then (pane U-55). */
    <T> void askOfItem(
            OfficeItem item, String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble);

    /** Asks for something that has nothing to do with the open item; the answer counts as long as the pane is open. */
    <T> void ask(String what, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> trouble);

    /** Shows a screen above the present one. */
    void open(Screen screen);

    /**
     * Closes that screen and what lies above it, whatever is shown just now.
     *
     * @return false when it was closed already; then nothing has changed
     */
    boolean close(Screen screen);

    /** Lets Outlook store that draft and hands on its id (pane U-61); says so, and runs the other, when it cannot. */
    void draftId(OfficeItem draft, Consumer<String> id, Runnable failed);

    /** Reads the open item, its records and how the sides stand anew (pane U-37). */
    void refresh();

    /** Draws the header anew. */
    void refreshHeader();

    /** A notice. */
    void toast(Toast kind, String text);

    /** A failed call in words, such as "Salesforce does not answer" (pane U-430). */
    String trouble(RuntimeException trouble);

    /** Ends the session on this device (pane U-32). */
    void signOut();
}
