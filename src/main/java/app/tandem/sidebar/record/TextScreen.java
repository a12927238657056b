package app.tandem.sidebar.record;

import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordCard;
import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.field.LookUp;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One text about a record, written and sent (pane U-254, U-261). */
abstract class TextScreen extends FormScreen {

    private static final String FIELD = "text";

    private final String said;
    private final boolean possible;
    private final FieldEditor text;

    /**
     * @param said how the keys begin of what the form says
     * @param longest characters; 0 for any number
     * @param possible whether the record has a place for it
     */
    TextScreen(Pane pane, RecordScreens screens, RecordCard card, String said, int longest, boolean possible) {
        super(pane, screens, said + "post", "memo");
        this.said = said;
        this.possible = possible;
        this.text = new FieldEditor(
                SyntheticFields.of(FIELD, words.of(said + "text"), FieldType.LONG_TEXT, longest),
                true,
                words,
                LookUp.NOWHERE,
                pane::refreshHeader);
        body.add(Parts.text(card.name(), "name", "hint"));
        if (possible) {
            body.add(Parts.box("field", text), Parts.text(words.of(said + "hint"), "line", "soft", "hint"));
        } else {
            body.add(Parts.box("empty", Parts.text(words.of(said + "impossible"))));
        }
        judge();
    }

    /** Sends what was written. */
    abstract void send(String text);

    /** The same form, empty, in whatever pane; it holds on to nothing of this one. */
    abstract Function<Pane, TextScreen> anew();

    /** It was sent. */
    void sent() {}

    @Override
    final boolean isReady() {
        return possible;
    }

    @Override
    final boolean isUnsaved() {
        return text.isChanged();
    }

    @Override
    public final Optional<Rest> rest() {
        Kept kept = text.keep();
        Function<Pane, TextScreen> anew = anew();
        return Optional.of(new Rest(title(), Kept.size(Map.of(FIELD, kept)), again -> {
            TextScreen other = anew.apply(again);
            other.text.resume(kept);
            return other;
        }));
    }

    @Override
    public final void shown() {
        if (possible) {
            text.enter();
        }
    }

    @Override
    final void send() {
        if (text.problem().isPresent()) {
            text.enter();
        } else {
            send(text.text());
        }
    }

    final void ended(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Done) {
            sent();
            pane.toast(Toast.SUCCESS, words.of(said + "done"));
            pane.close(this);
        } else {
            refuse(outcome);
        }
    }
}
