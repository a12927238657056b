package app.tandem.crm;

import java.util.List;
import java.util.Set;

/**
 * What the pane knows of an item (pane U-69); internal and blocked addresses are out already (pane U-70).
 *
 * @param addresses lower case
 * @param domains of addresses that are not free mail; Accounts by Website, when nobody matched at all (pane U-76)
 * @param caseNumbers found in the text (pane U-78)
 * @param recordIds found as links in the text, 15 or 18 characters (pane U-78)
 * @param views the objects wanted, in the order of the tabs (pane U-92); others are not looked for
 * @param relatedLists whether what hangs on the people found is wanted (pane U-87)
 */
public record RelatedSearch(
        Set<String> addresses,
        Set<String> domains,
        Set<String> caseNumbers,
        Set<String> recordIds,
        List<ObjectView> views,
        boolean relatedLists) {

    /** Everything for these addresses, in the usual views. */
    public static RelatedSearch of(Set<String> addresses, Set<String> domains) {
        return new RelatedSearch(addresses, domains, Set.of(), Set.of(), ObjectView.standard(), true);
    }
}
