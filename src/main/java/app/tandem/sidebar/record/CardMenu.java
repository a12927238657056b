package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import java.util.Optional;
import java.util.function.Consumer;

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
    private boolean filled;

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
        if (filled) {
            return;
        }
        filled = true;
        if (RecordActions.hasActivities(card.ref())) {
            ActivityDrafts.Links links = ActivityDrafts.Links.to(card);
            offer("task", words.of("task.new"), () -> screens.openTask(pane, links, start));
            offer("clock", words.of("task.follow-up"), () -> screens.openFollowUp(pane, links, start));
            offer("phone", words.of("task.call"), () -> screens.openCall(pane, links));
            offer("edit", words.of("memo"), () -> ask(detail -> pane.open(new MemoScreen(pane, screens, detail))));
        }
        if (card.ref().type().equals("Lead")) {
            offer("person", words.of("convert"), () -> ask(this::convert));
        }
        pane.user().crm().ifPresent(crm -> {
            String address = crm.recordUrl(card.ref().id());
            lead("external", words.of("open.salesforce"), address);
            offer("file", words.of("card.copy"), () -> copy(address));
        });
        pane.ask("card", () -> screens.around(pane), this::more, trouble -> {});
    }

    /** What depends on the org and on settings. */
    private void more(RecordScreens.Around around) {
        RelatedDrafts.of(card)
                .forEach(draft -> Optional.ofNullable(around.createable().get(draft.object()))
                        .ifPresent(label -> offer(
                                "add",
                                words.of("create.of", label),
                                () -> pane.open(screens.form(pane, draft, made -> {})))));
        CardPages.website(card, around.freeMail())
                .ifPresent(address -> lead("external", words.of("card.website"), address));
        if (around.linkedIn()) {
            CardPages.linkedIn(card).ifPresent(address -> lead("search", words.of("card.linkedin"), address));
        }
    }

    /** Shows the Lead first: that is where the way back leads. */
    private void convert(RecordDetail lead) {
        if (!lead.editable()) {
            pane.toast(Toast.WARNING, words.of("detail.read-only"));
            return;
        }
        Screen record = screens.detail(pane, card.ref(), card.name());
        pane.open(record);
        pane.open(new ConvertScreen(pane, record, screens, lead));
    }

    private void ask(Consumer<RecordDetail> shown) {
        pane.ask(
                "detail",
                () -> screens.records(pane).detail(card.ref()),
                found -> found.ifPresentOrElse(shown, () -> pane.toast(Toast.WARNING, words.of("detail.gone"))),
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private void offer(String icon, String text, Runnable pressed) {
        NativeButton button = Parts.button("", pressed);
        button.add(new Icon(icon), Parts.text(text));
        button.addClassName("action");
        actions.add(button);
    }

    private void lead(String icon, String text, String address) {
        Anchor link = new Anchor(address);
        link.add(new Icon(icon), Parts.text(text));
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
