package app.tandem.sidebar.template;

import app.tandem.crm.MailTemplate;
import app.tandem.crm.TemplateFolder;
import app.tandem.crm.TemplateSearch;
import app.tandem.crm.Templates;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The templates of the org by folder and name, the one used last first (pane U-266, U-267). */
final class TemplatesScreen extends Screen {

    private static final int TYPING = 300;
    private static final String ALL = "";

    private final Pane pane;
    private final Words words;
    private final Templates templates;
    private final BiConsumer<Screen, MailTemplate> chosen;
    private final Input box = new Input(ValueChangeMode.LAZY);
    private final Select folder = new Select(id -> find());
    private final Div results = Parts.box("results");
    private int asked;

    private record First(List<TemplateFolder> folders, Templates.Found found) {}

    /**
     * @param templates as the person sees them
     * @param chosen gets this screen and the one that is pressed
     */
    TemplatesScreen(Pane pane, Templates templates, BiConsumer<Screen, MailTemplate> chosen) {
        this.pane = pane;
        this.words = pane.words();
        this.templates = templates;
        this.chosen = chosen;
        addClassName("templates");
        box.setType("search");
        box.setPlaceholder(words.of("templates.hint"));
        box.setValueChangeTimeout(TYPING);
        box.getElement()
                .setAttribute("aria-label", words.of("templates.hint"))
                .setAttribute("maxlength", "" + TemplateSearch.LONGEST);
        box.addValueChangeListener(event -> find());
        folder.getElement().setAttribute("aria-label", words.of("templates.folder"));
        folder.offer(List.of(new Select.Option(ALL, words.of("templates.all"))), ALL);
        results.getElement().setAttribute("aria-live", "polite");
        add(Parts.box("search-box", box, folder), results);
        load();
    }

    @Override
    public String title() {
        return words.of("templates");
    }

    @Override
    public void shown() {
        box.focus();
    }

    /** Folders and templates. */
    private void load() {
        int now = begin();
        pane.ask(
                "templates",
                () -> new First(templates.folders(), templates.find(new TemplateSearch(null, ""))),
                first -> {
                    offer(first.folders());
                    if (now == asked) {
                        show(first.found());
                    }
                },
                trouble -> fail(now, trouble, this::load));
    }

    private void find() {
        int now = begin();
        String in = folder.value();
        TemplateSearch search = new TemplateSearch(in.equals(ALL) ? null : in, box.getValue());
        pane.ask(
                "templates",
                () -> templates.find(search),
                found -> {
                    if (now == asked) {
                        show(found);
                    }
                },
                trouble -> fail(now, trouble, this::find));
    }

    private int begin() {
        if (results.getComponentCount() == 0) {
            results.add(Parts.bones(words.of("templates.loading"), 6));
        } else {
            results.getElement().getClassList().add("waiting");
        }
        return ++asked;
    }

    private void offer(List<TemplateFolder> folders) {
        List<Select.Option> options = new ArrayList<>();
        options.add(new Select.Option(ALL, words.of("templates.all")));
        folders.forEach(one ->
                options.add(new Select.Option(one.id(), words.of("templates." + one.kind(), one.name()))));
        folder.offer(options, folder.value());
    }

    private void show(Templates.Found found) {
        clear();
        found.templates().forEach(template -> results.add(row(template)));
        if (found.templates().isEmpty()) {
            String text = box.getValue().strip();
            results.add(Parts.box(
                    "empty",
                    Parts.text(text.isEmpty() ? words.of("templates.none") : words.of("templates.nothing", text))));
        }
        if (found.more()) {
            results.add(Parts.text(words.of("templates.more", TemplateSearch.MOST), "hint", "soft"));
        }
    }

    private NativeButton row(MailTemplate template) {
        NativeButton row = Parts.button("", () -> chosen.accept(this, template));
        row.addClassName("row");
        row.add(Parts.text(template.name(), "name"));
        if (!template.folder().isEmpty()) {
            row.add(Parts.text(template.folder(), "line", "soft"));
        }
        return row;
    }

    private void fail(int now, RuntimeException trouble, Runnable again) {
        if (now == asked) {
            clear();
            results.add(Parts.failed(pane.trouble(trouble), words.of("retry"), again));
        }
    }

    private void clear() {
        results.removeAll();
        results.getElement().getClassList().remove("waiting");
    }
}
