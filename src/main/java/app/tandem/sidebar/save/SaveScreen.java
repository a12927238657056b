package app.tandem.sidebar.save;

import app.tandem.crm.RecordCard;
import app.tandem.item.Attachment;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.matching.LinkRules;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.words.Sizes;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Choosing records and files for the item that was open when it began; a save still means that item (pane U-57, U-175 … U-185). */
final class SaveScreen extends Screen {

    /** Files smaller than this are usually logos (pane U-197). */
    private static final long LARGE = 100 * 1024;

    private final Pane pane;
    private final Words words;
    private final Consumer<Consumer<RecordCard>> search;
    private final BiConsumer<SaveScreen, SaveWish> save;

    private record Choice(RecordCard card, CheckRow row) {}

    private final Map<RecordRef, Choice> choices = new LinkedHashMap<>();
    private final Map<Attachment, CheckRow> files = new LinkedHashMap<>();
    private final Div list = Parts.box("choices");
    private final Div conflicts = Parts.box("conflicts");
    private final Div body = Parts.box("save-body");
    private final NativeButton primary;
    private LinkRules.Rules rules = new LinkRules.Rules(true, false, false, false, Set.of(), Set.of());
    private boolean touched;

    /**
     * @param choice what there is to choose from; slow
     * @param search opens the search for a further record
     * @param save carries the wish out, and then closes the screen or says {@link #failed}
     */
    SaveScreen(
            Pane pane,
            Supplier<SaveChoice> choice,
            Consumer<Consumer<RecordCard>> search,
            BiConsumer<SaveScreen, SaveWish> save) {
        this.pane = pane;
        this.words = pane.words();
        this.search = search;
        this.save = save;
        this.primary = Parts.main(words.of("save"), this::carryOut);
        primary.setEnabled(false);
        conflicts.getElement().setAttribute("role", "alert");
        add(body);
        load(choice);
    }

    @Override
    public String title() {
        return words.of("save.title");
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
        body.removeAll();
        choice.records()
                .forEach(card -> offer(
                        card,
                        choice.linked().isEmpty()
                                ? SaveChoice.isPreselected(card)
                                : choice.linked().contains(card.ref().id())));
        Div records = Parts.box("group", new H2(words.of("save.records")), list, conflicts);
        records.add(Parts.button(words.of("save.search"), () -> search.accept(this::chosen)));
        body.add(records);
        if (!pane.client().isPhone() && !choice.files().isEmpty()) {
            body.add(files(choice.files()));
        }
        judge();
    }

    private Div files(List<Attachment> all) {
        Div part = Parts.box("group", new H2(words.of("save.files")));
        for (Attachment file : all) {
            String name = file.name() == null ? words.of("save.unnamed") : file.name();
            boolean plain = !file.inline() && file.kind() != Attachment.Kind.REFERENCE;
            CheckRow row = new CheckRow(
                    name,
                    file.kind() == Attachment.Kind.REFERENCE ? "" : Sizes.of(file.size(), words),
                    plain && file.size() > LARGE,
                    this::touch);
            if (file.kind() == Attachment.Kind.REFERENCE) {
                row.forbid(words.of("save.cloud-file"));
            } else if (file.inline()) {
                row.forbid(words.of("save.inline"));
            }
            files.put(file, row);
            part.add(row);
        }
        return part;
    }

    private void offer(RecordCard card, boolean ticked) {
        Choice offered = choices.get(card.ref());
        if (offered != null) {
            offered.row().tick(true);
            return;
        }
        CheckRow row = new CheckRow(card.name(), card.objectLabel(), ticked, this::touch);
        choices.put(card.ref(), new Choice(card, row));
        list.add(row);
    }

    /** A record from the search joins the ticked ones; what was ticked before stays (pane U-179). */
    private void chosen(RecordCard card) {
        offer(card, true);
        touch();
    }

    private void touch() {
        touched = true;
        judge();
    }

    private void judge() {
        Set<LinkRules.Conflict> found = LinkRules.conflicts(people(), business(), rules);
        conflicts.removeAll();
        found.forEach(conflict -> conflicts.add(Parts.text(words.of("conflict." + conflict.name()))));
        primary.setEnabled(found.isEmpty());
    }

    private void carryOut() {
        primary.setEnabled(false);
        SaveWish wish = SaveWish.to(people(), business());
        sending(true);
        save.accept(this, files.isEmpty() ? wish : wish.files(chosenFiles()));
    }

    /** The wish was not carried out; everything chosen is still here (pane U-185). */
    void failed() {
        sending(false);
        judge();
    }

    private List<app.tandem.item.AttachmentId> chosenFiles() {
        List<app.tandem.item.AttachmentId> chosen = new ArrayList<>();
        files.forEach((file, row) -> {
            if (row.isTicked()) {
                chosen.add(file.id());
            }
        });
        return chosen;
    }

    private List<RecordRef> people() {
        return ticked(true);
    }

    private List<RecordRef> business() {
        return ticked(false);
    }

    private List<RecordRef> ticked(boolean people) {
        return choices.values().stream()
                .filter(choice -> choice.row().isTicked())
                .map(choice -> choice.card())
                .filter(card -> SaveChoice.isPerson(card) == people)
                .map(RecordCard::ref)
                .toList();
    }
}
