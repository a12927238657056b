package app.tandem.sidebar.record;

import app.tandem.crm.LeadConversion;
import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.FieldEditors;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Lead becomes a Contact, with an Account that is there or new, and with an Opportunity on demand (pane U-159 … U-161). */
final class ConvertScreen extends FormScreen {

    private static final String ACCOUNT = "Account";

    private final Screen record;
    private final RecordDetail lead;
    private final FieldEditors editors = new FieldEditors(field -> null);
    private boolean loaded;

    /**
     * @param record shows the Lead, which is gone afterwards
     */
    ConvertScreen(Pane pane, Screen record, RecordScreens screens, RecordDetail lead) {
        super(pane, screens, "convert.do", "detail");
        this.record = record;
        this.lead = lead;
        addClassName("create");
        judge();
        load("statuses", "create.loading", 5, () -> screens.records(pane).convertedStatuses(), this::show);
    }

    @Override
    public String title() {
        return words.of("convert");
    }

    @Override
    boolean isUnsaved() {
        return editors.all().stream().anyMatch(FieldEditor::isChanged);
    }

    @Override
    boolean isReady() {
        return loaded;
    }

    private void show(List<String> statuses) {
        body.removeAll();
        body.add(Parts.text(lead.card().name(), "name", "hint"));
        String company =
                lead.entry("Company").map(entry -> entry.value().text()).orElse("");
        add(SyntheticFields.reference("account", words.of("convert.account"), ACCOUNT), false);
        body.add(Parts.text(words.of("convert.new-account", company), "line", "soft", "hint"));
        FieldEditor status = add(SyntheticFields.choice("status", words.of("convert.status"), statuses), true);
        if (!statuses.isEmpty()) {
            status.start(statuses.getFirst(), statuses.getFirst());
        }
        add(SyntheticFields.of("opportunity", words.of("convert.opportunity"), FieldType.TEXT), false);
        body.add(Parts.text(words.of("convert.no-opportunity"), "line", "soft", "hint"));
        add(SyntheticFields.of("notify", words.of("convert.notify"), FieldType.BOOLEAN), false);
        loaded = true;
        judge();
    }

    private FieldEditor add(Field field, boolean required) {
        FieldEditor editor =
                new FieldEditor(field, required, words, new PaneLookUp(pane, screens), pane::refreshHeader);
        editors.add(editor);
        body.add(Parts.box("field", editor));
        return editor;
    }

    @Override
    void send() {
        editors.values()
                .ifPresent(values -> convert(new LeadConversion(
                        lead.ref().id(),
                        values.getOrDefault("status", "").toString(),
                        values.get("account") instanceof RecordRef account ? account.id() : null,
                        null,
                        values.get("opportunity") instanceof String name ? name.strip() : null,
                        Boolean.TRUE.equals(values.get("notify")),
                        false)));
    }

    private void convert(LeadConversion conversion) {
        Records records = screens.records(pane);
        write(
                "convert",
                () -> records.convert(conversion),
                outcome -> ended(conversion, outcome),
                () -> convert(conversion));
    }

    private void ended(LeadConversion conversion, SaveOutcome outcome) {
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
                notice.add(new DuplicatesNotice(
                        duplicates,
                        words,
                        List.of(new DuplicatesNotice.Choice(
                                words.of("duplicates.use"),
                                card -> instead(conversion, card).isPresent(),
                                card -> instead(conversion, card).ifPresent(this::convert))),
                        words.of("convert.anyway"),
                        () -> convert(conversion.anyway())));
            default -> refuse(outcome);
        }
    }

    /** With the Account or the Contact that is there instead of a new one; a Contact goes with its Account (pane U-153). */
    private static Optional<LeadConversion> instead(LeadConversion conversion, RecordCard card) {
        return switch (card.ref().type()) {
            case ACCOUNT -> Optional.of(conversion.into(card.ref().id(), conversion.contactId()));
            case "Contact" ->
                card.fields().stream()
                        .filter(field -> field.name().equals("AccountId"))
                        .flatMap(
                                field -> Stream.ofNullable(field.value() instanceof RecordRef account ? account : null))
                        .findFirst()
                        .map(account -> conversion.into(account.id(), card.ref().id()));
            default -> Optional.empty();
        };
    }
}
