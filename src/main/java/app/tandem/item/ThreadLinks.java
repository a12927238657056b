package app.tandem.item;

import java.util.List;

/**
 * The records that mail of a marked conversation is saved to (sync H-5 … H-7). Ids only.
 *
 * @param people Contacts and Leads, the one linked first in front
 * @param business business records, the one linked first in front
 * @param shared several users linked mail of it: what a message brings by itself is linked too (H-7)
 */
public record ThreadLinks(List<RecordRef> people, List<RecordRef> business, boolean shared) {

    public ThreadLinks {
        people = people.stream().distinct().toList();
        business = business.stream().distinct().toList();
    }

    /** Whether nothing is linked. */
    public boolean isEmpty() {
        return people.isEmpty() && business.isEmpty();
    }
}
