package app.tandem.sidebar.record;

import app.tandem.crm.NewRecord;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordForm;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Select;
import app.tandem.sidebar.frame.Toast;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A new record, written to Salesforce at once (pane U-135 … U-153). */
final class CreateScreen extends FormScreen {

    /** Objects whose owner the org's rules can choose (pane U-142). */
    private static final Set<String> ASSIGNED = Set.of("Case", "Lead");

    private final Consumer<RecordCard> created;
    private final NewFields fields;
    private final Supplier<Draft> known;
    private final Draft draft;
    private final CheckRow assign;
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
        this(pane, screens, draft, created, known, null);
    }

    private CreateScreen(
            Pane pane,
            RecordScreens screens,
            Draft draft,
            Consumer<RecordCard> created,
            Supplier<Draft> known,
            @Nullable String recordType) {
        super(pane, screens, draft.titleKey() == null ? "create" : "save", "detail");
        this.known = known;
        this.draft = draft;
        this.created = created;
        this.fields = new NewFields(pane, screens, draft, this::touch);
        this.assign = new CheckRow(words.of("create.assign"), words.of("create.assign.what"), false, this::touch);
        addClassName("create");
        getElement().setAttribute("data-object", draft.object());
        load(recordType);
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
    boolean isUnsaved() {
        return touched;
    }

    @Override
    boolean isReady() {
        return form != null;
    }

    /** Its record, once it is made, is found where it belongs; whoever waited for it is gone with the pane. */
    @Override
    public Optional<Rest> rest() {
        RecordScreens makes = screens;
        Supplier<Draft> more = known;
        Draft begun = fields.draft();
        Map<String, Kept> entered = fields.entered();
        String recordType = form == null ? null : form.recordTypeId();
        boolean assigned = assign.isTicked();
        return Optional.of(new Rest(title(), Kept.size(entered), again -> {
            CreateScreen anew = new CreateScreen(again, makes, begun, card -> {}, more, recordType);
            anew.fields.resume(entered);
            anew.assign.tick(assigned);
            anew.touched = true;
            return anew;
        }));
    }

    private void touch() {
        if (!touched) {
            touched = true;
            pane.refreshHeader();
        }
    }

    /** Puts the cursor into that field as soon as there is one (pane U-252). */
    void enter(String field) {
        focus = field;
        enter();
    }

    private void enter() {
        String wanted = focus;
        if (wanted != null) {
            fields.editors().of(wanted).filter(editor -> editor.value() == null).ifPresent(FieldEditor::enter);
        }
    }

    /** Proposes further values, for fields that nobody filled meanwhile (pane U-158). */
    void propose(Draft more) {
        fields.propose(more);
    }

    private record Answer(Optional<RecordForm> form, Draft known) {}

    private void load(@Nullable String recordType) {
        form = null;
        judge();
        load(
                "form",
                "create.loading",
                8,
                () -> new Answer(screens.records(pane).form(draft.object(), recordType), known.get()),
                this::show);
    }

    private void show(Answer answer) {
        body.removeAll();
        form = answer.form().orElse(null);
        RecordForm shown = form;
        if (shown == null) {
            body.add(Parts.box("empty", Parts.text(words.of("create.forbidden"))));
        } else {
            if (shown.object().name().equals("Event")) {
                body.add(Parts.text(words.of("create.no-attendees"), "line", "soft", "hint"));
            }
            if (shown.recordTypes().size() > 1) {
                body.add(types(shown));
            }
            if (ASSIGNED.contains(shown.object().name())) {
                body.add(assign);
            }
            body.add(fields);
            fields.show(shown);
            fields.propose(answer.known());
        }
        judge();
        pane.refreshHeader();
        enter();
    }

    /** Which record type: layout and choices follow it (pane U-136). */
    private Div types(RecordForm shown) {
        NativeLabel label = new NativeLabel(words.of("create.record-type"));
        label.setFor("f-record-type");
        Select select = new Select(this::load);
        select.setId("f-record-type");
        String now = shown.recordTypeId();
        select.offer(
                shown.recordTypes().stream()
                        .map(type -> new Select.Option(type.id(), type.name()))
                        .toList(),
                now == null ? "" : now);
        return Parts.box("field", Parts.box("editor", label, select));
    }

    @Override
    void send() {
        send(false);
    }

    private void send(boolean anyway) {
        RecordForm shown = form;
        if (shown == null) {
            return;
        }
        fields.editors().values().ifPresent(entered -> {
            Map<String, Object> values = new LinkedHashMap<>(draft.fixed());
            values.putAll(entered);
            NewRecord record = new NewRecord(
                    shown.object().name(),
                    shown.recordTypes().isEmpty() ? null : shown.recordTypeId(),
                    values,
                    anyway,
                    assign.isTicked());
            Records records = screens.records(pane);
            write("create", () -> records.create(record), outcome -> ended(shown, outcome), () -> send(anyway));
        });
    }

    private void ended(RecordForm shown, SaveOutcome outcome) {
        switch (outcome) {
            case SaveOutcome.Done done -> finish(shown, done.ref());
            case SaveOutcome.Refused refused -> {
                fields.reveal(refused);
                Notices.refused(notice, fields.editors().place(refused.errors()), words);
            }
            case SaveOutcome.Duplicates duplicates -> notice.add(duplicates(duplicates));
            case SaveOutcome.Gone gone -> notice.add(Notices.error(words.of("create.forbidden")));
            default -> refuse(outcome);
        }
    }

    private DuplicatesNotice duplicates(SaveOutcome.Duplicates duplicates) {
        return new DuplicatesNotice(
                duplicates,
                words,
                List.of(
                        new DuplicatesNotice.Choice(words.of("duplicates.use"), card -> true, this::use),
                        new DuplicatesNotice.Choice(words.of("duplicates.merge"), this::isSameType, this::merge)),
                words.of("duplicates.create-anyway"),
                () -> send(true));
    }

    private boolean isSameType(RecordCard card) {
        return card.ref().type().equals(draft.object());
    }

    /** What was typed is put into the existing record, field by field to be looked at before it is saved (pane U-154). */
    private void merge(RecordCard card) {
        Map<String, Kept> filled = fields.filled();
        pane.close(this);
        pane.open(new DetailScreen(pane, screens, card.ref(), card.name(), filled));
    }

    private void use(RecordCard card) {
        pane.close(this);
        created.accept(card);
    }

    /** Shown as Salesforce has it now, or with what is known here. */
    private void finish(RecordForm shown, RecordRef ref) {
        screens.written(pane);
        String label = shown.object().label();
        String name = fields.editors()
                .of("LastName")
                .or(() -> fields.editors().of("Name"))
                .or(() -> fields.editors().of("Subject"))
                .map(FieldEditor::text)
                .orElse("");
        pane.toast(Toast.SUCCESS, words.of("create.done", label));
        pane.ask(
                "created",
                () -> screens.records(pane).detail(ref).map(detail -> detail.card()),
                card -> use(card.orElseGet(() -> RecordScreens.card(ref, name, label))),
                trouble -> use(RecordScreens.card(ref, name, label)));
    }
}
