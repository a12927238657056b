package app.tandem.matching;

import app.tandem.item.Address;
import app.tandem.settings.AddressRules;
import java.util.HashSet;
import java.util.Set;

/** Tells what an address is to this user (sync L-2, B-1 … B-8). */
public final class AddressBook {

    /** What an address is; the first that applies. */
    public enum Kind {
        /** Not an address. Linked to nobody. */
        MALFORMED,
        /** The mailbox's own address or alias (sync L-27). */
        OWN,
        /** On the company's or the user's blocklist, as address or as domain (sync B-2). Never linked (sync U-6). */
        BLOCKED,
        /** Another user of the tenant. */
        COLLEAGUE,
        /** In one of the company's domains (sync B-6); external again once a People record carries it (sync B-7). */
        INTERNAL,
        /** At a free-mail provider: known by the exact address only, never by domain (sync B-5). */
        FREE_MAIL,
        /** Somebody outside. */
        EXTERNAL
    }

    private final Set<String> own;
    private final Set<String> colleagues;
    private final Set<String> internalDomains;
    private final AddressRules rules;

    /** All addresses in lower case. */
    public AddressBook(Set<String> own, Set<String> colleagues, AddressRules rules) {
        this.own = own;
        this.colleagues = colleagues;
        this.rules = rules;
        this.internalDomains = internalDomains(own, rules);
    }

    private static Set<String> internalDomains(Set<String> own, AddressRules rules) {
        Set<String> domains = new HashSet<>(rules.orgDomains());
        own.stream()
                .map(address -> new Address(address, null).domain())
                .filter(domain -> !domain.isEmpty() && !rules.freeMailDomains().contains(domain))
                .forEach(domains::add);
        return domains;
    }

    /** What this address is. */
    public Kind kind(Address address) {
        if (!address.isValid()) {
            return Kind.MALFORMED;
        }
        if (own.contains(address.address())) {
            return Kind.OWN;
        }
        if (isBlocked(address)) {
            return Kind.BLOCKED;
        }
        if (rules.internalInSearch()) {
            return outside(address);
        }
        if (colleagues.contains(address.address())) {
            return Kind.COLLEAGUE;
        }
        return internalDomains.contains(address.domain()) ? Kind.INTERNAL : outside(address);
    }

    private Kind outside(Address address) {
        return rules.freeMailDomains().contains(address.domain()) ? Kind.FREE_MAIL : Kind.EXTERNAL;
    }

    private boolean isBlocked(Address address) {
        Set<String> list = rules.blocklist();
        return list.contains(address.address())
                || list.contains(address.domain())
                || list.contains("@" + address.domain());
    }

    /** Whether the mailbox's owner is behind this address. */
    public boolean isOwn(Address address) {
        return own.contains(address.address());
    }

    /** Whether this address makes a message saveable by itself (sync E-14): neither internal nor blocklisted. */
    public boolean isOutside(Address address) {
        Kind kind = kind(address);
        return kind == Kind.EXTERNAL || kind == Kind.FREE_MAIL;
    }
}
