package app.tandem.sidebar.record;

import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.Records;
import app.tandem.crm.TextSearch;
import app.tandem.sidebar.field.LookUp;
import app.tandem.sidebar.frame.Pane;
import java.util.List;
import java.util.function.Consumer;

/** Looks for a reference's record as the search screen does (pane U-144). */
final class PaneLookUp implements LookUp {

    private static final int MOST = 8;
    private static final String CREATEABLE = "Account";

    private final Pane pane;
    private final RecordScreens screens;

    PaneLookUp(Pane pane, RecordScreens screens) {
        this.pane = pane;
        this.screens = screens;
    }

    @Override
    public void find(List<String> objects, String text, Consumer<List<RecordCard>> found, Consumer<String> trouble) {
        Records records = screens.records(pane);
        List<ObjectView> views = objects.stream().map(ObjectView::plain).toList();
        pane.ask(
                "look-up",
                () -> text.isEmpty()
                        ? records.recent(views)
                        : records.search(new TextSearch(List.of(text), views, MOST)).stream()
                                .flatMap(group -> group.cards().stream())
                                .limit(MOST)
                                .toList(),
                found,
                failure -> trouble.accept(pane.trouble(failure)));
    }

    @Override
    public void create(String object, Consumer<RecordCard> created) {
        pane.open(screens.form(pane, Draft.of(object), created));
    }

    @Override
    public List<String> createable(List<String> objects) {
        return objects.stream().filter(CREATEABLE::equals).toList();
    }
}
