package app.tandem.matching;

import app.tandem.crm.Candidates.Person;
import app.tandem.crm.Candidates.PersonType;
import app.tandem.item.RecordRef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose an address is: one record per address, by the ties of sync L-14. */
final class People {

    private final Map<String, Person> byAddress = new HashMap<>();

    People(Collection<Person> people, String userId) {
        Comparator<Person> order = order(userId);
        for (Person person : people) {
            person.addresses()
                    .forEach(address -> byAddress.merge(
                            address, person, (one, other) -> order.compare(one, other) <= 0 ? one : other));
        }
    }

    Optional<Person> with(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** Contact before Person Account before Lead; own; with Account; most recent activity; oldest; id. */
    private static Comparator<Person> order(String userId) {
        return Comparator.comparing(Person::type)
                .thenComparing(person -> !Objects.equals(person.ownerId(), userId))
                .thenComparing(person -> person.accountId() == null)
                .thenComparing(Person::lastActivity, Comparator.nullsLast(Comparator.<LocalDate>reverseOrder()))
                .thenComparing(Person::created)
                .thenComparing(Person::id);
    }

    static boolean isLead(Person person) {
        return person.type() == PersonType.LEAD;
    }

    static RecordRef ref(Person person) {
        return new RecordRef(isLead(person) ? "Lead" : "Contact", person.id());
    }

    static @Nullable RecordRef account(@Nullable String id) {
        return id == null ? null : new RecordRef("Account", id);
    }
}
