package app.tandem.crm;

import java.util.Set;

/**
 * What to look for, for all messages of a page together.
 *
 * @param addresses lower case
 * @param domains of addresses that are not free mail; Accounts by Website, only for addresses nobody has (sync L-5)
 * @param caseNumbers found in subjects (sync L-6)
 * @param recordIds found as links in bodies, 15 or 18 characters (sync L-6)
 * @param people ids of Contacts and Leads that somebody chose (pane U-170)
 * @param opportunities whether Opportunities of the matched Accounts are wanted (sync L-12)
 */
public record LinkSearch(
        Set<String> addresses,
        Set<String> domains,
        Set<String> caseNumbers,
        Set<String> recordIds,
        Set<String> people,
        boolean opportunities) {

    /** Nobody was chosen. */
    public LinkSearch(
            Set<String> addresses,
            Set<String> domains,
            Set<String> caseNumbers,
            Set<String> recordIds,
            boolean opportunities) {
        this(addresses, domains, caseNumbers, recordIds, Set.of(), opportunities);
    }
}
