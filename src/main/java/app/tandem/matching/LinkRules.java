package app.tandem.matching;

import app.tandem.item.RecordRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person may link to a mail, and the activities that serve it (pane U-180, 12.1 with U-189 … U-192; sync L-17 …
 * L-22). Pure; the pane shows the conflicts while somebody chooses, the engine writes what it gives.
 */
public final class LinkRules {

    /** Further activities of one mail (sync L-20). */
    public static final int MOST_CLONES = 10;

    /** Records in one choice (sync L-20). */
    public static final int MOST_RECORDS = 16;

    /** People that one activity may relate to. */
    private static final int MOST_PEOPLE = 50;

    private static final String LEAD = "Lead";

    private LinkRules() {}

    /** Why a choice cannot be served. */
    public enum Conflict {
        /** Nothing is chosen (pane U-192). */
        NO_RECORD,
        /** Beside a Lead nothing else can be linked. */
        LEAD_STANDS_ALONE,
        /** A Contact is chosen already. */
        ONE_CONTACT,
        /** Only one business record is possible. */
        ONE_BUSINESS_RECORD,
        /** More records than one choice may hold. */
        TOO_MANY_RECORDS,
        /** More activities would be needed than one mail may have. */
        TOO_MANY_CLONES,
        /** This type may not be the cause of a further activity (S-15). */
        TYPE_CAUSES_NO_CLONE,
        /** This type is never linked to mail (S-16). */
        TYPE_NOT_LINKABLE
    }

    /**
     * What the settings and the org allow.
     *
     * @param duplicates S-14, and the person does not forbid it: further activities may be written
     * @param enhanced EmailMessage is written, not Task
     * @param sharedActivities a Task may have several Contacts
     * @param unlinked mail may be saved without any record (pane U-192)
     * @param cloneTypes S-15: types that may be the cause of a further activity, lower case; empty allows all
     * @param notLinkable S-16: types that are not linked to mail, lower case
     */
    public record Rules(
            boolean duplicates,
            boolean enhanced,
            boolean sharedActivities,
            boolean unlinked,
            Set<String> cloneTypes,
            Set<String> notLinkable) {}

    /** The links of one activity; a Lead on a Task stands alone. */
    public record Activity(List<RecordRef> who, @Nullable RecordRef what) {}

    /** Everything that stands against a choice; empty when it can be served. */
    public static Set<Conflict> conflicts(List<RecordRef> people, List<RecordRef> business, Rules rules) {
        Set<Conflict> conflicts = EnumSet.noneOf(Conflict.class);
        if (people.isEmpty() && business.isEmpty() && !rules.unlinked()) {
            conflicts.add(Conflict.NO_RECORD);
        }
        if (people.size() + business.size() > MOST_RECORDS) {
            conflicts.add(Conflict.TOO_MANY_RECORDS);
        }
        if (hasType(people, rules.notLinkable()) || hasType(business, rules.notLinkable())) {
            conflicts.add(Conflict.TYPE_NOT_LINKABLE);
        }
        if (rules.duplicates()) {
            cloning(people, business, rules, conflicts);
        } else {
            single(people, business, rules, conflicts);
        }
        return conflicts;
    }

    private static boolean hasType(List<RecordRef> records, Set<String> types) {
        return records.stream().map(LinkRules::type).anyMatch(types::contains);
    }

    private static void cloning(
            List<RecordRef> people, List<RecordRef> business, Rules rules, Set<Conflict> conflicts) {
        List<Activity> activities = activities(people, business, Map.of(), rules);
        if (activities.size() - 1 > MOST_CLONES) {
            conflicts.add(Conflict.TOO_MANY_CLONES);
        }
        if (!rules.cloneTypes().isEmpty()
                && causes(people, business, rules).stream()
                        .anyMatch(type -> !rules.cloneTypes().contains(type))) {
            conflicts.add(Conflict.TYPE_CAUSES_NO_CLONE);
        }
    }

    /** The types of the records that the first activity does not hold. */
    private static List<String> causes(List<RecordRef> people, List<RecordRef> business, Rules rules) {
        List<Activity> activities = activities(people, business, Map.of(), rules);
        List<RecordRef> held = new ArrayList<>();
        if (!activities.isEmpty()) {
            held.addAll(activities.getFirst().who());
            held.add(activities.getFirst().what());
        }
        List<RecordRef> rest = new ArrayList<>(people);
        rest.addAll(business);
        rest.removeAll(held);
        return rest.stream().map(LinkRules::type).toList();
    }

    /** Sync L-22, the table for one activity. */
    private static void single(List<RecordRef> people, List<RecordRef> business, Rules rules, Set<Conflict> conflicts) {
        if (business.size() > 1) {
            conflicts.add(Conflict.ONE_BUSINESS_RECORD);
        }
        if (rules.enhanced()) {
            return;
        }
        boolean lead = people.stream().anyMatch(LinkRules::isLead);
        if (lead && people.size() + business.size() > 1) {
            conflicts.add(Conflict.LEAD_STANDS_ALONE);
        } else if (people.size() > 1 && !rules.sharedActivities()) {
            conflicts.add(Conflict.ONE_CONTACT);
        }
    }

    /**
     * The activities that serve a choice, the first being the original and the rest its clones. Without a business record an
     * activity goes under the Account of its Contact (pane U-191); without any record there is one activity that is linked with
     * nothing (S-41).
     *
     * @param accounts the Account of each Contact that has one
     */
    public static List<Activity> activities(
            List<RecordRef> people, List<RecordRef> business, Map<RecordRef, RecordRef> accounts, Rules rules) {
        if (people.isEmpty() && business.isEmpty()) {
            return List.of(new Activity(List.of(), null));
        }
        List<List<RecordRef>> groups = groups(people, rules);
        List<Activity> activities = new ArrayList<>();
        List<RecordRef> first = groups.isEmpty() ? List.of() : groups.getFirst();
        for (RecordRef what : business) {
            activities.add(new Activity(first, what));
        }
        for (List<RecordRef> group : groups) {
            if (business.isEmpty() || !group.equals(first)) {
                activities.add(
                        new Activity(group, business.isEmpty() ? account(group, accounts) : business.getFirst()));
            }
        }
        if (!rules.enhanced()) {
            people.stream()
                    .filter(LinkRules::isLead)
                    .forEach(lead -> activities.add(new Activity(List.of(lead), null)));
        }
        return activities;
    }

    /** People who fit together on one activity; a Task's Leads are not among them. */
    private static List<List<RecordRef>> groups(List<RecordRef> people, Rules rules) {
        List<RecordRef> together =
                people.stream().filter(one -> rules.enhanced() || !isLead(one)).toList();
        int most = rules.enhanced() || rules.sharedActivities() ? MOST_PEOPLE : 1;
        List<List<RecordRef>> groups = new ArrayList<>();
        for (int from = 0; from < together.size(); from += most) {
            groups.add(together.subList(from, Math.min(together.size(), from + most)));
        }
        return groups;
    }

    private static @Nullable RecordRef account(List<RecordRef> group, Map<RecordRef, RecordRef> accounts) {
        return group.stream()
                .map(accounts::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String type(RecordRef record) {
        return record.type().toLowerCase(Locale.ROOT);
    }

    private static boolean isLead(RecordRef person) {
        return person.type().equals(LEAD);
    }
}
