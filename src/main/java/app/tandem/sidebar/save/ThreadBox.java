package app.tandem.sidebar.save;

import app.tandem.item.SaveWish;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;

/** Whether the whole conversation is to be saved (pane U-184, U-215); not there where that is not possible. */
final class ThreadBox extends Div {

    /**
     * What is offered.
     *
     * @param marked the conversation is saved as it comes already
     * @param ticked at first
     */
    record Offer(boolean marked, boolean ticked) {}

    private final Offer offer;
    private final CheckRow row;

    private ThreadBox(Offer offer, Words words, Runnable changed) {
        this.offer = offer;
        row = new CheckRow(
                words.of("save.thread"),
                words.of(offer.marked() ? "save.thread.marked" : "save.thread.detail"),
                offer.ticked(),
                changed);
        addClassName("group");
        add(row);
    }

    static Optional<ThreadBox> of(Optional<Offer> offer, Words words, Runnable changed) {
        return offer.map(one -> new ThreadBox(one, words, changed));
    }

    /** The wish as the box has it. */
    SaveWish on(SaveWish wish) {
        return row.isTicked() ? wish.wholeThread() : wish;
    }

    /** Whether the person took the tick off a conversation that was marked (sync H-9). */
    boolean isTakenOff() {
        return offer.marked() && !row.isTicked();
    }
}
