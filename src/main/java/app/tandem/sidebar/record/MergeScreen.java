package app.tandem.sidebar.record;

import app.tandem.crm.FieldValue;
import app.tandem.crm.RecordDetail;
import app.tandem.crm.RecordMerge;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Labels;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Tick;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.words.Values;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.FieldSet;
import com.vaadin.flow.component.html.NativeLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two records become one: only what differs is shown, one choice per field, and it has to be confirmed (pane U-154). */
final class MergeScreen extends FormScreen {

    private static final int NAMING = 3;

    private final RecordDetail survivor;
    private final FieldEditor other;
    private @Nullable Choice choice;

    /**
     * The record that goes, what is taken from it, and the box that says so; one thing, so that what is confirmed is what is sent.
     *
     * @param taken values by API name; null clears
     */
    private record Choice(RecordRef loser, Map<String, @Nullable Object> taken, CheckRow confirmed) {}

    MergeScreen(Pane pane, RecordScreens screens, RecordDetail survivor) {
        super(pane, screens, "merge.do", "merge");
        this.survivor = survivor;
        this.other = new FieldEditor(
                SyntheticFields.reference(
                        "other", words.of("merge.with"), survivor.ref().type()),
                true,
                words,
                new PaneLookUp(pane, screens),
                this::chosen);
        addClassName("create");
        Div question = Parts.box(
                "question",
                Parts.text(words.of("merge.stays", survivor.card().name()), "hint"),
                Parts.box("field", other));
        addComponentAtIndex(indexOf(body), question);
        judge();
    }

    @Override
    public String title() {
        return words.of("merge");
    }

    @Override
    boolean isUnsaved() {
        return choice != null;
    }

    @Override
    boolean isReady() {
        return choice != null && choice.confirmed().isTicked();
    }

    private void chosen() {
        body.removeAll();
        choice = null;
        judge();
        pane.refreshHeader();
        if (!(other.value() instanceof RecordRef ref)) {
            return;
        }
        if (ref.equals(survivor.ref())) {
            other.say(words.of("merge.same"));
            return;
        }
        load("detail", "detail.loading", 5, () -> screens.records(pane).detail(ref), found -> {
            if (ref.equals(other.value())) {
                show(found);
            }
        });
    }

    private void show(Optional<RecordDetail> found) {
        body.removeAll();
        if (found.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("detail.gone"))));
            return;
        }
        RecordDetail loser = found.get();
        Choice now = new Choice(
                loser.ref(),
                new LinkedHashMap<>(),
                new CheckRow(
                        words.of(
                                "merge.confirm",
                                loser.card().name(),
                                survivor.card().name()),
                        naming(loser),
                        false,
                        this::judge));
        List<RecordDetail.Entry> differing = survivor.sections().stream()
                .flatMap(section -> section.entries().stream())
                .filter(RecordDetail.Entry::editable)
                .filter(entry -> loser.entry(entry.field().name())
                        .filter(theirs -> !Objects.equals(
                                theirs.value().value(), entry.value().value()))
                        .isPresent())
                .toList();
        if (differing.isEmpty()) {
            body.add(Parts.box("empty", Parts.text(words.of("merge.equal"))));
        }
        differing.forEach(entry ->
                body.add(choice(entry, loser.entry(entry.field().name()).orElseThrow(), now.taken())));
        body.add(now.confirmed());
        choice = now;
        judge();
        pane.refreshHeader();
    }

    /** What tells the record that goes from others of its name. */
    private String naming(RecordDetail loser) {
        String values = loser.card().fields().stream()
                .map(value -> Values.of(value, words))
                .filter(text -> !text.isBlank() && !text.equals(loser.card().name()))
                .limit(NAMING)
                .collect(Collectors.joining(" · "));
        return values.isEmpty() ? words.of("merge.forever") : values + ". " + words.of("merge.forever");
    }

    /** Of an empty and a filled value the filled one is proposed. */
    private FieldSet choice(RecordDetail.Entry mine, RecordDetail.Entry theirs, Map<String, @Nullable Object> taken) {
        String field = mine.field().name();
        boolean proposed = mine.value().value() == null;
        if (proposed) {
            taken.put(field, theirs.value().value());
        }
        Tick[] ticks = new Tick[2];
        ticks[0] = Tick.radio("m-" + field, !proposed, () -> {
            ticks[1].tick(false);
            taken.remove(field);
        });
        ticks[1] = Tick.radio("m-" + field, proposed, () -> {
            ticks[0].tick(false);
            taken.put(field, theirs.value().value());
        });
        FieldSet set = new FieldSet();
        set.addClassName("choice");
        set.add(new FieldSet.Legend(Labels.of(mine.field())));
        set.add(option(ticks[0], mine.value()), option(ticks[1], theirs.value()));
        return set;
    }

    private NativeLabel option(Tick tick, FieldValue value) {
        String text = Values.of(value, words);
        NativeLabel label = new NativeLabel();
        label.add(tick, Parts.text(text.isBlank() ? words.of("field.empty") : text));
        return label;
    }

    @Override
    void send() {
        Choice now = choice;
        if (now == null || !now.confirmed().isTicked()) {
            return;
        }
        RecordMerge wish = new RecordMerge(survivor.ref(), List.of(now.loser().id()), new LinkedHashMap<>(now.taken()));
        Records records = screens.records(pane);
        write("merge", () -> records.merge(wish), this::ended, this::send);
    }

    private void ended(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Done) {
            screens.written(pane);
            pane.toast(Toast.SUCCESS, words.of("merge.done"));
            pane.close(this);
        } else {
            refuse(outcome);
        }
    }
}
