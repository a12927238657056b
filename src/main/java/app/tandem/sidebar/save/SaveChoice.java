package app.tandem.sidebar.save;

import app.tandem.crm.RecordCard;
import app.tandem.item.Attachment;
import app.tandem.matching.LinkRules;
import java.util.List;
import java.util.Set;

/**
 * What a person may choose when saving.
 *
 * @param records related ones, people first; those already linked come with them
 * @param linked ids of records that hold the item already (pane U-84)
 * @param rules what settings and org allow (pane 12.1)
 */
record SaveChoice(List<RecordCard> records, Set<String> linked, List<Attachment> files, LinkRules.Rules rules) {

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");

    /** Whether a record of that type is somebody rather than something. */
    static boolean isPerson(RecordCard card) {
        return PEOPLE.contains(card.ref().type());
    }

    /** The types that are ticked at first: S-17 (pane U-178). */
    static boolean isPreselected(RecordCard card) {
        return isPerson(card) || card.ref().type().equals("Account");
    }
}
