package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;
import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.SAVED;
import static app.tandem.item.Reason.State.WAITS;

import app.tandem.crm.Candidates;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.OrgProfile;
import app.tandem.item.Address;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import app.tandem.matching.AddressBook;
import app.tandem.matching.AddressBook.Kind;
import app.tandem.matching.CaseNumbers;
import app.tandem.matching.Chosen;
import app.tandem.matching.LinkChooser;
import app.tandem.matching.Participants;
import app.tandem.matching.RecordLinks;
import app.tandem.safehtml.MailText;
import app.tandem.sync.Decision.Links;
import app.tandem.sync.Triage.Direction;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Search and choice of links, and whether a candidate is saved with them (sync E-45 … E-48).
 *
 * @see "docs/decisions/006-internal-mail.md"
 */
final class LinkDecisions {

    private static final int LONGEST_ADDRESS = 254;

    private final MailContext context;
    private final AddressBook book;

    LinkDecisions(MailContext context, AddressBook book) {
        this.context = context;
        this.book = book;
    }

    LinkSearch search(Collection<Triage.Candidate> candidates, Map<ItemId, MailText> texts) {
        Set<String> addresses = new TreeSet<>();
        Set<String> domains = new TreeSet<>();
        Set<String> cases = new TreeSet<>();
        Set<String> records = new TreeSet<>();
        Set<String> people = new TreeSet<>();
        for (Triage.Candidate candidate : candidates) {
            Optional<SaveWish> chosen = ChosenLinks.of(candidate);
            if (chosen.isPresent()) {
                chosen.get().people().forEach(person -> people.add(person.id()));
                continue;
            }
            candidate.thread().ifPresent(thread -> {
                thread.people().forEach(person -> people.add(person.id()));
                thread.business().forEach(record -> records.add(record.id()));
            });
            if (candidate.thread().filter(thread -> !thread.shared()).isPresent()) {
                continue;
            }
            Participants.of(candidate.mail(), false).forEach(address -> collect(address, addresses, domains));
            cases.addAll(CaseNumbers.in(candidate.mail().subject()));
            MailText text = texts.get(candidate.mail().id());
            if (text != null) {
                records.addAll(RecordLinks.in(text.text()));
                LinkChooser.mentioned(candidate.mail(), text.text(), book)
                        .forEach(address -> addresses.add(address.address()));
            }
        }
        return new LinkSearch(
                addresses,
                domains,
                cases,
                records,
                people,
                context.settings().links().toOpportunities());
    }

    private void collect(Address address, Set<String> addresses, Set<String> domains) {
        Kind kind = book.kind(address);
        if (!LinkChooser.isLinkable(kind) || address.address().length() > LONGEST_ADDRESS) {
            return;
        }
        addresses.add(address.address());
        if (kind == Kind.EXTERNAL) {
            domains.add(address.domain());
        }
    }

    Decision decide(
            Triage.Candidate candidate,
            @Nullable RecordRef saved,
            MailText text,
            Candidates found,
            OrgProfile profile) {
        if (saved != null) {
            return new Decision.Adopt(saved, Reason.of(SAVED, "sync D-1"));
        }
        if (!profile.emailMessages() && !profile.fields().containsKey("Task")) {
            return new Decision.Refuse(Reason.of(REFUSED, "sync E-2", "NO_OBJECT"));
        }
        Optional<SaveWish> wish = ChosenLinks.of(candidate);
        if (wish.isPresent()) {
            return new ChosenLinks(context, found, profile).decide(wish.get());
        }
        Mail mail = candidate.mail();
        boolean outbound = candidate.direction() == Direction.OUTBOUND;
        boolean opportunities = context.settings().links().toOpportunities();
        LinkChooser chooser = new LinkChooser(book, opportunities, found, profile.userId());
        Chosen chosen = chooser.choose(mail, outbound, text.text());
        boolean internal = chosen.who().isEmpty() && Participants.areInternal(mail, book);
        if (candidate.thread().isPresent() && !internal) {
            return new ThreadChoice(context, found, profile)
                    .decide(candidate.thread().get(), links(chosen))
                    .orElseGet(() -> unlinked(candidate, Links.NONE, Reason.of(WAITS, "sync H-5", "NO_RECORD")));
        }
        if (internal) {
            Links inherited = internal(candidate, chosen, profile.emailMessages());
            if (!inherited.isEmpty()) {
                return new Decision.Save(inherited, Reason.of(SAVED, "sync U-8"));
            }
        } else if (!links(chosen).isEmpty()) {
            return linked(candidate, chosen, links(chosen), "sync E-49");
        }
        if (candidate.trigger() == Triage.Trigger.AUTO) {
            return unlinked(candidate, Links.NONE, Reason.of(WAITS, "sync E-48", "NO_RECORD"));
        }
        Chosen mentioned = chooser.mentioned(mail, text.text());
        Links links = profile.emailMessages() ? withoutPeople(mentioned.what(), mentioned.account()) : links(mentioned);
        return links.isEmpty()
                ? unlinked(
                        candidate,
                        links,
                        Reason.of(WAITS, "sync E-48", internal && isBlocked(mail) ? "BLOCKED" : "NO_RECORD"))
                : linked(candidate, mentioned, links, "sync L-6");
    }

