package app.tandem.sidebar.template;

import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.item.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a template can be filled from (pane U-266, U-268): the item's people, and the other records around it.
 *
 * @param people Contacts and Leads, those the mail is addressed to first
 * @param things all others, in the order in which a template is most often about them
 */
record Sources(List<RecordCard> people, List<RecordCard> things) {

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");
    private static final List<String> THINGS = List.of("Opportunity", "Case", "Account");

    /**
     * What the item's records offer.
     *
     * @param to whom the mail is addressed, first one first
     */
    static Sources of(List<RecordGroup> groups, List<Address> to) {
        List<RecordCard> people = new ArrayList<>();
        List<RecordCard> things = new ArrayList<>();
        for (String type : THINGS) {
            groups.stream()
                    .filter(group -> group.object().name().equals(type))
                    .forEach(group -> things.addAll(group.cards()));
        }
        groups.stream()
                .filter(group -> !THINGS.contains(group.object().name()))
                .forEach(group -> (PEOPLE.contains(group.object().name()) ? people : things).addAll(group.cards()));
        List<RecordCard> sorted = new ArrayList<>();
        for (Address address : to) {
            people.stream()
                    .filter(person -> person.foundBy().contains(address.address()) && !sorted.contains(person))
                    .forEach(sorted::add);
        }
        people.stream().filter(person -> !sorted.contains(person)).forEach(sorted::add);
        return new Sources(List.copyOf(sorted), List.copyOf(things));
    }

    /** Whom it is written to, unless the person says otherwise. */
    Optional<RecordCard> who() {
        return people.stream().findFirst();
    }

    /** What it is about, unless the person says otherwise: a record of the object that the template is about, if any. */
    Optional<RecordCard> what(Optional<String> about) {
        return about.flatMap(type -> things.stream()
                        .filter(thing -> thing.ref().type().equals(type))
                        .findFirst())
                .or(() -> things.stream().findFirst());
    }
}
