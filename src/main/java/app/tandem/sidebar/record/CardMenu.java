package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import java.util.Optional;

/**
 * What can be done with a record where its card stands (pane U-97 … U-99): it unfolds below the card, as a column of 320 px has
 * no room beside it, and is made only when it is wanted.
 */
@Tag("details")
final class CardMenu extends Component {

    private static final String COPY = "return navigator.clipboard.writeText($0)";

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final RecordCard card;
    private final ActivityDrafts.Start start;
    private final Div actions = Parts.box("actions");

    /**
     * @param start where activities that begin here were started
     */
    CardMenu(Pane pane, RecordScreens screens, RecordCard card, ActivityDrafts.Start start) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.card = card;
        this.start = start;
        String name = words.of("card.more", card.name());
        Element summary =
                new Element("summary").setAttribute("aria-label", name).setAttribute("title", name);
        summary.appendChild(new Icon("more").getElement());
        actions.getElement().setAttribute("role", "group").setAttribute("aria-label", words.of("actions"));
        getElement().getClassList().add("card-menu");
        getElement().appendChild(summary, actions.getElement());
        getElement().addEventListener("toggle", event -> fill());
    }

    private void fill() {
        if (actions.getComponentCount() > 0) {
            return;
        }
        if (RecordActions.hasActivities(card.ref())) {
            ActivityDrafts.Links links = ActivityDrafts.Links.to(card);
            offer("task", "task.new", () -> screens.openTask(pane, links, start));
            offer("clock", "task.follow-up", () -> screens.openFollowUp(pane, links, start));
            offer("phone", "task.call", () -> screens.openCall(pane, links));
        }
        website().ifPresent(address -> offer("open", "card.website", address));
        pane.user().crm().ifPresent(crm -> {
            String address = crm.recordUrl(card.ref().id());
            offer("external", "open.salesforce", address);
            offer("file", "card.copy", () -> copy(address));
        });
    }

    /** An Account's own site; nothing but an address of the web. */
    private Optional<String> website() {
        return card.fields().stream()
                .filter(field -> field.name().equals("Website") && !field.text().isBlank())
                .map(field -> FieldRow.address(field.text()))
                .filter(address -> !address.isEmpty())
                .findFirst();
    }

    private void offer(String icon, String key, Runnable pressed) {
        NativeButton button = Parts.button("", pressed);
        button.add(new Icon(icon), Parts.text(words.of(key)));
        button.addClassName("action");
        actions.add(button);
    }

    private void offer(String icon, String key, String address) {
        Anchor link = new Anchor(address);
        link.add(new Icon(icon), Parts.text(words.of(key)));
        link.addClassName("action");
        link.setTarget("_blank");
        link.getElement().setAttribute("rel", "noopener noreferrer");
        actions.add(link);
    }

    /** Where Outlook's frame gives no way to the clipboard the link is shown, to be copied by hand. */
    private void copy(String address) {
        getElement()
                .executeJs(COPY, address)
                .then(
                        done -> pane.toast(Toast.SUCCESS, words.of("card.copied")),
                        refused -> pane.toast(Toast.WARNING, words.of("card.copy-yourself", address)));
    }
}
