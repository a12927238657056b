package app.tandem.settings;

import java.util.Set;

/**
 * Who counts as whom, resolved for one user.
 *
 * @param orgDomains S-28: the company's own mail domains, lower case
 * @param blocklist S-12 and S-34: addresses and domains, lower case (sync B-2: a domain is exact)
 * @param freeMailDomains S-70: domains that are never searched as a company's (sync B-5)
 * @param internalInSearch S-20: internal filtering is off
 */
public record AddressRules(
        Set<String> orgDomains, Set<String> blocklist, Set<String> freeMailDomains, boolean internalInSearch) {}
