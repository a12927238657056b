package app.tandem.sync;

import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.SAVED;

import app.tandem.crm.Candidates;
import app.tandem.crm.Candidates.Person;
import app.tandem.crm.OrgProfile;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.matching.LinkRules;
import app.tandem.settings.SaveSettings;
import app.tandem.sync.Decision.Links;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exactly the records that a person chose (sync E-47; pane 12.1). */
final class ChosenLinks {

    static final String RULE = "pane U-180";

    private final MailContext context;
    private final Candidates found;
    private final OrgProfile profile;

    ChosenLinks(MailContext context, Candidates found, OrgProfile profile) {
        this.context = context;
        this.found = found;
        this.profile = profile;
    }

    /** The wish behind a candidate, if a person chose its records, be it none. */
    static Optional<SaveWish> of(Triage.Candidate candidate) {
        return candidate.wish().filter(SaveWish::chosen);
    }

    Decision decide(SaveWish wish) {
        LinkRules.Rules rules = rules(wish);
        Set<LinkRules.Conflict> conflicts = LinkRules.conflicts(wish.people(), wish.business(), rules);
        if (!conflicts.isEmpty()) {
            return new Decision.Refuse(
                    Reason.of(REFUSED, RULE, conflicts.iterator().next().name()));
        }
        return save(wish, rules, "sync E-47");
    }

    /** The activities that serve a choice without conflicts. */
    Decision.Save save(SaveWish wish, LinkRules.Rules rules, String rule) {
        List<Links> links =
                LinkRules.activities(wish.people(), wish.business(), accounts(wish.people()), rules).stream()
                        .map(this::links)
                        .toList();
        return new Decision.Save(links.getFirst(), Reason.of(SAVED, rule), links.subList(1, links.size()));
    }

    LinkRules.Rules rules(SaveWish wish) {
        SaveSettings saves = context.saves();
        return new LinkRules.Rules(
                saves.duplicates() && wish.duplicates(),
                profile.emailMessages(),
                profile.sharedActivities(),
                context.settings().links().saveWithoutRecords(),
                saves.cloneTypes(),
                saves.notLinkable());
    }

    private Map<RecordRef, RecordRef> accounts(List<RecordRef> people) {
        Map<RecordRef, RecordRef> accounts = new HashMap<>();
        for (RecordRef person : people) {
            person(person)
                    .map(Person::accountId)
                    .ifPresent(account -> accounts.put(person, new RecordRef("Account", account)));
        }
        return accounts;
    }

    private Optional<Person> person(RecordRef ref) {
        return found.people().stream()
                .filter(person -> person.id().equals(ref.id()))
                .findFirst();
    }

    private Links links(LinkRules.Activity activity) {
        Map<String, RecordRef> byAddress = new HashMap<>();
        for (RecordRef who : activity.who()) {
            person(who).ifPresent(person -> person.addresses().forEach(address -> byAddress.putIfAbsent(address, who)));
        }
        return new Links(activity.who(), activity.what(), account(activity), byAddress);
    }

    private @Nullable RecordRef account(LinkRules.Activity activity) {
        if (activity.what() != null && activity.what().type().equals("Account")) {
            return activity.what();
        }
        Map<RecordRef, RecordRef> accounts = accounts(activity.who());
        return activity.who().stream()
                .filter(accounts::containsKey)
                .map(accounts::get)
                .findFirst()
                .orElse(null);
    }
}
