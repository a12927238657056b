package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;

import app.tandem.crm.Candidates;
import app.tandem.crm.LinkSearch;
import app.tandem.item.Address;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.matching.AddressBook;
import app.tandem.matching.AddressBook.Kind;
import app.tandem.matching.Participants;
import app.tandem.settings.AutoSave;
import app.tandem.settings.AutoSave.Mode;
import app.tandem.settings.AutoSave.Way;
import app.tandem.sync.Triage.Direction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether mail that nobody marked is saved (sync section 6): first by what the message itself says, then by whom the CRM knows
 * of those who took part. Nothing of a message is read for it.
 *
 * @see "docs/decisions/031-saving-by-itself.md"
 */
final class AutoSaving {

    private static final int LONGEST_ADDRESS = 254;

    private final MailContext context;
    private final AutoSave rules;
    private final AddressBook book;

    AutoSaving(MailContext context, AddressBook book) {
        this.context = context;
        this.rules = context.settings().autoSave();
        this.book = book;
    }

    /** Why it is not saved, as far as the message itself says; empty where the CRM has to be asked (sync E-44). */
    Optional<Reason> refusal(Mail mail, Direction direction) {
        Instant since = context.autoSince();
        if (!rules.on() || since == null) {
            return left("sync E-42");
        }
        if (rules.way() != Way.BOTH && (rules.way() == Way.IN) != (direction == Direction.INBOUND)) {
            return left("sync E-17");
        }
        Instant when = MailTriage.when(mail, direction);
        if (when == null || when.isBefore(since)) {
            return left("sync W-10");
        }
        return refusal(Participants.of(mail, false).stream().map(book::kind).collect(Collectors.toSet()));
    }

    /** An internal address may have a record, and then it counts as any other (sync B-7). */
    private Optional<Reason> refusal(Set<Kind> kinds) {
        if (kinds.contains(Kind.EXTERNAL) || kinds.contains(Kind.INTERNAL) && !isOpen()) {
            return Optional.empty();
        }
        if (kinds.contains(Kind.FREE_MAIL)) {
            return left("sync B-5");
        }
        return left(kinds.contains(Kind.BLOCKED) ? "sync B-3" : "sync E-13");
    }

    /** Whether the mode saves mail of people whom nobody knows. */
    private boolean isOpen() {
        return rules.mode() == Mode.FORCED || rules.mode() == Mode.FLEXIBLE;
    }

    /** What to ask the CRM, for all of them together. */
    LinkSearch search(Collection<Triage.Candidate> candidates) {
        Set<String> addresses = new TreeSet<>();
        Set<String> domains = new TreeSet<>();
        if (!isOpen()) {
            candidates.forEach(candidate -> eligible(candidate.mail()).forEach(address -> {
                addresses.add(address.address());
                if (rules.mode() == Mode.SMART && book.kind(address) == Kind.EXTERNAL) {
                    domains.add(address.domain());
                }
            }));
        }
        return new LinkSearch(addresses, domains, Set.of(), Set.of(), false);
    }

    /** Why the mode does not save it; empty where it does (sync U-3 … U-5). */
    Optional<Reason> refusal(Triage.Candidate candidate, Candidates found) {
        List<Address> people = eligible(candidate.mail());
        boolean outside = people.stream().anyMatch(address -> book.kind(address) == Kind.EXTERNAL);
        Set<String> known = new HashSet<>();
        found.people().forEach(person -> known.addAll(person.addresses()));
        boolean saved = people.stream().anyMatch(address -> known.contains(address.address()))
                || switch (rules.mode()) {
                    case GENERAL -> false;
                    case FORCED, FLEXIBLE -> outside;
                    case SMART -> isCompanyKnown(people, found);
                    case USEFUL -> isConversationSaved(candidate.mail());
                };
        return saved ? Optional.empty() : left(outside ? "sync U-3" : "sync E-13");
    }

    private boolean isCompanyKnown(List<Address> people, Candidates found) {
        Set<String> domains = found.accounts().stream()
                .map(Candidates.Account::domain)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return people.stream()
                .anyMatch(address -> book.kind(address) == Kind.EXTERNAL && domains.contains(address.domain()));
    }

    private boolean isConversationSaved(Mail mail) {
        return mail.conversationId() != null
                && !context.conversations()
                        .getOrDefault(mail.conversationId(), List.of())
                        .isEmpty();
    }

    /** Who may be the cause of saving: free mail and blocklists are not (sync B-3, B-5). */
    private List<Address> eligible(Mail mail) {
        return Participants.of(mail, false).stream()
                .filter(address -> address.address().length() <= LONGEST_ADDRESS)
                .filter(address -> {
                    Kind kind = book.kind(address);
                    return kind == Kind.EXTERNAL || kind == Kind.INTERNAL;
                })
                .toList();
    }

    private static Optional<Reason> left(String rule) {
        return Optional.of(Reason.of(LEFT_ALONE, rule));
    }
}
