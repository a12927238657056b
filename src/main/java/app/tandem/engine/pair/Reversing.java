package app.tandem.engine.pair;

import app.tandem.account.Side;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.Deed;
import app.tandem.journal.DeedBook;
import app.tandem.journal.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a person asked for, before the lane looks at anything: whatever somebody has worked on since stays. The newest
 * goes first, so that an item which was created and then changed is met as it was created.
 */
public final class Reversing {

    /**
     * Something that was done, how its item is now, and its pair.
     *
     * @param item null where it is gone
     * @param pair null where nothing is in step with it
     */
    record Case(
            Deed deed, @Nullable StoredItem item, @Nullable Pair pair) {

        Pair bond() {
            return Objects.requireNonNull(pair);
        }

        StoredItem seen() {
            return Objects.requireNonNull(item);
        }

        AgreedItem agreed() {
            return Objects.requireNonNull(deed.side() == Side.MAILBOX ? bond().mailbox() : bond().crm());
        }

        /** What is still a change of that side, except these: it is not settled by taking something back. */
        Set<ItemField> open(Ends ends) {
            Set<ItemField> open = new HashSet<>(ends.prints().changed(agreed(), seen()));
            open.removeAll(deed.fields());
            return open;
        }

        Pair with(@Nullable AgreedItem there) {
            return deed.side() == Side.MAILBOX
                    ? bond().with(there, bond().crm())
                    : bond().with(bond().mailbox(), there);
        }
    }

    private final Ends ends;
    private final DeedBook book;
    private final Restoring restoring;
    private final Removing removing;

    /**
     * Between these ends, whose writes are not noted themselves.
     *
     * @param read texts that lie in the mailbox, by where they lie
     */
    public Reversing(Ends ends, DeedBook book, Function<Collection<String>, Map<String, String>> read) {
        this.ends = ends;
        this.book = book;
        restoring = new Restoring(ends, read);
        removing = new Removing(ends);
    }

    /** Answers whether the lane may go on: not while something may have been written of which the answer was lost. */
    public boolean run() {
        List<Deed> left =
                new ArrayList<>(book.asked(ends.book().tenant(), ends.book().user(), ends.kind()));
        boolean clear = true;
        while (!left.isEmpty()) {
            List<Deed> round = newestOfEachItem(left);
            left.removeAll(round);
            for (Side side : Side.values()) {
                List<Deed> deeds =
                        round.stream().filter(deed -> deed.side() == side).toList();
                if (!deeds.isEmpty()) {
                    clear &= take(side, deeds);
                }
            }
        }
        return clear;
    }

    private static List<Deed> newestOfEachItem(List<Deed> deeds) {
        Set<String> met = new HashSet<>();
        return deeds.stream()
                .filter(deed -> met.add(deed.side() + " " + deed.after().id()))
                .toList();
    }

    private boolean take(Side side, List<Deed> deeds) {
        List<String> ids = deeds.stream().map(deed -> deed.after().id()).toList();
        Map<String, ReadOutcome<StoredItem>> found = ends.store(side).locate(ids);
        Map<String, Pair> pairs = new HashMap<>();
        ends.book().find(side, ids).forEach(pair -> {
            AgreedItem agreed = side == Side.MAILBOX ? pair.mailbox() : pair.crm();
            pairs.put(Objects.requireNonNull(agreed).id(), pair);
        });
        List<Deed> answers = new ArrayList<>();
        List<Case> cases = new ArrayList<>();
        for (Deed deed : deeds) {
            String id = deed.after().id();
            switch (Objects.requireNonNull(found.get(id))) {
                case ReadOutcome.Found<StoredItem>(StoredItem item) -> cases.add(new Case(deed, item, pairs.get(id)));
                case ReadOutcome.Gone<StoredItem> gone -> cases.add(new Case(deed, null, pairs.get(id)));
                case ReadOutcome.Refused<StoredItem> refused -> answers.add(stays(deed, refused.code()));
                // It is tried again by the next cycle.
                case ReadOutcome.Later<StoredItem> later -> {}
            }
        }
        book.answer(ends.book().lease(), answers);
        return carryOut(side, cases);
    }

    private boolean carryOut(Side side, List<Case> cases) {
        List<Deed> answers = new ArrayList<>();
        boolean clear = restoring.take(
                side,
                cases.stream()
                        .filter(one -> one.deed().what() == Deed.What.CHANGED)
                        .toList(),
                answers);
        removing.take(
                side,
                cases.stream()
                        .filter(one -> one.deed().what() == Deed.What.CREATED)
                        .toList(),
                answers);
        book.answer(ends.book().lease(), answers);
        return clear;
    }

    static Deed stays(Deed deed, String code) {
        return deed.answered(Deed.Undo.STAYS, code);
    }

    static Deed takenBack(Deed deed) {
        return deed.answered(Deed.Undo.TAKEN_BACK, null);
    }

    /** Why it stays, by an outcome that will not become another one; null for one that may. */
    static @Nullable String lasting(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Changed changed -> "CHANGED";
            case WriteOutcome.Gone gone -> "GONE";
            case WriteOutcome.Refused refused -> refused.code();
            case WriteOutcome.Exists exists -> "CHANGED";
            case WriteOutcome.Later later -> null;
            case WriteOutcome.Unknown unknown -> null;
            case WriteOutcome.Done done -> null;
        };
    }
}
