package app.tandem.sidebar.access;

import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;

/** Signed out: what Tandem is for, and the one button that begins (pane U-15, U-49). */
public final class SignInScreen extends Screen {

    private final Words words;
    private final Div trouble = Parts.box("failed");

    /**
     * @param nonce of this pane; the sign-in window's code is worth nothing without it
     */
    public SignInScreen(Words words, String nonce) {
        this.words = words;
        addClassNames("sign-in");
        NativeButton begin = Parts.main(words.of("sign-in.begin"), () -> {});
        begin.getElement().setAttribute("data-dialog", "/connect/for-pane?nonce=" + nonce);
        trouble.setVisible(false);
        trouble.getElement().setAttribute("role", "alert");
        add(
                Parts.box("hero"),
                new H2(words.of("sign-in.title")),
                new Paragraph(words.of("sign-in.text")),
                begin,
                trouble,
                new Paragraph(Parts.text(words.of("sign-in.hint"), "soft")));
    }

    @Override
    public String title() {
        return words.of("sign-in.header");
    }

    /** The window did not come back with a sign-in; codes are those of Office dialogs (office-notes 6). */
    public void failed(String code) {
        trouble.removeAll();
        trouble.add(Parts.text(words.find("sign-in.error." + code).orElseGet(() -> words.of("sign-in.error"))));
        trouble.setVisible(true);
    }
}
