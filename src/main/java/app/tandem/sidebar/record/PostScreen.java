package app.tandem.sidebar.record;

import app.tandem.crm.NewRecord;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordCard;
import app.tandem.crm.Records;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.field.FieldEditor;
import app.tandem.sidebar.field.Kept;
import app.tandem.sidebar.field.LookUp;
import app.tandem.sidebar.field.SyntheticFields;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Parts;
import app.tandem.sidebar.frame.Toast;
import java.util.Map;
import java.util.Optional;

/** A post in the record's Chatter feed (pane U-259, U-261, U-264). */
final class PostScreen extends FormScreen {

    /** What stands in a feed; not there where the org has Chatter off. */
    static final String FEED = "FeedItem";

    private static final String BODY = "Body";
    private static final int LONGEST = 10_000;

    private final RecordCard card;
    private final FieldEditor text;

    PostScreen(Pane pane, RecordScreens screens, RecordCard card) {
        super(pane, screens, "chatter.post", "memo");
        this.card = card;
        this.text = new FieldEditor(
                SyntheticFields.of("post", words.of("chatter.text"), FieldType.LONG_TEXT, LONGEST),
                true,
                words,
                LookUp.NOWHERE,
                pane::refreshHeader);
        body.add(
                Parts.text(card.name(), "name", "hint"),
                Parts.box("field", text),
                Parts.text(words.of("chatter.hint"), "line", "soft", "hint"));
        judge();
    }

    /** Whether the record's kind can be posted to by this user. */
    static boolean isOffered(Records records, RecordRef record) {
        return records.objects().stream().anyMatch(head -> head.name().equals(FEED) && head.createable())
                && records.object(FEED)
                        .flatMap(feed -> feed.field("ParentId"))
                        .filter(parent -> parent.targets().contains(record.type()))
                        .isPresent();
    }

    @Override
    boolean isReady() {
        return true;
    }

    @Override
    boolean isUnsaved() {
        return text.isChanged();
    }

    @Override
    public Optional<Rest> rest() {
        Kept kept = text.keep();
        RecordScreens makes = screens;
        RecordCard of = card;
        return Optional.of(new Rest(title(), Kept.size(Map.of(BODY, kept)), again -> {
            PostScreen post = new PostScreen(again, makes, of);
            post.text.resume(kept);
            return post;
        }));
    }

    @Override
    public String title() {
        return words.of("chatter");
    }

    @Override
    public void shown() {
        text.enter();
    }

    @Override
    void send() {
        if (text.problem().isPresent()) {
            text.enter();
            return;
        }
        NewRecord post = NewRecord.of(FEED, Map.of("ParentId", card.ref().id(), BODY, text.text(), "Type", "TextPost"));
        Records records = screens.records(pane);
        write("chatter", () -> records.create(post), this::ended, this::send);
    }

    private void ended(SaveOutcome outcome) {
        if (outcome instanceof SaveOutcome.Done) {
            pane.toast(Toast.SUCCESS, words.of("chatter.done"));
            pane.close(this);
        } else {
            refuse(outcome);
        }
    }
}
