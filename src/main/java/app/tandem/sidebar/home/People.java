package app.tandem.sidebar.home;

import app.tandem.account.MailboxConnection;
import app.tandem.account.User;
import app.tandem.account.Users;
import app.tandem.item.Address;
import app.tandem.mailbox.Mailboxes;
import app.tandem.matching.AddressBook;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Sorts the addresses of an item: whom to look up, and whom not and why (pane U-70 … U-72). */
@Component
public class People {

    /**
     * What becomes of the addresses of an item.
     *
     * @param outside looked up
     * @param domains of those at companies, for Accounts by web site (pane U-76)
     * @param left own and internal addresses
     * @param blocked those on a blocklist, the person's own or the company's
     */
    public record Sorted(Set<Address> outside, Set<String> domains, Set<Address> left, Set<Address> blocked) {

        /** The addresses to look up. */
        public Set<String> addresses() {
            return outside.stream().map(Address::address).collect(Collectors.toSet());
        }
    }

    private final Users users;
    private final Settings settings;
    private final Mailboxes mailboxes;

    People(Users users, Settings settings, Mailboxes mailboxes) {
        this.users = users;
        this.settings = settings;
        this.mailboxes = mailboxes;
    }

    /** Sorts them; may ask the mailbox for its aliases, which it keeps for hours. */
    Sorted sort(User user, String openMailbox, List<Address> people) {
        AddressBook book = book(user, openMailbox);
        Set<Address> outside = new java.util.LinkedHashSet<>();
        Set<Address> left = new java.util.LinkedHashSet<>();
        Set<Address> blocked = new java.util.LinkedHashSet<>();
        people.stream()
                .filter(Address::isValid)
                .forEach(person -> (book.kind(person) == AddressBook.Kind.BLOCKED
                                ? blocked
                                : book.isOutside(person) ? outside : left)
                        .add(person));
        Set<String> domains = outside.stream()
                .filter(person -> book.kind(person) == AddressBook.Kind.EXTERNAL)
                .map(Address::domain)
                .collect(Collectors.toSet());
        return new Sorted(outside, domains, left, blocked);
    }

    private AddressBook book(User user, String openMailbox) {
        Set<String> own = new HashSet<>();
        own.add(openMailbox);
        user.crm().ifPresent(crm -> own.add(crm.userName().toLowerCase(Locale.ROOT)));
        user.mailbox().ifPresent(mailbox -> own.addAll(aliases(user, mailbox)));
        own.remove("");
        Set<String> colleagues = users.colleagues(user.tenant()).stream()
                .filter(colleague -> !colleague.id().equals(user.id()))
                .flatMap(colleague -> colleague.mailbox().map(MailboxConnection::address).stream())
                .map(address -> address.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new AddressBook(
                own, colleagues, settings.mail(user.tenant(), user.id()).addresses());
    }

    /** A mailbox that does not answer leaves the person with the one address that is known. */
    private Set<String> aliases(User user, MailboxConnection mailbox) {
        try {
            return mailboxes.open(user).identity().addresses();
        } catch (RemoteFailureException unreachable) {
            return Set.of(mailbox.address().toLowerCase(Locale.ROOT));
        }
    }
}
