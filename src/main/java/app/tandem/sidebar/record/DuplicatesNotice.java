package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Records that Salesforce takes for the same (pane U-153). */
final class DuplicatesNotice extends Div {

    /**
     * What can be done with one of them.
     *
     * @param fits whether it can be done with that one
     */
    record Choice(String label, Predicate<RecordCard> fits, Consumer<RecordCard> chosen) {}

    /**
     * @param insist what saving all the same is called; only where the rules allow it
     */
    DuplicatesNotice(
            SaveOutcome.Duplicates duplicates, Words words, List<Choice> choices, String insist, Runnable anyway) {
        addClassNames("conflict", "duplicates");
        getElement().setAttribute("role", "alert");
        add(Parts.box("line-up", new Icon("warning"), Parts.text(words.of("duplicates.title"))));
        if (!duplicates.message().isBlank()) {
            add(Parts.text(duplicates.message(), "line", "selectable"));
        }
        duplicates.cards().forEach(card -> add(found(card, words, choices)));
        if (duplicates.mayInsist()) {
            add(Parts.box("buttons", Parts.button(insist, anyway)));
        }
    }

    private static Div found(RecordCard card, Words words, List<Choice> choices) {
        String detail = card.fields().stream()
                .map(value -> Values.of(value, words))
                .filter(text -> !text.isBlank() && !text.equals(card.name()))
                .limit(3)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
        Div row = Parts.box(
                "duplicate", Parts.box("text", Parts.text(card.name(), "name"), Parts.text(detail, "line", "soft")));
        row.getElement().setAttribute("data-record", card.ref().id());
        Div buttons = Parts.box("buttons");
        choices.stream().filter(choice -> choice.fits().test(card)).forEach(choice -> {
            var button = Parts.button(choice.label(), () -> choice.chosen().accept(card));
            button.getElement().setAttribute("aria-label", choice.label() + ": " + card.name());
            buttons.add(button);
        });
        row.add(buttons);
        return row;
    }
}
