package app.tandem.engine;

import app.tandem.account.UserId;
import app.tandem.account.Users;
import app.tandem.crm.Candidates;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.MailKey;
import app.tandem.item.Address;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import app.tandem.journal.MailEntry;
import app.tandem.journal.MarkedThread;
import app.tandem.journal.ThreadBook;
import app.tandem.matching.Participants;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Marks conversations, and says what their mail is linked with (sync H-1 … H-9). The saving itself is that of any other
 * message.
 *
 * @see "docs/decisions/021-whole-threads.md"
 */
final class ThreadLane {

    private final Conversation conversation;
    private final ThreadBook book;
    private final MarkedThreads marked;
    private final MailPlanner planner;
    private final OpenWishes wishes;
    private final Desk desk;
    private final Users users;
    private @Nullable Boolean any;

    ThreadLane(
            Conversation conversation,
            ThreadBook book,
            MarkedThreads marked,
            MailPlanner planner,
            OpenWishes wishes,
            Desk desk,
            Users users) {
        this.conversation = conversation;
        this.book = book;
        this.marked = marked;
        this.planner = planner;
        this.wishes = wishes;
        this.desk = desk;
        this.users = users;
    }

    /** Marked conversations whose earlier messages nobody has looked for yet. */
    List<MarkedThread> toLookBack() {
        return book.toLookBack(conversation.user().tenant(), conversation.user().id());
    }

    /** Its earlier messages are settled. */
    void lookedBack(MarkedThread thread) {
        book.lookedBack(conversation.lease(), Set.of(thread.conversation()));
    }

    /** Marks the conversations of messages that were saved as their persons wished (sync H-1, H-5, H-6). */
    void mark(Collection<Copying.Wanted> saved) {
        List<Copying.Wanted> marking = saved.stream()
                .filter(one -> one.wish().wish().thread() && one.mail().conversationId() != null)
                .toList();
        if (marking.isEmpty()
                || !marked.isAllowed()
                || !MailPlanner.canSaveThreads(conversation.crm().profile())) {
            return;
        }
        Map<RecordRef, Set<String>> addresses = addresses(marking);
        for (Copying.Wanted one : marking) {
            MarkedThread thread = thread(one, addresses);
            book.mark(conversation.lease(), thread);
            marked.add(thread.conversation());
            any = true;
        }
    }

    private MarkedThread thread(Copying.Wanted one, Map<RecordRef, Set<String>> addresses) {
        SaveWish wish = one.wish().wish();
        List<RecordRef> filed = one.entry().business().stream().toList();
        List<RecordRef> people =
                wish.chosen() ? foundByAddress(one, addresses) : one.entry().people();
        boolean nobodyLeft =
                people.isEmpty() && !wish.people().isEmpty() && wish.business().isEmpty();
        List<RecordRef> business = wish.chosen() && !nobodyLeft ? wish.business() : filed;
        return new MarkedThread(
                java.util.Objects.requireNonNull(one.mail().conversationId()),
                one.entry().item(),
                people,
                business,
                desk.now());
    }

    /** Sync H-6: whom a person added by hand, with no address in the message, the others are saved without. */
    private static List<RecordRef> foundByAddress(Copying.Wanted one, Map<RecordRef, Set<String>> addresses) {
        Set<String> participants = Participants.of(one.mail(), false).stream()
                .map(Address::address)
                .collect(Collectors.toSet());
        return one.wish().wish().people().stream()
                .filter(person ->
                        addresses.getOrDefault(person, Set.of()).stream().anyMatch(participants::contains))
                .toList();
    }

    private Map<RecordRef, Set<String>> addresses(List<Copying.Wanted> marking) {
        Map<String, RecordRef> people = new HashMap<>();
        marking.forEach(one -> one.wish().wish().people().forEach(person -> people.put(person.id(), person)));
        Map<RecordRef, Set<String>> addresses = new HashMap<>();
        if (!people.isEmpty()) {
            Candidates found = conversation
                    .crm()
                    .search(new LinkSearch(Set.of(), Set.of(), Set.of(), Set.of(), people.keySet(), false));
            found.people().stream()
                    .filter(person -> people.containsKey(person.id()))
                    .forEach(person -> addresses.put(people.get(person.id()), person.addresses()));
        }
        return addresses;
    }

