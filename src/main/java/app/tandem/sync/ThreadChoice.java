package app.tandem.sync;

import app.tandem.crm.Candidates;
import app.tandem.crm.OrgProfile;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import app.tandem.matching.LinkRules;
import app.tandem.sync.Decision.Links;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The links of mail in a marked conversation (sync H-5, H-7).
 *
 * @see "docs/decisions/021-whole-threads.md"
 */
final class ThreadChoice {

    private final Candidates found;
    private final ChosenLinks links;

    ThreadChoice(MailContext context, Candidates found, OrgProfile profile) {
        this.found = found;
        this.links = new ChosenLinks(context, found, profile);
    }

    /**
     * Saved to the records of the conversation, and where users share it to what the message brings by itself; empty where
     * nothing is left of them. What the user cannot see (any more) is left out, and what the settings do not let fit: nobody is
     * there to choose again.
     *
     * @param captured what would be linked without the conversation
     */
    Optional<Decision> decide(ThreadLinks thread, Links captured) {
        List<RecordRef> people = new ArrayList<>(thread.people());
        List<RecordRef> business = new ArrayList<>(thread.business());
        people.retainAll(seenPeople());
        business.retainAll(found.recordsById().values());
        if (thread.shared()) {
            people.addAll(captured.who());
            Optional.ofNullable(captured.what()).ifPresent(business::add);
        }
        SaveWish fitting = fitting(SaveWish.to(people, business));
        return fitting.records().isEmpty()
                ? Optional.empty()
                : Optional.of(links.save(fitting, links.rules(fitting), "sync H-5"));
    }

    private Set<RecordRef> seenPeople() {
        Set<RecordRef> seen = new HashSet<>();
        found.people()
                .forEach(person -> seen.add(
                        new RecordRef(person.type() == Candidates.PersonType.LEAD ? "Lead" : "Contact", person.id())));
        return seen;
    }

    /** As many as fit together, those linked first in front (sync L-17 … L-22); an EmailMessage or Task that is full takes no more. */
    SaveWish fitting(SaveWish all) {
        SaveWish fitting = SaveWish.to(List.of(), List.of());
        for (RecordRef business : all.business()) {
            fitting = with(fitting, List.of(), List.of(business));
        }
        for (RecordRef person : all.people()) {
            fitting = with(fitting, List.of(person), List.of());
        }
        return fitting;
    }

    private SaveWish with(SaveWish fitting, List<RecordRef> people, List<RecordRef> business) {
        List<RecordRef> who = new ArrayList<>(fitting.people());
        who.addAll(people);
        List<RecordRef> what = new ArrayList<>(fitting.business());
        what.addAll(business);
        SaveWish more = SaveWish.to(who, what);
        return LinkRules.conflicts(who, what, links.rules(more)).isEmpty() ? more : fitting;
    }
}
