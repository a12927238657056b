package app.tandem.sidebar.record;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.SaveOutcome;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;

/** A note on top of the record's Description (pane U-254 … U-258). */
final class MemoScreen extends Screen {

    private static final String DESCRIPTION = "Description";

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final RecordDetail detail;
    private final Div notice = Parts.box("notices");
    private final NativeButton post;
    private final FieldEditor text;

    MemoScreen(Pane pane, RecordScreens screens, RecordDetail detail) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.detail = detail;
        this.post = Parts.main(words.of("memo.post"), this::send);
        Field field = SyntheticFields.of("memo", words.of("memo.text"), FieldType.LONG_TEXT);
        this.text = new FieldEditor(field, true, words, new PaneLookUp(pane, screens), pane::refreshHeader);
        notice.getElement().setAttribute("role", "alert");
        addClassName("record");
        add(notice, Parts.text(detail.card().name(), "name", "hint"));
        if (isPossible()) {
            add(Parts.box("field", text), Parts.text(words.of("memo.hint"), "line", "soft", "hint"));
        } else {
            post.setEnabled(false);
            add(Parts.box("empty", Parts.text(words.of("memo.impossible"))));
        }
    }

    private boolean isPossible() {
        return detail.entry(DESCRIPTION).filter(RecordDetail.Entry::editable).isPresent();
    }

    @Override
    public String title() {
        return words.of("memo");
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(post, text.isChanged()));
    }

    @Override
    public void shown() {
        if (isPossible()) {
            text.enter();
        }
    }

    private void send() {
        notice.removeAll();
        if (text.problem().isPresent()) {
            text.enter();
            return;
        }
        post.setEnabled(false);
        sending(true);
        String memo = text.text();
        pane.ask("memo", () -> screens.records(pane).memo(detail.ref(), memo), this::ended, trouble -> {
            sending(false);
            post.setEnabled(true);
            notice.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::send));
        });
    }

    private void ended(SaveOutcome outcome) {
        sending(false);
        post.setEnabled(true);
        switch (outcome) {
            case SaveOutcome.Done done -> {
                screens.written(pane);
                pane.toast(Toast.SUCCESS, words.of("memo.done"));
                pane.close(this);
            }
            case SaveOutcome.Refused refused ->
                refused.errors().forEach(error -> notice.add(Notices.error(error.message())));
            case SaveOutcome.Unknown unknown -> notice.add(Notices.error(words.of("save.unknown")));
            default -> notice.add(Notices.error(words.of("detail.gone")));
        }
    }
}
