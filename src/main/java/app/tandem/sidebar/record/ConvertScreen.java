package app.tandem.sidebar.record;

import app.tandem.crm.LeadConversion;
import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;

/** A Lead becomes a Contact, with an Account that is there or new, and with an Opportunity on demand (pane U-159 … U-161). */
final class ConvertScreen extends Screen {

    private final Pane pane;
    private final Screen record;
    private final Words words;
    private final RecordScreens screens;
    private final RecordDetail lead;
    private final Div notice = Parts.box("notices");
    private final Div body = Parts.box("detail");
    private final NativeButton convert;
    private final FieldEditors editors = new FieldEditors(field -> null);

    /**
     * @param record shows the Lead, which is gone afterwards
     */
    ConvertScreen(Pane pane, Screen record, RecordScreens screens, RecordDetail lead) {
        this.pane = pane;
        this.record = record;
        this.words = pane.words();
        this.screens = screens;
        this.lead = lead;
        this.convert = Parts.main(words.of("convert.do"), this::send);
        convert.setEnabled(false);
        notice.getElement().setAttribute("role", "alert");
        addClassNames("record", "create");
        add(notice, body);
        load();
    }

    @Override
    public String title() {
        return words.of("convert");
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(convert, editors.all().stream().anyMatch(FieldEditor::isChanged)));
    }

    private void load() {
        body.removeAll();
        body.add(Parts.bones(words.of("create.loading"), 5));
        pane.ask("statuses", () -> screens.records(pane).convertedStatuses(), this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::load));
        });
    }

    private void show(List<String> statuses) {
        body.removeAll();
        body.add(Parts.text(lead.card().name(), "name", "hint"));
        String company =
                lead.entry("Company").map(entry -> entry.value().text()).orElse("");
        add(SyntheticFields.reference("account", words.of("convert.account"), "Account"), false);
        body.add(Parts.text(words.of("convert.new-account", company), "line", "soft", "hint"));
        FieldEditor status = add(SyntheticFields.choice("status", words.of("convert.status"), statuses), true);
        if (!statuses.isEmpty()) {
            status.start(statuses.getFirst(), statuses.getFirst());
        }
        add(SyntheticFields.of("opportunity", words.of("convert.opportunity"), FieldType.TEXT), false);
        body.add(Parts.text(words.of("convert.no-opportunity"), "line", "soft", "hint"));
        add(SyntheticFields.of("notify", words.of("convert.notify"), FieldType.BOOLEAN), false);
        convert.setEnabled(true);
    }

    private FieldEditor add(Field field, boolean required) {
        FieldEditor editor =
                new FieldEditor(field, required, words, new PaneLookUp(pane, screens), pane::refreshHeader);
        editors.add(editor);
        body.add(Parts.box("field", editor));
        return editor;
    }

    private void send() {
        notice.removeAll();
        if (!editors.areFine()) {
            return;
        }
        convert.setEnabled(false);
        sending(true);
        Object account = editors.of("account").map(FieldEditor::value).orElse(null);
        String opportunity = editors.of("opportunity").map(FieldEditor::text).orElse("");
        LeadConversion conversion = new LeadConversion(
                lead.ref().id(),
                editors.of("status").map(FieldEditor::text).orElse(""),
                account instanceof RecordRef ref ? ref.id() : null,
                null,
                opportunity.isBlank() ? null : opportunity.strip(),
                editors.of("notify")
                        .map(FieldEditor::value)
                        .filter(Boolean.TRUE::equals)
                        .isPresent());
        pane.ask("convert", () -> screens.records(pane).convert(conversion), this::ended, trouble -> {
            sending(false);
            convert.setEnabled(true);
            notice.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::send));
        });
    }

    private void ended(SaveOutcome outcome) {
        sending(false);
        convert.setEnabled(true);
        switch (outcome) {
            case SaveOutcome.Converted converted -> {
                screens.written(pane);
                pane.toast(Toast.SUCCESS, words.of("convert.done"));
                if (pane.close(record)) {
                    pane.open(screens.detail(
                            pane, converted.contact(), lead.card().name()));
                }
            }
            case SaveOutcome.Refused refused -> Notices.refused(notice, editors.place(refused.errors()), words);
            case SaveOutcome.Duplicates duplicates ->
                notice.add(new DuplicatesNotice(duplicates, words, List.of(), "", () -> {}));
            case SaveOutcome.Unknown unknown -> notice.add(Notices.error(words.of("save.unknown")));
            default -> notice.add(Notices.error(words.of("detail.gone")));
        }
    }
}
