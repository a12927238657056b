package app.tandem.sidebar.office;

import com.vaadin.flow.component.Component;
import java.util.function.Consumer;

/** The text of an item, read by Office.js in the browser when somebody needs it; a claim as everything from there. */
public final class ItemText {

    private static final String READ = "return import('tandem/bridge').then(bridge => bridge.body('text', $0))";
    private static final int LONGEST = 100_000;

    private ItemText() {}

    /**
     * Asks for the text.
     *
     * @param at any part of the pane that is shown
     * @param item whose text; of another that is open meanwhile nothing is told (pane U-55)
     * @param text gets it, cut where it is very long; empty when Outlook does not give it
     */
    public static void read(Component at, OfficeItem item, Consumer<String> text) {
        at.getElement()
                .executeJs(READ, item.selection())
                .then(
                        String.class,
                        found ->
                                text.accept(found == null ? "" : found.substring(0, Math.min(LONGEST, found.length()))),
                        refused -> text.accept(""));
    }
}
