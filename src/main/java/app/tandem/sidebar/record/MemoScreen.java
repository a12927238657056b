package app.tandem.sidebar.record;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import java.util.Map;
import java.util.Optional;

/** A note on top of the record's Description (pane U-254 … U-258). */
final class MemoScreen extends FormScreen {

    private static final String DESCRIPTION = "Description";

    private final RecordDetail detail;
    private final FieldEditor text;

    MemoScreen(Pane pane, RecordScreens screens, RecordDetail detail) {
        super(pane, screens, "memo.post", "memo");
        this.detail = detail;
        Field field = SyntheticFields.of("memo", words.of("memo.text"), FieldType.LONG_TEXT);
        this.text = new FieldEditor(field, true, words, new PaneLookUp(pane, screens), pane::refreshHeader);
        body.add(Parts.text(detail.card().name(), "name", "hint"));
        if (isReady()) {
            body.add(Parts.box("field", text), Parts.text(words.of("memo.hint"), "line", "soft", "hint"));
        } else {
            body.add(Parts.box("empty", Parts.text(words.of("memo.impossible"))));
        }
        judge();
    }

    @Override
    boolean isReady() {
        return detail.entry(DESCRIPTION).filter(RecordDetail.Entry::editable).isPresent();
    }

    @Override
    boolean isUnsaved() {
        return text.isChanged();
    }

    @Override
    public Optional<Rest> rest() {
        Kept kept = text.keep();
        RecordScreens makes = screens;
        RecordDetail of = detail;
        return Optional.of(new Rest(title(), Kept.size(Map.of(DESCRIPTION, kept)), again -> {
            MemoScreen memo = new MemoScreen(again, makes, of);
            memo.text.resume(kept);
            return memo;
        }));
    }

    @Override
    public String title() {
        return words.of("memo");
    }

    @Override
    public void shown() {
        if (isReady()) {
            text.enter();
        }
    }

    @Override
    void send() {
        if (text.problem().isPresent()) {
            text.enter();
            return;
        }
        String memo = text.text();
        Records records = screens.records(pane);
        write("memo", () -> records.memo(detail.ref(), memo), this::ended, this::send);
    }

    private void ended(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Done) {
            screens.written(pane);
            pane.toast(Toast.SUCCESS, words.of("memo.done"));
            pane.close(this);
        } else {
            refuse(outcome);
        }
    }
}
