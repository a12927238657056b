package app.tandem.sidebar.home;

import app.tandem.crm.FieldValue;
import app.tandem.crm.RecordCard;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** A record in short: what it is, its name and up to four fields; pressing it opens the record (pane U-93). */
public final class CardView extends Div {

    /**
     * @param open what pressing the card does
     */
    public CardView(RecordCard card, Words words, Runnable open) {
        addClassName("card");
        getElement().setAttribute("data-record", card.ref().id());
        NativeButton face = new NativeButton("", event -> open.run());
        face.getElement().setAttribute("type", "button");
        face.addClassName("face");
        Span mark = Parts.text(
                initials(card.name()), "mark", "of-" + card.ref().type().toLowerCase(java.util.Locale.ROOT));
        mark.getElement().setAttribute("aria-hidden", "true");
        Div text = Parts.box("text", Parts.text(card.name(), "name"));
        List<String> values = card.fields().stream()
                .filter(field -> !isSaidAlready(field, card))
                .map(field -> Values.of(field, words))
                .filter(value -> !value.isBlank())
                .toList();
        for (int i = 0; i < values.size(); i += 2) {
            text.add(Parts.text(String.join(" · ", values.subList(i, Math.min(i + 2, values.size()))), "line", "soft"));
        }
        face.add(mark, text);
        add(face);
        if (card.stage() != null) {
            add(progress(card.stage()));
        }
    }

    private static boolean isSaidAlready(FieldValue field, RecordCard card) {
        return field.text().equals(card.name());
    }

    /** How far an Opportunity has come (pane U-95). */
    private static Div progress(RecordCard.Stage stage) {
        Div bar = Parts.box("progress");
        bar.getElement()
                .setAttribute("role", "img")
                .setAttribute("aria-label", stage.name() + " (" + stage.position() + "/" + stage.of() + ")");
        for (int i = 1; i <= stage.of(); i++) {
            bar.add(Parts.text("", i <= stage.position() ? "past" : "ahead"));
        }
        return bar;
    }

    private static String initials(String name) {
        String[] parts = name.strip().split("\\s+");
        String first = parts[0].isEmpty() ? "" : letter(parts[0]);
        return parts.length < 2 ? first : first + letter(parts[parts.length - 1]);
    }

    private static String letter(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT);
    }
}
