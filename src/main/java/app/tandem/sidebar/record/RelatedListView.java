package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.function.Consumer;

/** A related list under the layout's own label: how many there are, and the first five (pane U-102). */
final class RelatedListView extends Section {

    RelatedListView(RecordDetail.RelatedList list, Words words, Consumer<RecordCard> open) {
        addClassNames("group", "related-list");
        getElement().setAttribute("data-object", list.object());
        H2 heading = new H2(list.label());
        heading.add(Parts.text(Integer.toString(list.count()), "count"));
        add(heading);
        list.first().forEach(card -> add(row(card, words, () -> open.accept(card))));
        if (list.count() > list.first().size()) {
            add(Parts.text(
                    words.of(
                            "detail.more-in-salesforce",
                            list.count() - list.first().size()),
                    "line",
                    "soft",
                    "hint"));
        }
    }

    /** A record as one line that opens it. */
    static NativeButton row(RecordCard card, Words words, Runnable open) {
        NativeButton row = Parts.button("", open);
        row.addClassName("row");
        row.add(Parts.text(card.name()));
        String detail = card.fields().stream()
                .filter(value -> !value.text().equals(card.name()))
                .map(value -> Values.of(value, words))
                .filter(text -> !text.isBlank())
                .limit(3)
                .reduce((one, other) -> one + " · " + other)
                .orElse("");
        if (!detail.isEmpty()) {
            row.add(Parts.text(detail, "line", "soft"));
        }
        row.getElement().setAttribute("data-record", card.ref().id());
        return row;
    }
}
