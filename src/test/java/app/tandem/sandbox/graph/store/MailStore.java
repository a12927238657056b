package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All mailboxes of a world; people without one are not known here. */
public final class MailStore {

    private final World world;
    private final Map<String, Mailbox> byMail = new TreeMap<>();

    public MailStore(World world, InstantSource clock, Changes changes) {
        this.world = world;
        for (Person person : world.people()) {
            byMail.put(person.mail().toLowerCase(Locale.ROOT), new Mailbox(person, clock, changes));
        }
    }

    /** The people and companies. */
    public World world() {
        return world;
    }

    /** All mailboxes in the order of their addresses. */
    public Collection<Mailbox> all() {
        return byMail.values();
    }

    /** The mailbox of an address or alias. */
    public Optional<Mailbox> byAddress(String address) {
        Mailbox own = byMail.get(address.toLowerCase(Locale.ROOT));
        return own != null
                ? Optional.of(own)
                : world.person(address).map(person -> byMail.get(person.mail().toLowerCase(Locale.ROOT)));
    }

    /** The mailbox of an object id or user principal name, as paths name users. */
    public Optional<Mailbox> byUser(String idOrName) {
        return world.byEntraId(idOrName)
                .map(Person::mail)
                .or(() -> Optional.of(idOrName))
                .map(mail -> byMail.get(mail.toLowerCase(Locale.ROOT)));
    }
}
