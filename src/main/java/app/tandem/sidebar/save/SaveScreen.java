package app.tandem.sidebar.save;

import app.tandem.engine.Wishes;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.matching.LinkRules;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Choosing records and files for the item that was open when it began; a save still means that item (pane U-57, U-175 … U-185). */
final class SaveScreen extends Screen {

    /** What the person asks for: which records and files, and what the activity says of it. */
    record Asked(SaveWish wish, Wording wording) {}

    private final Pane pane;
    private final Words words;
    private final SaveScreens.Search search;
    private final BiConsumer<SaveScreen, Asked> save;
    private final RecordPicks records;
    private final Div conflicts = Parts.box("conflicts");
    private final Div notes = Parts.box("notes");
    private final Div body = Parts.box("save-body");
    private final NativeButton primary;
    private @Nullable FilePicks files;
    private @Nullable WordingBox wording;
    private @Nullable ThreadBox thread;
    private LinkRules.Rules rules = new LinkRules.Rules(true, false, false, false, Set.of(), Set.of());
    private boolean saved;
    private boolean agreed;
    private boolean touched;

    /**
     * @param choice what there is to choose from; slow
     * @param search opens the search for a further record
     * @param save carries the wish out, and then closes the screen or says {@link #failed}
     */
    SaveScreen(Pane pane, Supplier<SaveChoice> choice, SaveScreens.Search search, BiConsumer<SaveScreen, Asked> save) {
        this.pane = pane;
        this.words = pane.words();
        this.search = search;
        this.save = save;
        this.records = new RecordPicks(words, this::touch);
        this.primary = Parts.main(words.of("save"), this::carryOut);
        primary.setEnabled(false);
        conflicts.getElement().setAttribute("role", "alert");
        add(body);
        load(choice);
    }

    @Override
    public String title() {
        return words.of(saved ? "save.change" : "save.title");
    }

    @Override
    public Optional<Form> form() {
        return Optional.of(new Form(primary, touched));
    }

    private void load(Supplier<SaveChoice> choice) {
        body.removeAll();
        body.add(Parts.bones(words.of("save.loading"), 6));
        pane.ask("save", choice, this::show, trouble -> {
            body.removeAll();
            body.add(Parts.failed(pane.trouble(trouble), words.of("retry"), () -> load(choice)));
        });
    }

    private void show(SaveChoice choice) {
        rules = choice.rules();
        saved = choice.saved();
        records.offer(choice.offers());
        Div linked = Parts.box("group", new H2(words.of("save.records")), records, conflicts, notes);
        linked.add(Parts.button(words.of("save.search"), () -> search.open(rules.notLinkable(), records::choose)));
        body.removeAll();
        body.add(linked);
        if (!pane.client().isPhone() && !choice.files().isEmpty()) {
            files = new FilePicks(choice.files(), choice.ticks(), words, this::touch);
            body.add(Parts.box("group", new H2(words.of("save.files")), files));
        }
        choice.wording().ifPresent(offer -> {
            wording = new WordingBox(offer, words, this::touch);
            body.add(wording);
        });
        ThreadBox.of(choice.thread(), words, this::touch).ifPresent(box -> {
            thread = box;
            body.add(box);
        });
        judge();
        pane.refreshHeader();
    }

    private void touch() {
        touched = true;
        agreed = false;
        judge();
    }

    private void judge() {
        Set<LinkRules.Conflict> found = LinkRules.conflicts(records.people(), records.business(), rules);
        conflicts.removeAll();
        found.forEach(conflict -> conflicts.add(Parts.text(words.of("conflict." + conflict.name()))));
        primary.setEnabled(found.isEmpty());
        note();
    }

    /** What Save will do beside linking what is ticked, said before it is pressed (pane U-194). */
    private void note() {
        notes.removeAll();
        if (saved && !records.leaving().isEmpty()) {
            notes.add(Parts.text(words.of("save.leaving", String.join(", ", records.leaving()))));
        }
        if (rules.enhanced() && !records.outsiders().isEmpty()) {
            notes.add(Parts.text(words.of("save.outsiders", String.join(", ", records.outsiders()))));
        }
    }

    /** Where a mail has one person only, another one takes the place of the first, and that is asked (sync L-21). */
    private boolean asks() {
        if (!saved || rules.duplicates() || agreed || !records.isAnybodyLeaving()) {
            return false;
        }
        notes.add(Parts.text(words.of("save.replace")), Parts.button(words.of("save.replace.yes"), () -> {
            agreed = true;
            carryOut();
        }));
        return true;
    }

    private void carryOut() {
        note();
        if (asks()) {
            return;
        }
        Optional<Wording> worded = wording == null ? Optional.of(Wording.NONE) : wording.wording();
        worded.map(words -> files == null ? words : new Wording(words.fields(), words.comment(), files.names()))
                .ifPresent(this::send);
    }

    private void send(Wording worded) {
        if (!Wishes.fits(worded)) {
            notes.add(Parts.text(words.of("save.too-much")));
            return;
        }
        primary.setEnabled(false);
        SaveWish wish = SaveWish.to(records.people(), records.business());
        sending(true);
        SaveWish filed = files == null ? wish : wish.files(files.chosen());
        save.accept(this, new Asked(thread == null ? filed : thread.on(filed), worded));
    }

    /** Whether the person does not want the rest of the conversation saved any more (sync H-9). */
    boolean stopsThread() {
        return thread != null && thread.isTakenOff();
    }

    /** The wish was not carried out; everything chosen is still here (pane U-185). */
    void failed() {
        sending(false);
        judge();
    }
}
