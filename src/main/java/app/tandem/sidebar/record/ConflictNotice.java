package app.tandem.sidebar.record;

import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;

/** Somebody changed the record meanwhile: which fields, and whose version shall count (pane U-108). */
final class ConflictNotice extends Div {

    ConflictNotice(SaveOutcome.Changed changed, Words words, Runnable mine, Runnable theirs) {
        addClassNames("conflict");
        getElement().setAttribute("role", "alert");
        UnorderedList fields = new UnorderedList();
        changed.differences().forEach(difference -> {
            String value = Values.of(difference.now(), words);
            fields.add(new ListItem(
                    Parts.text(difference.now().label() + ": "),
                    Parts.text(value.isBlank() ? words.of("field.empty") : value, "name")));
        });
        add(
                Parts.box("line-up", new Icon("warning"), Parts.text(words.of("conflict.changed"))),
                fields,
                Parts.box(
                        "buttons",
                        Parts.button(words.of("conflict.theirs"), theirs),
                        Parts.button(words.of("conflict.mine"), mine)));
    }
}
