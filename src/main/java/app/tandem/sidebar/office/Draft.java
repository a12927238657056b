package app.tandem.sidebar.office;

import com.vaadin.flow.component.Component;
import java.util.Arrays;
import java.util.function.Consumer;

/** What the pane writes into a draft that is open in Outlook; the browser does it, with Office.js. */
public final class Draft {

    private static final String SUBJECT = "return import('tandem/compose').then(compose => compose.subject($0))";
    private static final String INSERT =
            "return import('tandem/compose').then(compose => compose.insert($0, $1, $2, $3, $4))";
    private static final int LONGEST_SUBJECT = 1_000;

    /**
     * A text to put in.
     *
     * @param html safe markup
     * @param text the same, for a body without markup
     * @param subject empty for none
     * @param instead the subject replaces the one there; otherwise it only fills an empty one (pane U-269)
     */
    public record Text(String html, String text, String subject, boolean instead) {}

    /** What became of the subject. */
    public enum Subject {
        /** There was none to set. */
        NONE,
        SET,
        /** The one there stayed. */
        KEPT,
        /** Outlook did not take it; the text is in. */
        REFUSED
    }

    private Draft() {}

    /**
     * Asks for the subject as it stands now.
     *
     * @param at any part of the pane that is shown
     * @param draft of another that is open meanwhile nothing is told (pane U-55)
     * @param told gets it, cut where it is very long; empty when Outlook does not give it
     */
    public static void subject(Component at, OfficeItem draft, Consumer<String> told) {
        at.getElement()
                .executeJs(SUBJECT, draft.selection())
                .then(
                        String.class,
                        found -> told.accept(
                                found == null ? "" : found.substring(0, Math.min(LONGEST_SUBJECT, found.length()))),
                        refused -> told.accept(""));
    }

    /**
     * Puts a text where the cursor stands (pane U-270).
     *
     * @param at any part of the pane that is shown
     * @param draft no other one is ever written to
     * @param done gets what became of the subject
     * @param failed nothing is in the draft, or it is not open any more
     */
    public static void insert(Component at, OfficeItem draft, Text text, Consumer<Subject> done, Runnable failed) {
        at.getElement()
                .executeJs(INSERT, draft.selection(), text.html(), text.text(), text.subject(), text.instead())
                .then(String.class, said -> done.accept(subject(said)), refused -> failed.run());
    }

    private static Subject subject(String said) {
        return Arrays.stream(Subject.values())
                .filter(one -> one.name().equalsIgnoreCase(said))
                .findFirst()
                .orElse(Subject.NONE);
    }
}