    /** Tells the candidates what mail of their conversations is linked with; whoever's records were chosen goes by these. */
    List<Prepared> join(List<Prepared> prepared) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (Prepared one : prepared) {
            collect(one.candidate(), one.references(), keys);
        }
        Map<String, ThreadLinks> links = links(keys);
        return prepared.stream()
                .map(one -> links(one.candidate(), links)
                        .map(found -> one.in(found))
                        .orElse(one))
                .toList();
    }

    /** More than one activity is needed: what is still missing when the first is written is on record before (sync L-20). */
    void decided(Triage.Candidate candidate, Decision.Save save) {
        if (candidate.thread().isPresent() && !save.clones().isEmpty()) {
            List<Decision.Links> all = Stream.concat(Stream.of(save.links()), save.clones().stream())
                    .toList();
            keep(
                    candidate.mail(),
                    SaveWish.to(
                            all.stream().flatMap(one -> one.who().stream()).toList(),
                            all.stream()
                                    .flatMap(one -> Optional.ofNullable(one.what()).stream())
                                    .toList()));
        }
    }

    /** A colleague has saved these: what the thread's users linked and the colleague did not is added (sync E-45, H-7). */
    void adopted(Collection<Triage.Candidate> candidates, Collection<MailEntry> adopted) {
        Set<ItemId> items = adopted.stream().map(MailEntry::item).collect(Collectors.toSet());
        List<Triage.Candidate> theirs = candidates.stream()
                .filter(candidate -> items.contains(candidate.mail().id()))
                .toList();
        Map<String, Set<String>> keys = new HashMap<>();
        theirs.forEach(candidate -> collect(candidate, List.of(), keys));
        Map<String, ThreadLinks> links = links(keys);
        for (Triage.Candidate candidate : theirs) {
            links(candidate, links)
                    .filter(found -> found.shared() && !found.isEmpty())
                    .flatMap(found -> planner.further(found, conversation.crm().profile()))
                    .ifPresent(wish -> keep(candidate.mail(), wish));
        }
    }

    private void keep(Mail mail, SaveWish wish) {
        book.keep(conversation.lease(), mail.id(), wish);
        wishes.reload(mail.id());
    }

    private static boolean isChosen(Triage.Candidate candidate) {
        return candidate.wish().filter(SaveWish::chosen).isPresent();
    }

    private void collect(Triage.Candidate candidate, List<String> references, Map<String, Set<String>> keys) {
        String id = candidate.mail().conversationId();
        if (id == null || isChosen(candidate) || !isAnyMarked()) {
            return;
        }
        Set<String> known = keys.computeIfAbsent(id, none -> new HashSet<>());
        known.add(desk.fingerprint(candidate.key()));
        references.stream()
                .map(MailPlanner::key)
                .flatMap(Optional::stream)
                .map((MailKey key) -> desk.fingerprint(key))
                .forEach(known::add);
    }

    private Map<String, ThreadLinks> links(Map<String, Set<String>> keys) {
        Map<String, ThreadLinks> links = new HashMap<>();
        if (!keys.isEmpty()) {
            List<UserId> colleagues = colleagues();
            keys.forEach((id, known) -> book.links(
                            conversation.user().tenant(), conversation.user().id(), colleagues, id, known)
                    .ifPresent(found -> links.put(id, found)));
        }
        return links;
    }

    /** What was decided before an attempt whose outcome is open holds. */
    private Optional<ThreadLinks> links(Triage.Candidate candidate, Map<String, ThreadLinks> links) {
        if (isChosen(candidate)) {
            return Optional.empty();
        }
        return wishes.ofThread(candidate.mail().id())
                .map(kept -> new ThreadLinks(kept.people(), kept.business(), false))
                .or(() -> Optional.ofNullable(candidate.mail().conversationId()).map(links::get));
    }

    /** Whose records count: who shares the org, the user included. */
    private List<UserId> colleagues() {
        List<UserId> colleagues =
                new ArrayList<>(users.colleagues(conversation.user().tenant()).stream()
                        .filter(user -> user.crm()
                                .filter(crm -> crm.orgId().equals(conversation.orgId()))
                                .isPresent())
                        .map(user -> user.id())
                        .toList());
        colleagues.add(conversation.user().id());
        return colleagues;
    }

    /** Where nobody marks anything, no question is asked. */
    private boolean isAnyMarked() {
        if (any == null) {
            any = marked.isAllowed() && book.isAnyMarked(conversation.user().tenant());
        }
        return any;
    }
}
