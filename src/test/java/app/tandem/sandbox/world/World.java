package app.tandem.sandbox.world;

import java.util.List;
import java.util.Optional;

/** The companies and people of one seed. One Entra tenant, {@code contoso.example}, hosts all mailboxes. */
public record World(long seed, List<Org> orgs, List<Person> people) {

    public static final String TENANT = "contoso.example";
    /** The tenant's id in Entra. */
    public static final String TENANT_ID = "0b5f6f1a-3c1e-4a57-9d0b-8f2a5c7e1d01";

    /** The person of an address or alias, case aside. */
    public Optional<Person> person(String address) {
        return people.stream()
                .filter(person -> person.mail().equalsIgnoreCase(address)
                        || person.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(address)))
                .findFirst();
    }

    /** The person of an Entra object id. */
    public Optional<Person> byEntraId(String entraId) {
        return people.stream()
                .filter(person -> person.entraId().equals(entraId))
                .findFirst();
    }

    /** The org of an id. */
    public Org org(String orgId) {
        return orgs.stream()
                .filter(org -> org.orgId.equals(orgId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no org " + orgId));
    }
}
