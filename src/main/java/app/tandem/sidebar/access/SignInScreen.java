package app.tandem.sidebar.access;

import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;

/**
 * Signed out: what Tandem is for, and the button that begins (pane U-15, U-49). Where Outlook vouches for the person, a
 * known mailbox signs in without any click; a second button shows where Outlook wants a click for that.
 */
public final class SignInScreen extends Screen {

    private static final String ARRIVE = "return import('tandem/nested').then(nested => nested.arrive(this, $0))";

    private final Words words;
    private final Div trouble = Parts.box("failed");
    private final boolean silently;

    /**
     * @param nonce of this pane; the sign-in window's code is worth nothing without it
     * @param silently whether Outlook's word may be taken without asking: not after signing out
     */
    public SignInScreen(Words words, String nonce, boolean silently) {
        this.words = words;
        this.silently = silently;
        addClassNames("sign-in");
        NativeButton begin = Parts.main(words.of("sign-in.begin"), () -> {});
        begin.getElement().setAttribute("data-dialog", dialog(nonce));
        NativeButton nested = Parts.button(words.of("sign-in.nested"), () -> {});
        nested.getElement().setAttribute("data-nested", true).setAttribute("hidden", true);
        trouble.setVisible(false);
        trouble.getElement().setAttribute("role", "alert");
        add(
                Parts.box("hero"),
                new H2(words.of("sign-in.title")),
                new Paragraph(words.of("sign-in.text")),
                begin,
                nested,
                trouble,
                new Paragraph(Parts.text(words.of("sign-in.hint"), "soft")));
    }

    /** The first page of the sign-in window of the pane with this nonce. */
    static String dialog(String nonce) {
        return "/connect/for-pane?nonce=" + nonce;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs(ARRIVE, silently);
    }

    @Override
    public String title() {
        return words.of("sign-in.header");
    }

    /** Why no sign-in came of it, in words. */
    public static String trouble(String code, Words words) {
        return words.find("sign-in.error." + code).orElseGet(() -> words.of("sign-in.error"));
    }

    /** No sign-in came of it; codes are those of Office dialogs (office-notes 6) and of {@code nested.js}. */
    public void failed(String code) {
        trouble.removeAll();
        trouble.add(Parts.text(trouble(code, words)));
        trouble.setVisible(true);
    }
}
