package app.tandem.crm;

import java.util.List;

/**
 * The records of one object (pane U-82, U-89).
 *
 * @param cards in order; at most 200 (pane U-129)
 * @param total how many there are; in a search no more is known than {@link #more()}
 */
public record RecordGroup(ObjectHead object, List<RecordCard> cards, int total) {

    /** How many are shown at first (pane U-82). */
    public static final int FIRST = 5;

    /** How many "show more" adds (pane U-82). */
    public static final int STEP = 10;

    /** The cards shown at first. */
    public List<RecordCard> first() {
        return cards.subList(0, Math.min(FIRST, cards.size()));
    }

    /** Whether there are more than the cards at hand. */
    public boolean more() {
        return total > cards.size();
    }
}
