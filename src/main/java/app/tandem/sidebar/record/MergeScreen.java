package app.tandem.sidebar.record;

import app.tandem.crm.FieldValue;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordMerge;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Labels;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Values;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two records become one: only what differs is shown, one choice per field, and it has to be confirmed (pane U-154). */
final class MergeScreen extends Screen {

    private final Pane pane;
    private final Words words;
    private final RecordScreens screens;
    private final RecordDetail survivor;
    private final Div notice = Parts.box("notices");
    private final Div body = Parts.box("merge");
    private final NativeButton merge;
    private final CheckRow confirmed;
    private final FieldEditor other;
    private final Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
    private @Nullable RecordRef loser;

    MergeScreen(Pane pane, RecordScreens screens, RecordDetail survivor) {
        this.pane = pane;
        this.words = pane.words();
        this.screens = screens;
        this.survivor = survivor;
        this.merge = Parts.main(words.of("merge.do"), this::send);
        this.confirmed = new CheckRow(words.of("merge.confirm"), words.of("merge.forever"), false, this::judge);
        this.other = new FieldEditor(
                SyntheticFields.reference(
                        "other", words.of("merge.with"), survivor.ref().type()),
                true,
                words,
                new PaneLookUp(pane, screens),
                this::chosen);
        notice.getElement().setAttribute("role", "alert");
        addClassNames("record", "create");
        add(
                notice,
                Parts.text(words.of("merge.stays", survivor.card().name()), "hint"),
                Parts.box("field", other),
                body);
        judge();
    }

    @Override
    public String title() {
        return words.of("merge");
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(merge, loser != null));
    }

    private void judge() {
        merge.setEnabled(loser != null && confirmed.isTicked());
    }

    private void chosen() {
        body.removeAll();
        chosen.clear();
        confirmed.tick(false);
        loser = null;
        judge();
        if (!(other.value() instanceof RecordRef ref)) {
            return;
        }
        if (ref.equals(survivor.ref())) {
            other.say(words.of("merge.same"));
            return;
        }
        body.add(Parts.bones(words.of("detail.loading"), 5));
        pane.ask("detail", () -> screens.records(pane).detail(ref), found -> show(ref, found), trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::chosen));
        });
    }

    private void show(RecordRef ref, Optional<RecordDetail> found) {
        body.removeAll();
        if (found.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("detail.gone"))));
            return;
        }
        loser = ref;
        List<RecordDetail.Entry> differing = survivor.sections().stream()
                .flatMap(section -> section.entries().stream())
                .filter(RecordDetail.Entry::editable)
                .filter(entry -> found.get()
                        .entry(entry.field().name())
                        .filter(theirs -> !Objects.equals(
                                theirs.value().value(), entry.value().value()))
                        .isPresent())
                .toList();
        if (differing.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("merge.equal"))));
        }
        differing.forEach(entry ->
                body.add(choice(entry, found.get().entry(entry.field().name()).orElseThrow())));
        body.add(confirmed);
        judge();
    }

    /** Of an empty and a filled value the filled one is proposed. */
    private FieldSet choice(RecordDetail.Entry mine, RecordDetail.Entry theirs) {
        boolean proposed = mine.value().value() == null;
        FieldSet set = new FieldSet();
        set.addClassName("choice");
        set.add(new FieldSet.Legend(Labels.of(mine.field())));
        set.add(option(mine.value(), false, !proposed), option(theirs.value(), true, proposed));
        if (proposed) {
            chosen.put(mine.field().name(), theirs.value().value());
        }
        return set;
    }

    private NativeLabel option(FieldValue value, boolean taken, boolean checked) {
        Element radio = new Element("input").setAttribute("type", "radio").setAttribute("name", "m-" + value.name());
        if (checked) {
            radio.setAttribute("checked", true);
        }
        radio.addEventListener("change", event -> {
            if (taken) {
                chosen.put(value.name(), value.value());
            } else {
                chosen.remove(value.name());
            }
        });
        NativeLabel label = new NativeLabel();
        String text = Values.of(value, words);
        label.getElement().appendChild(radio);
        label.add(Parts.text(text.isBlank() ? words.of("field.empty") : text));
        return label;
    }

    private void send() {
        RecordRef gone = loser;
        if (gone == null || !confirmed.isTicked()) {
            return;
        }
        notice.removeAll();
        merge.setEnabled(false);
        sending(true);
        RecordMerge wish = new RecordMerge(survivor.ref(), List.of(gone.id()), chosen);
        pane.ask("merge", () -> screens.records(pane).merge(wish), this::ended, trouble -> {
            sending(false);
            merge.setEnabled(true);
            notice.add(Parts.failed(pane.trouble(trouble), words.of("retry"), this::send));
        });
    }

    private void ended(SaveOutcome outcome) {
        sending(false);
        merge.setEnabled(true);
        switch (outcome) {
            case SaveOutcome.Done done -> {
                screens.written(pane);
                pane.toast(Toast.SUCCESS, words.of("merge.done"));
                pane.close(this);
            }
            case SaveOutcome.Refused refused ->
                refused.errors().forEach(error -> notice.add(Notices.error(error.message())));
            case SaveOutcome.Unknown unknown -> notice.add(Notices.error(words.of("save.unknown")));
            default -> notice.add(Notices.error(words.of("detail.gone")));
        }
    }
}
