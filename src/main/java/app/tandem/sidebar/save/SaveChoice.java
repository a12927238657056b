package app.tandem.sidebar.save;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.engine.FileChoice;
import app.tandem.item.RecordRef;
import app.tandem.matching.LinkRules;
import app.tandem.settings.FileTicks;
import app.tandem.settings.SaveSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a person may choose when saving.
 *
 * @param offers the records, those on top that the person came with and those that hold the item already
 * @param ticks which files are ticked at first (pane U-197)
 * @param saved the item is saved for this person, and what is chosen replaces its links (pane U-188)
 * @param rules what settings and org allow (pane 12.1)
 * @param wording what the activity may say otherwise than the mail (pane U-181); empty where nothing can be worded
 * @param thread what is offered of the whole conversation; empty for nothing (pane U-214)
 */
record SaveChoice(
        List<Offer> offers,
        List<FileChoice> files,
        FileTicks ticks,
        boolean saved,
        LinkRules.Rules rules,
        Optional<WordingBox.Offer> wording,
        Optional<ThreadBox.Offer> thread) {

    /**
     * A record that may be chosen.
     *
     * @param ticked at first
     * @param linked holds the item already (pane U-84)
     * @param early shown before more are asked for (pane U-82)
     */
    record Offer(RecordCard card, boolean ticked, boolean linked, boolean early) {}

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");

    /** Whether a record of that type is somebody rather than something. */
    static boolean isPerson(RecordCard card) {
        return PEOPLE.contains(card.ref().type());
    }

    /**
     * The records in order, each once. Ticked at first are those the person came with and those that hold the item; where
     * none does yet, also the first ones of the types of S-17 (pane U-178).
     *
     * @param started records from which the person began to save
     * @param linked records that hold the item, as far as the person may see them
     * @param related what belongs to the item otherwise
     */
    static List<Offer> offers(
            List<RecordCard> started, List<RecordCard> linked, List<RecordGroup> related, SaveSettings settings) {
        List<Offer> offers = new ArrayList<>();
        Set<RecordRef> holding = refs(linked);
        Set<RecordRef> met = new HashSet<>();
        started.stream()
                .filter(card -> isLinkable(card, settings) && met.add(card.ref()))
                .forEach(card -> offers.add(new Offer(card, true, holding.contains(card.ref()), true)));
        linked.stream()
                .filter(card -> met.add(card.ref()))
                .forEach(card -> offers.add(new Offer(card, true, true, true)));
        for (RecordGroup group : related) {
            Set<RecordRef> first = refs(group.first());
            for (RecordCard card : group.cards()) {
                if (isLinkable(card, settings) && met.add(card.ref())) {
                    boolean early = first.contains(card.ref());
                    boolean ticked =
                            early && linked.isEmpty() && settings.preselected().contains(type(card));
                    offers.add(new Offer(card, ticked, false, early));
                }
            }
        }
        return List.copyOf(offers);
    }

    /** Types that are never linked to mail are not offered (S-16; pane U-178). */
    private static boolean isLinkable(RecordCard card, SaveSettings settings) {
        return !settings.notLinkable().contains(type(card));
    }

    private static Set<RecordRef> refs(List<RecordCard> cards) {
        Set<RecordRef> refs = new HashSet<>();
        cards.forEach(card -> refs.add(card.ref()));
        return refs;
    }

    private static String type(RecordCard card) {
        return card.ref().type().toLowerCase(Locale.ROOT);
    }
}
