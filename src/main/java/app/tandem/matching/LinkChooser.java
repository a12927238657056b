package app.tandem.matching;

import app.tandem.crm.Candidates;
import app.tandem.crm.Candidates.Account;
import app.tandem.crm.Candidates.Case;
import app.tandem.crm.Candidates.Opportunity;
import app.tandem.crm.Candidates.Person;
import app.tandem.item.Address;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.matching.AddressBook.Kind;
import app.tandem.matching.Chosen.By;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the records of a message from what was found (sync L-10 … L-19). Every tie is broken by a chain that ends
 * at the id, so the order of what was found never matters.
 *
 * @see "docs/decisions/007-link-ties.md"
 */
public final class LinkChooser {

    /** Objects that a message is never filed under, although a text may link to them. */
    private static final Set<String> NO_BUSINESS_RECORD = Set.of(
            "Contact",
            "Lead",
            "User",
            "Group",
            "Task",
            "Event",
            "EmailMessage",
            "ContentDocument",
            "ContentVersion",
            "Attachment",
            "Report",
            "Dashboard");

    private static final int MOST_MENTIONED = 10;

    private final AddressBook book;
    private final boolean opportunities;
    private final Candidates found;
    private final People people;
    private final String userId;

    /**
     * @param opportunities S-11
     * @param userId the Salesforce user for whom is chosen
     */
    public LinkChooser(AddressBook book, boolean opportunities, Candidates found, String userId) {
        this.book = book;
        this.opportunities = opportunities;
        this.found = found;
        this.people = new People(found.people(), userId);
        this.userId = userId;
    }

    /** The records of a message whose text is {@code text}. */
    public Chosen choose(Mail mail, boolean outbound, String text) {
        Map<String, Person> known = known(Participants.of(mail, outbound));
        List<Person> who = together(known);
        Choice what = what(mail, outbound, text, who);
        Set<String> ids = who.stream().map(Person::id).collect(Collectors.toSet());
        Map<String, RecordRef> byAddress = new LinkedHashMap<>();
        known.forEach((address, person) -> {
            if (ids.contains(person.id())) {
                byAddress.put(address, People.ref(person));
            }
        });
        List<RecordRef> refs = who.stream().map(People::ref).distinct().toList();
        boolean lead = !who.isEmpty() && People.isLead(who.getFirst());
        return lead
                ? new Chosen(refs, null, By.NOTHING, null, byAddress)
                : new Chosen(refs, what.record(), what.by(), what.account(), byAddress);
    }

    /**
     * The records of a message that nobody is linked with by address or domain: whoever of the outside stands first in its
     * text and is known (sync L-6). He took part in nothing, so that no Opportunity comes with him (sync L-12).
     */
    public Chosen mentioned(Mail mail, String text) {
        return mentioned(mail, text, book).stream()
                .flatMap(address -> people.with(address.address()).stream())
                .findFirst()
                .map(LinkChooser::mentioned)
                .orElse(Chosen.NOBODY);
    }

    /** Outsiders who only stand in a message's text; few: a forwarded head and a signature have room, a newsletter's list has not. */
    public static List<Address> mentioned(Mail mail, String text, AddressBook book) {
        List<Address> participants = Participants.of(mail, false);
        return TextAddresses.in(text).stream()
                .filter(address -> book.isOutside(address)
                        && participants.stream().noneMatch(one -> one.address().equals(address.address())))
                .limit(MOST_MENTIONED)
                .toList();
    }

    private static Chosen mentioned(Person person) {
        RecordRef account = People.isLead(person) ? null : People.account(person.accountId());
        return new Chosen(
                List.of(People.ref(person)), account, account == null ? By.NOTHING : By.ACCOUNT, account, Map.of());
    }

    /** Whom an address links to, blocklisted and own ones left out (sync L-2, L-15); an internal one once it has a record (B-7). */
    private Map<String, Person> known(List<Address> participants) {
        Map<String, Person> known = new LinkedHashMap<>();
        for (Address address : participants) {
            if (isLinkable(book.kind(address))) {
                people.with(address.address()).ifPresent(person -> known.put(address.address(), person));
            }
        }
        return known;
    }

    /** Whether an address of this kind may link to a record. */
    public static boolean isLinkable(Kind kind) {
        return kind == Kind.EXTERNAL || kind == Kind.FREE_MAIL || kind == Kind.INTERNAL;
    }