    /** That a record is missing would be no help where the person, or the company, wanted nobody looked for (sync B-1). */
    private boolean isBlocked(Mail mail) {
        return Participants.of(mail, false).stream().anyMatch(address -> book.kind(address) == Kind.BLOCKED);
    }

    private static Links links(Chosen chosen) {
        return new Links(chosen.who(), chosen.what(), chosen.account(), chosen.byAddress());
    }

    private Decision linked(Triage.Candidate candidate, Chosen chosen, Links links, String rule) {
        return context.settings().links().toOpportunities() && !chosen.isLead() && chosen.what() == null
                ? unlinked(candidate, links, Reason.of(WAITS, "sync L-12", "NO_ACCOUNT"))
                : new Decision.Save(links, Reason.of(SAVED, rule));
    }

    Optional<SaveWish> further(ThreadLinks thread, OrgProfile profile) {
        return context.saves().duplicates()
                ? Optional.of(new ThreadChoice(context, Candidates.none(), profile)
                        .fitting(SaveWish.to(thread.people(), thread.business())))
                : Optional.empty();
    }

    /**
     * Sync S-41 saves it all the same (E-15); otherwise it waits where it is until a record exists, and what nobody marked is
     * left alone (E-48).
     */
    private Decision unlinked(Triage.Candidate candidate, Links links, Reason refusal) {
        if (context.settings().links().saveWithoutRecords()) {
            return new Decision.Save(links, Reason.of(SAVED, "sync E-15"));
        }
        boolean unmarked = candidate.trigger() == Triage.Trigger.AUTO;
        return new Decision.Refuse(unmarked ? Reason.of(LEFT_ALONE, refusal.rule()) : refusal);
    }

    /** Sync U-8: the links of the conversation's saved parent, and what the message itself refers to (L-13, L-19). */
    private Links internal(Triage.Candidate candidate, Chosen own, boolean emailMessage) {
        Links inherited = parent(candidate).map(SavedParent::links).orElse(Links.NONE);
        boolean lead =
                !inherited.who().isEmpty() && inherited.who().getFirst().type().equals("Lead");
        boolean refers = own.isByReference() && !lead;
        RecordRef what = refers ? own.what() : inherited.what();
        RecordRef account = refers && own.account() != null ? own.account() : inherited.account();
        return emailMessage ? withoutPeople(what, account) : new Links(inherited.who(), what, account);
    }

    /** An EmailMessage names people as receivers only, and these received nothing: it hangs on the business record alone. */
    private static Links withoutPeople(@Nullable RecordRef what, @Nullable RecordRef account) {
        return new Links(List.of(), what != null ? what : account, account);
    }

    /** The newest saved message of the conversation that is not newer than this one. */
    private Optional<SavedParent> parent(Triage.Candidate candidate) {
        String conversation = candidate.mail().conversationId();
        Instant when = MailTriage.when(candidate.mail(), candidate.direction());
        List<SavedParent> saved =
                conversation == null ? List.of() : context.conversations().getOrDefault(conversation, List.of());
        return saved.stream()
                .filter(parent -> when == null || !parent.when().isAfter(when))
                .max(Comparator.comparing(SavedParent::when).thenComparing(LinkDecisions::text));
    }

    /** Two saved at the same instant: any order will do, as long as it is always the same. */
    private static String text(SavedParent parent) {
        return parent.links().who() + " " + parent.links().what();
    }
}
