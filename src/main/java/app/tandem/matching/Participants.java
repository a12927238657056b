package app.tandem.matching;

import app.tandem.item.Address;
import app.tandem.item.Mail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Who took part in a message, in the order in which links are chosen (sync L-1, L-14). */
public final class Participants {

    private Participants() {}

    /** Inbound: sender first. Outbound: first To, then Cc, then Bcc. Each address once. */
    public static List<Address> of(Mail mail, boolean outbound) {
        Stream<Address> authors = Stream.of(mail.from(), mail.sender()).filter(Objects::nonNull);
        Stream<Address> receivers = Stream.of(mail.to(), mail.cc(), mail.bcc()).flatMap(List::stream);
        Map<String, Address> once = new LinkedHashMap<>();
        (outbound ? Stream.concat(receivers, authors) : Stream.concat(authors, receivers))
                .forEach(address -> once.putIfAbsent(address.address(), address));
        return List.copyOf(once.values());
    }

    /** Whether nobody outside took part: all internal, blocklisted or unreadable (sync L-2, E-13). */
    public static boolean areInternal(Mail mail, AddressBook book) {
        return of(mail, false).stream().noneMatch(book::isOutside);
    }
}
