package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.ItemField;
import app.tandem.item.StoredItem;
import app.tandem.journal.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cycle would do: the lane itself runs between both sides as they are, and everything it would write is listed instead,
 * there and in the journal (decision 038).
 *
 * @param lines in the order in which the lane would do it; with names, so kept nowhere
 * @param held deletions that would wait for somebody's yes (sync X-23)
 */
public record Rehearsal(List<Line> lines, int held) {

    /**
     * One item that something would be done to.
     *
     * @param side where it would be done
     * @param name blank where it has none
     */
    public record Line(Side side, Deed.What what, String name) {}

    /** Plays a cycle between these ends. Reads both sides as a cycle does; throws what their reading throws. */
    public static Rehearsal of(Ends ends) {
        List<Line> lines = new ArrayList<>();
        UnsavedPairs pairs = new UnsavedPairs(ends.book().pairs());
        new PairLane(ends.rehearsed(
                        new Unwritten(Side.MAILBOX, ends.mailbox(), lines),
                        new Unwritten(Side.CRM, ends.crm(), lines),
                        pairs))
                .run();
        return new Rehearsal(List.copyOf(lines), pairs.waiting(Settling.BRAKE));
    }

    /** What a person calls an item with these fields. */
    public static String name(Map<ItemField, String> fields) {
        return Stream.of(ItemField.SUBJECT, ItemField.GIVEN_NAME, ItemField.SURNAME)
                .map(field -> fields.getOrDefault(field, ""))
                .filter(value -> !value.isBlank())
                .collect(Collectors.joining(" "));
    }

    static Line line(Side side, Deed.What what, StoredItem item) {
        return new Line(side, what, name(item.fields()));
    }
}
