package app.tandem.sidebar.record;

import app.tandem.crm.NewRecord;
import app.tandem.crm.RecordCard;
import app.tandem.crm.Records;
import app.tandem.item.RecordRef;
import app.tandem.sidebar.frame.Pane;
import java.util.Map;
import java.util.function.Function;

/** A post in the record's Chatter feed (pane U-259, U-261, U-264). */
final class PostScreen extends TextScreen {

    /** What stands in a feed; not there where the org has Chatter off. */
    static final String FEED = "FeedItem";

    private static final int LONGEST = 10_000;

    private final RecordCard card;

    PostScreen(Pane pane, RecordScreens screens, RecordCard card) {
        super(pane, screens, card, "chatter.", LONGEST, true);
        this.card = card;
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
    public String title() {
        return words.of("chatter");
    }

    @Override
    Function<Pane, TextScreen> anew() {
        return on(screens, card);
    }

    private static Function<Pane, TextScreen> on(RecordScreens screens, RecordCard card) {
        return pane -> new PostScreen(pane, screens, card);
    }

    @Override
    void send(String text) {
        NewRecord post = NewRecord.of(FEED, Map.of("ParentId", card.ref().id(), "Body", text, "Type", "TextPost"));
        Records records = screens.records(pane);
        write("chatter", () -> records.create(post), this::ended, this::send);
    }
}