    /** The first person decides: a Lead stands alone, beside a Contact there is no Lead (sync L-19). */
    private static List<Person> together(Map<String, Person> known) {
        List<Person> all = new ArrayList<>(known.values());
        if (all.isEmpty() || People.isLead(all.getFirst())) {
            return all.isEmpty() ? all : List.of(all.getFirst());
        }
        all.removeIf(People::isLead);
        return all;
    }

    private record Choice(
            @Nullable RecordRef record, By by, @Nullable RecordRef account) {}

    /** Sync L-13: a record link, a case number, an Opportunity, an Account, an Account by its domain. */
    private Choice what(Mail mail, boolean outbound, String text, List<Person> who) {
        return linked(text, who)
                .or(() -> numbered(mail.subject(), who))
                .or(() -> opportunity(who))
                .or(() -> Optional.ofNullable(accountOf(who)).map(account -> new Choice(account, By.ACCOUNT, account)))
                .or(() -> who.isEmpty() ? byDomain(mail, outbound) : Optional.empty())
                .orElse(new Choice(null, By.NOTHING, null));
    }

    private Optional<Choice> linked(String text, List<Person> who) {
        return RecordLinks.in(text).stream()
                .map(id -> Optional.ofNullable(found.recordsById().get(id))
                        .orElse(found.recordsById().get(id.substring(0, 15))))
                .filter(record -> record != null && !NO_BUSINESS_RECORD.contains(record.type()))
                .findFirst()
                .map(record -> new Choice(record, By.RECORD_LINK, accountBehind(record, who)));
    }

    private @Nullable RecordRef accountBehind(RecordRef record, List<Person> who) {
        if (record.type().equals("Account")) {
            return record;
        }
        return found.opportunities().stream()
                .filter(opportunity -> opportunity.id().equals(record.id()))
                .findFirst()
                .map(opportunity -> People.account(opportunity.accountId()))
                .orElseGet(() -> accountOf(who));
    }

    private Optional<Choice> numbered(String subject, List<Person> who) {
        for (String number : CaseNumbers.in(subject)) {
            Case match = found.casesByNumber().get(number);
            if (match != null) {
                RecordRef account = People.account(match.accountId());
                return Optional.of(new Choice(
                        new RecordRef("Case", match.id()), By.CASE_NUMBER, account != null ? account : accountOf(who)));
            }
        }
        return Optional.empty();
    }

    /** Sync L-12: own, at the Account of somebody in the message; with a role of his, then the newest. */
    private Optional<Choice> opportunity(List<Person> who) {
        if (!opportunities) {
            return Optional.empty();
        }
        Set<String> accounts =
                who.stream().map(Person::accountId).filter(Objects::nonNull).collect(Collectors.toSet());
        Set<String> ids = who.stream().map(Person::id).collect(Collectors.toSet());
        return found.opportunities().stream()
                .filter(opportunity -> Objects.equals(opportunity.ownerId(), userId))
                .filter(opportunity -> accounts.contains(opportunity.accountId()))
                .min(Comparator.<Opportunity, Boolean>comparing(opportunity ->
                                opportunity.roleContactIds().stream().noneMatch(ids::contains))
                        .thenComparing(Opportunity::created, Comparator.reverseOrder())
                        .thenComparing(Opportunity::id))
                .map(opportunity -> new Choice(
                        new RecordRef("Opportunity", opportunity.id()),
                        By.OPPORTUNITY,
                        People.account(opportunity.accountId())));
    }

    private static @Nullable RecordRef accountOf(List<Person> who) {
        return who.stream()
                .map(Person::accountId)
                .filter(Objects::nonNull)
                .findFirst()
                .map(People::account)
                .orElse(null);
    }

    /** Sync L-5: nobody is known, but somebody writes from a company's domain. */
    private Optional<Choice> byDomain(Mail mail, boolean outbound) {
        Comparator<Account> order = Comparator.<Account, Boolean>comparing(
                        account -> !Objects.equals(account.ownerId(), userId))
                .thenComparing(Account::created)
                .thenComparing(Account::id);
        return Participants.of(mail, outbound).stream()
                .filter(address -> book.kind(address) == Kind.EXTERNAL)
                .map(Address::domain)
                .distinct()
                .flatMap(domain ->
                        found.accounts().stream()
                                .filter(account -> domain.equals(account.domain()))
                                .min(order)
                                .stream())
                .findFirst()
                .map(account -> new RecordRef("Account", account.id()))
                .map(account -> new Choice(account, By.DOMAIN, account));
    }
}
