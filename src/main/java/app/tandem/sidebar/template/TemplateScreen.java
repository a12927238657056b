package app.tandem.sidebar.template;

import app.tandem.crm.MailTemplate;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.TemplateText;
import app.tandem.crm.TemplateUse;
import app.tandem.crm.Templates;
import app.tandem.item.RecordRef;
import app.tandem.safehtml.MailText;
import app.tandem.safehtml.MailTexts;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.Draft;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A template, what it is filled from, and how it looks then; Insert puts it into the draft (pane U-266 … U-273). */
final class TemplateScreen extends Screen {

    private static final String NOBODY = "";

    /** A filled template, ready to go into a draft. */
    private record Ready(String subject, MailText body, List<String> files) {}

    private final Pane pane;
    private final Words words;
    private final OfficeItem draft;
    private final Templates templates;
    private final MailTemplate template;
    private final Runnable inserted;
    private final Select who = new Select(id -> fill());
    private final Select what = new Select(id -> fill());
    private final Div choices = Parts.box("fill");
    private final Div result = Parts.box("result");
    private final NativeButton insert;
    private Sources sources = new Sources(List.of(), List.of());
    private @Nullable CheckRow instead;
    private @Nullable Ready ready;
    private int asked;

    /**
     * @param draft what is written into; never another one
     * @param related the draft's related records; slow
     * @param inserted called when the template is in the draft
     */
    TemplateScreen(
            Pane pane,
            OfficeItem draft,
            Templates templates,
            MailTemplate template,
            Supplier<List<RecordGroup>> related,
            Runnable inserted) {
        this.pane = pane;
        this.words = pane.words();
        this.draft = draft;
        this.templates = templates;
        this.template = template;
        this.inserted = inserted;
        this.insert = Parts.main(words.of("template.insert"), this::insert);
        addClassName("template");
        insert.setEnabled(false);
        result.getElement().setAttribute("aria-live", "polite");
        add(Parts.text(template.name(), "name", "hint"), choices, result);
        load(related);
    }

    @Override
    public String title() {
        return words.of("template");
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(insert, false));
    }

    // ---- what it is filled from

    private void load(Supplier<List<RecordGroup>> related) {
        result.removeAll();
        result.add(Parts.bones(words.of("template.loading"), 6));
        pane.ask("related", related, this::offer, trouble -> {
            result.removeAll();
            result.add(Parts.failed(pane.trouble(trouble), words.of("retry"), () -> load(related)));
        });
    }

    private void offer(List<RecordGroup> groups) {
        sources = Sources.of(groups, draft.to());
        who.offer(options(sources.people(), "template.nobody"), id(sources.who()));
        what.offer(
                options(sources.things(), "template.no-record"),
                id(sources.what(Optional.ofNullable(template.about()))));
        choices.removeAll();
        choices.add(choice("template.who", who), choice("template.what", what));
        fill();
    }

    private List<Select.Option> options(List<RecordCard> cards, String none) {
        List<Select.Option> options = new ArrayList<>();
        cards.forEach(card -> options.add(
                new Select.Option(card.ref().id(), words.of("template.option", card.name(), card.objectLabel()))));
        options.add(new Select.Option(NOBODY, words.of(none)));
        return options;
    }

    private Div choice(String label, Select select) {
        NativeLabel said = new NativeLabel(words.of(label));
        Div choice = Parts.box("editor", said, select);
        String id = "choice-" + label.substring(label.indexOf('.') + 1);
        select.getElement().setAttribute("id", id);
        said.setFor(id);
        return choice;
    }

    private static String id(Optional<RecordCard> card) {
        return card.map(one -> one.ref().id()).orElse(NOBODY);
    }

    private TemplateUse use() {
        return new TemplateUse(template.id(), ref(sources.people(), who), ref(sources.things(), what));
    }

    private static @Nullable RecordRef ref(List<RecordCard> cards, Select select) {
        return cards.stream()
                .map(RecordCard::ref)
                .filter(ref -> ref.id().equals(select.value()))
                .findFirst()
                .orElse(null);
    }

    // ---- how it looks

    private void fill() {
        int now = ++asked;
        TemplateUse use = use();
        boolean alone = use.who() != null && use.who().type().equals("Lead");
        what.getElement().setEnabled(!alone);
        ready = null;
        insert.setEnabled(false);
        result.getElement().getClassList().add("waiting");
        pane.ask(
                "template",
                () -> templates.render(use),
                text -> {
                    if (now == asked) {
                        show(text);
                    }
                },
                trouble -> {
                    if (now == asked) {
                        clear();
                        result.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::fill));
                    }
                });
    }

    private void show(TemplateText text) {
        clear();
        switch (text) {
            case TemplateText.Refused refused ->
                result.add(Parts.failed(words.of("template.refused", refused.reason()), words.of("retry"), this::fill));
            case TemplateText.Filled filled ->
                show(new Ready(filled.subject().strip(), MailTexts.forDraft(filled.body()), filled.files()));
        }
    }

    private void show(Ready filled) {
        ready = filled;
        insert.setEnabled(true);
        String html = Objects.requireNonNullElse(filled.body().html(), "");
        Div notes = Parts.box("conflicts");
        List<String> open = Places.in(filled.subject(), filled.body().text());
        if (!open.isEmpty()) {
            notes.add(Parts.text(words.of("template.open", String.join(", ", open))));
        }
        if (!filled.files().isEmpty()) {
            notes.add(Parts.text(words.of("template.files", String.join(", ", filled.files()))));
        }
        if (!filled.subject().isEmpty()) {
            result.add(Parts.box(
                    "subject",
                    Parts.text(words.of("template.subject"), "line", "soft"),
                    Parts.text(filled.subject(), "name")));
            Draft.subject(this, draft, present -> ask(filled, present));
        }
        Preview preview = new Preview(words.of("template.preview"));
        preview.show(html);
        result.add(notes, preview);
    }

    /** A subject that is there is replaced only if the person says so (pane U-269). */
    private void ask(Ready filled, String present) {
        if (filled == ready && !present.isBlank() && !present.strip().equals(filled.subject())) {
            instead = new CheckRow(words.of("template.instead"), present.strip(), false, () -> {});
            result.addComponentAtIndex(1, instead);
        }
    }

    private void clear() {
        instead = null;
        result.removeAll();
        result.getElement().getClassList().remove("waiting");
    }

    // ---- into the draft

    private void insert() {
        Ready now = ready;
        if (now == null || isSending()) {
            return;
        }
        busy(true);
        Draft.Text text = new Draft.Text(
                Objects.requireNonNullElse(now.body().html(), ""),
                now.body().text(),
                now.subject(),
                instead != null && instead.isTicked());
        Draft.insert(this, draft, text, this::done, () -> {
            busy(false);
            pane.toast(Toast.ERROR, words.of(pane.item().isSame(draft) ? "template.failed" : "template.gone"));
        });
    }

    private void done(Draft.Subject subject) {
        TemplateUse use = use();
        busy(false);
        switch (subject) {
            case REFUSED -> pane.toast(Toast.WARNING, words.of("template.no-subject"));
            case KEPT -> pane.toast(Toast.SUCCESS, words.of("template.kept"));
            case SET, NONE -> pane.toast(Toast.SUCCESS, words.of("template.done"));
        }
        inserted.run();
        pane.ask(
                "template-used",
                () -> {
                    templates.used(use);
                    return true;
                },
                counted -> {},
                trouble -> {});
    }

    private void busy(boolean now) {
        sending(now);
        insert.setEnabled(!now && ready != null);
    }
}
