package app.tandem.sidebar.search;

import app.tandem.crm.Crms;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.TextSearch;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.home.CardView;
import app.tandem.sidebar.home.RecordGroupView;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Finds records by typed words; the five latest ones before anything is typed (pane U-120 … U-133). */
public final class SearchScreen extends Screen {

    private static final int LEAST = 3;
    private static final int LONGEST = 200;
    private static final int PER_OBJECT = 20;
    private static final int TYPING = 300;

    private final Pane pane;
    private final Words words;
    private final Crms crms;
    private final Supplier<List<ObjectView>> views;
    private final BiFunction<Screen, RecordCard, CardView> view;
    private final Input box = new Input(ValueChangeMode.LAZY);
    private final Div results = Parts.box("results");
    private int asked;

    /**
     * @param views the objects that are looked for; slow
     * @param view makes the part that shows a result; gets this screen too
     */
    public SearchScreen(
            Pane pane, Crms crms, Supplier<List<ObjectView>> views, BiFunction<Screen, RecordCard, CardView> view) {
        this.views = views;
        this.pane = pane;
        this.words = pane.words();
        this.crms = crms;
        this.view = view;
        addClassName("search");
        box.setType("search");
        box.setPlaceholder(words.of("search.hint"));
        box.setValueChangeTimeout(TYPING);
        box.getElement().setAttribute("aria-label", words.of("search")).setAttribute("maxlength", "" + LONGEST);
        box.addValueChangeListener(event -> look());
        results.getElement().setAttribute("aria-live", "polite");
        add(Parts.box("search-box", box), results);
        recent();
    }

    @Override
    public String title() {
        return words.of("search");
    }

    @Override
    public void shown() {
        box.focus();
    }

    private void look() {
        String text = box.getValue().strip();
        int now = ++asked;
        if (text.isEmpty()) {
            recent();
        } else if (text.length() < LEAST) {
            say("search.short");
        } else {
            results.getElement().getClassList().add("waiting");
            pane.ask(
                    "search",
                    () -> crms.records(pane.user()).search(new TextSearch(List.of(text), views.get(), PER_OBJECT)),
                    found -> {
                        if (now == asked) {
                            show(found, text);
                        }
                    },
                    trouble -> fail(now, trouble));
        }
    }

    private void recent() {
        int now = ++asked;
        results.removeAll();
        pane.ask(
                "recent",
                () -> crms.records(pane.user()).recent(views.get()),
                cards -> {
                    if (now == asked && !cards.isEmpty()) {
                        clear();
                        results.add(new H2(words.of("search.recent")));
                        cards.forEach(card -> results.add(view.apply(this, card)));
                    }
                },
                trouble -> fail(now, trouble));
    }

    private void show(List<RecordGroup> groups, String text) {
        clear();
        if (groups.isEmpty()) {
            results.add(Parts.box("empty", Parts.text(words.of("search.nothing", text))));
        }
        groups.forEach(group -> results.add(new RecordGroupView(group, words, card -> view.apply(this, card))));
    }

    private void fail(int now, RuntimeException trouble) {
        if (now == asked) {
            clear();
            results.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::look));
        }
    }

    private void say(String key) {
        clear();
        results.add(Parts.box("empty", Parts.text(words.of(key))));
    }

    private void clear() {
        results.removeAll();
        results.getElement().getClassList().remove("waiting");
    }
}
