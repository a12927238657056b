package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Icon;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Set;

/** What can be done with a record, without going back (pane U-97, U-110). */
final class RecordActions extends Div {

    private static final Set<String> ACTIVITIES = Set.of("Task", "Event", "EmailMessage", "User");
    private static final Set<String> MERGEABLE = Set.of("Account", "Contact", "Lead");

    private final Pane pane;
    private final Words words;

    /**
     * @param screen shows the record
     * @param changed the record may be another now
     */
    RecordActions(Pane pane, Screen screen, RecordScreens screens, RecordDetail detail, Runnable changed) {
        this.pane = pane;
        this.words = pane.words();
        RecordRef record = detail.ref();
        ActivityDrafts.Links links = ActivityDrafts.Links.to(detail.card());
        addClassName("actions");
        getElement().setAttribute("role", "group").setAttribute("aria-label", words.of("actions"));
        if (hasActivities(record)) {
            offer("task", "task.new", () -> screens.openTask(pane, links, ActivityDrafts.Start.record()));
            offer("clock", "task.follow-up", () -> screens.openFollowUp(pane, links, ActivityDrafts.Start.record()));
            offer("phone", "task.call", () -> screens.openCall(pane, links));
            offer("edit", "memo", () -> pane.open(new MemoScreen(pane, screens, detail)));
        }
        offerFeed(screens, detail.card());
        if (record.type().equals("Task") && detail.editable()) {
            offer("success", "task.complete", () -> screens.complete(pane, record, changed));
        }
        if (record.type().equals("Lead") && detail.editable()) {
            offer("person", "convert", () -> pane.open(new ConvertScreen(pane, screen, screens, detail)));
        }
        if (MERGEABLE.contains(record.type()) && detail.editable()) {
            offer("sync", "merge", () -> pane.open(new MergeScreen(pane, screens, detail)));
        }
    }

    /** Salesforce says whether there is a feed; it is known already in most cases. */
    private void offerFeed(RecordScreens screens, RecordCard card) {
        Records records = screens.records(pane);
        pane.ask(
                "chatter",
                () -> PostScreen.isOffered(records, card.ref()),
                there -> {
                    if (there) {
                        offer("edit", "chatter", () -> pane.open(new PostScreen(pane, screens, card)));
                    }
                },
                trouble -> {});
    }

    /** Whether activities hang on such a record. */
    static boolean hasActivities(RecordRef record) {
        return !ACTIVITIES.contains(record.type());
    }

    private void offer(String icon, String key, Runnable pressed) {
        NativeButton button = Parts.button("", pressed);
        button.add(new Icon(icon), Parts.text(words.of(key)));
        button.addClassName("action");
        add(button);
    }
}
