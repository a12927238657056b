package app.tandem.sidebar.record;

import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectInfo.RecordType;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordForm;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A new record, written to Salesforce at once (pane U-135 … U-153). */
final class CreateScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final Consumer<RecordCard> created;
    private final Div notice = Parts.box("notices");
    private final Div body = Parts.box("detail");
    private final NativeButton primary;
    private final FieldEditors editors = new FieldEditors(field -> null);
    private final CheckRow important;
    private final Supplier<Draft> known;
    private Draft draft;
    private @Nullable RecordForm form;
    private @Nullable String focus;
    private boolean touched;

    /**
     * @param created gets the new record, or the existing one that is used instead; the screen is closed then
     */
    CreateScreen(Pane pane, RecordScreens screens, Draft draft, Consumer<RecordCard> created) {
        this(pane, screens, draft, created, () -> Draft.of(draft.object()));
    }

    /**
     * @param known further values that have to be there when the form appears; slow
     */
    CreateScreen(Pane pane, RecordScreens screens, Draft draft, Consumer<RecordCard> created, Supplier<Draft> known) {
        this.known = known;
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.draft = draft;
        this.created = created;
        this.primary = Parts.main(words.of(draft.titleKey() == null ? "create" : "save"), () -> send(false));
        this.important = new CheckRow(words.of("create.important"), "", true, this::filter);
        important.addClassName("important");
        primary.setEnabled(false);
        notice.getElement().setAttribute("role", "alert");
        addClassNames("record", "create");
        getElement().setAttribute("data-object", draft.object());
        add(notice, body);
        load(null);
    }

    @Override
    public String title() {
        String key = draft.titleKey();
        return key != null
                ? words.of(key)
                : words.of("create.of", form == null ? "" : form.object().label())
                        .strip();
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(primary, touched));
    }

    /** Puts the cursor into that field as soon as there is one (pane U-252). */
    void enter(String field) {
        focus = field;
        enter();
    }

    /** Proposes further values, for fields that nobody filled meanwhile (pane U-158). */
    void propose(Draft more) {
        Draft both = draft;
        for (Map.Entry<String, Draft.Proposal> one : more.values().entrySet()) {
            if (!both.values().containsKey(one.getKey())) {
                both = both.with(
                        one.getKey(), one.getValue().value(), one.getValue().text());
            }
        }
        draft = both;
        if (form != null) {
            propose();
            filter();
        }
    }

    private void propose() {
        draft.values()
                .forEach((field, proposal) -> editors.of(field)
                        .filter(FieldEditor::isUntouched)
                        .ifPresent(editor -> {
                            editor.start(proposal.value(), proposal.text());
                            editors.changed(editor.field());
                        }));
    }

    private void load(@Nullable String recordType) {
        primary.setEnabled(false);
        body.removeAll();
        body.add(Parts.bones(words.of("create.loading"), 8));
        pane.ask("form", () -> answer(recordType), this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), () -> load(recordType)));
        });
    }

    private record Answer(Optional<RecordForm> form, Draft known) {}

    private Answer answer(@Nullable String recordType) {
        return new Answer(screens.records(pane).form(draft.object(), recordType), known.get());
    }

    private void show(Answer answer) {
        form = null;
        propose(answer.known());
        show(answer.form());
    }

    private void show(Optional<RecordForm> found) {
        body.removeAll();
        form = found.orElse(null);
        pane.refreshHeader();
        if (found.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("create.forbidden"))));
            return;
        }
        RecordForm shown = found.get();
        Map<String, FieldEditor> before = new LinkedHashMap<>();
        editors.all().forEach(editor -> before.put(editor.field().name(), editor));
        editors.clear();
        body.add(important);
        if (shown.object().name().equals("Event")) {
            body.add(Parts.text(words.of("create.no-attendees"), "line", "soft", "hint"));
        }
        if (shown.recordTypes().size() > 1) {
            body.add(types(shown));
        }
        shown.sections().forEach(section -> body.add(section(section)));
        before.forEach((field, old) -> editors.of(field)
                .filter(editor -> old.value() != null)
                .ifPresent(editor -> editor.put(old.value(), old.text())));
        propose();
        filter();
        primary.setEnabled(true);
        enter();
    }

    private void enter() {
        String wanted = focus;
        if (wanted != null) {
            editors.of(wanted).filter(editor -> editor.value() == null).ifPresent(FieldEditor::enter);
        }
    }

    /** Which record type: layout and choices follow it (pane U-136). */
    private Div types(RecordForm shown) {
        NativeLabel label = new NativeLabel(words.of("create.record-type"));
        label.setFor("f-record-type");
        Element select = new Element("select").setAttribute("id", "f-record-type");
        for (RecordType type : shown.recordTypes()) {
            Element option =
                    new Element("option").setAttribute("value", type.id()).setText(type.name());
            if (type.id().equals(shown.recordTypeId())) {
                option.setAttribute("selected", true);
            }
            select.appendChild(option);
        }
        select.addEventListener("change", event -> {
                    String chosen = event.getEventData().path("element.value").asString("");
                    shown.recordTypes().stream()
                            .map(RecordType::id)
                            .filter(chosen::equals)
                            .findFirst()
                            .ifPresent(this::load);
                })
                .addEventData("element.value");
        Div editor = Parts.box("editor", label);
        editor.getElement().appendChild(select);
        return Parts.box("field", editor);
    }

    private Section section(RecordForm.Section section) {
        Section part = new Section();
        part.addClassNames("group", "fields");
        if (!section.heading().isBlank()) {
            part.add(new H2(section.heading()));
        }
        for (RecordForm.Entry entry : section.entries()) {
            FieldEditor editor = new FieldEditor(
                    entry.field(), entry.required(), words, new PaneLookUp(pane, screens), () -> changed(entry));
            Object initial = entry.initial();
            editor.start(initial, initial == null ? "" : entry.field().labelOf(initial.toString()));
            editors.add(editor);
            Div row = Parts.box("field", editor);
            row.getElement().setAttribute("data-field", entry.field().name());
            part.add(row);
        }
        return part;
    }

    private void changed(RecordForm.Entry entry) {
        editors.changed(entry.field());
        if (!touched) {
            touched = true;
            pane.refreshHeader();
        }
    }

    /** Shows required, important and filled fields, or all (pane U-137). */
    private void filter() {
        RecordForm shown = form;
        if (shown == null) {
            return;
        }
        Set<String> required = shown.sections().stream()
                .flatMap(section -> section.entries().stream())
                .filter(RecordForm.Entry::required)
                .map(entry -> entry.field().name())
                .collect(java.util.stream.Collectors.toSet());
        body.getChildren().filter(Section.class::isInstance).forEach(section -> {
            boolean[] any = new boolean[1];
            section.getChildren().filter(Div.class::isInstance).forEach(row -> {
                String field = row.getElement().getAttribute("data-field");
                boolean visible = !important.isTicked()
                        || required.contains(field)
                        || Important.is(shown.object().name(), field)
                        || editors.of(field).filter(this::isFilled).isPresent();
                row.setVisible(visible);
                any[0] |= visible;
            });
            section.setVisible(any[0]);
        });
    }

    private boolean isFilled(FieldEditor editor) {
        return editor.isChanged() || draft.values().containsKey(editor.field().name());
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>(draft.fixed());
        values.putAll(editors.values());
        return values;
    }

    private void send(boolean anyway) {
        RecordForm shown = form;
        if (shown == null || isSending() || !editors.areFine()) {
            return;
        }
        notice.removeAll();
        busy(true);
        NewRecord record = new NewRecord(
                shown.object().name(),
                shown.recordTypes().isEmpty() ? null : shown.recordTypeId(),
                values(),
                anyway,
                false);
        Records records = screens.records(pane);
        pane.ask(
                "create",
                () -> records.create(record),
                outcome -> {
                    busy(false);
                    ended(outcome);
                },
                trouble -> {
                    busy(false);
                    notice.add(Parts.failed(pane.trouble(trouble), words.of("retry"), () -> send(anyway)));
                });
    }

    private void busy(boolean now) {
        primary.setEnabled(!now);
        sending(now);
    }

    private void ended(SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Done done -> {
                screens.written(pane);
                finish(done.ref());
            }
            case SaveOutcome.Refused refused -> {
                reveal(refused);
                Notices.refused(notice, editors.place(refused.errors()), words);
            }
            case SaveOutcome.Duplicates duplicates -> notice.add(duplicates(duplicates));
            case SaveOutcome.Unknown unknown -> notice.add(Notices.error(words.of("save.unknown")));
            case SaveOutcome.Gone gone -> notice.add(Notices.error(words.of("create.forbidden")));
            case SaveOutcome.Changed changed -> notice.add(Notices.error(words.of("save.refused")));
            case SaveOutcome.Converted converted -> finish(converted.contact());
        }
    }

    /** A field that is named must be seen. */
    private void reveal(SaveOutcome.Refused refused) {
        boolean hidden = refused.errors().stream()
                .flatMap(error -> error.fields().stream())
                .flatMap(field -> editors.of(field).stream())
                .anyMatch(editor ->
                        editor.getParent().filter(row -> !row.isVisible()).isPresent());
        if (hidden) {
            important.tick(false);
            filter();
        }
    }

    private DuplicatesNotice duplicates(SaveOutcome.Duplicates duplicates) {
        return new DuplicatesNotice(
                duplicates,
                words,
                List.of(
                        new DuplicatesNotice.Choice(words.of("duplicates.use"), this::use),
                        new DuplicatesNotice.Choice(words.of("duplicates.merge"), this::merge)),
                words.of("duplicates.create-anyway"),
                () -> send(true));
    }

    /** What was typed is put into the existing record, field by field to be looked at before it is saved (pane U-154). */
    private void merge(RecordCard card) {
        Map<String, DetailScreen.Kept> typed = new LinkedHashMap<>();
        editors.all().stream()
                .filter(editor -> editor.value() != null && editor.field().type() != FieldType.BOOLEAN)
                .filter(editor -> !editor.isUntouched()
                        || draft.values().containsKey(editor.field().name()))
                .forEach(editor ->
                        typed.put(editor.field().name(), new DetailScreen.Kept(editor.value(), editor.text())));
        pane.close(this);
        pane.open(new DetailScreen(pane, screens, card.ref(), card.name(), typed));
    }

    private void use(RecordCard card) {
        pane.close(this);
        created.accept(card);
    }

    private void finish(RecordRef ref) {
        String name = editors.of("LastName")
                .or(() -> editors.of("Name"))
                .or(() -> editors.of("Subject"))
                .map(FieldEditor::text)
                .orElse("");
        String label = form == null ? ref.type() : form.object().label();
        pane.ask(
                "created",
                () -> screens.records(pane).detail(ref).map(detail -> detail.card()),
                card -> use(card.orElseGet(() -> RecordScreens.card(ref, name, label))),
                trouble -> use(RecordScreens.card(ref, name, label)));
        pane.toast(Toast.SUCCESS, words.of("create.done", label));
    }
}
