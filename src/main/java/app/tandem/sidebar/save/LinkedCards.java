package app.tandem.sidebar.save;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.RelatedSearch;
import app.tandem.item.RecordRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The records that an item is linked with, also those that no search for its people finds (pane U-84). */
@Component
public class LinkedCards {

    private final Crms crms;

    LinkedCards(Crms crms) {
        this.crms = crms;
    }

    /**
     * Their cards in the same order; what the person may not see is absent. Asks Salesforce only for those that are not
     * among the known ones.
     */
    public List<RecordCard> of(User user, Collection<RecordRef> linked, List<RecordGroup> known) {
        Map<RecordRef, RecordCard> cards = new HashMap<>();
        known.forEach(group -> group.cards().forEach(card -> cards.put(card.ref(), card)));
        Set<RecordRef> missing = new HashSet<>(linked);
        missing.removeAll(cards.keySet());
        if (!missing.isEmpty()) {
            crms.records(user)
                    .related(search(missing))
                    .groups()
                    .forEach(group -> group.cards().forEach(card -> cards.put(card.ref(), card)));
        }
        return linked.stream().map(cards::get).filter(Objects::nonNull).toList();
    }

    private static RelatedSearch search(Set<RecordRef> records) {
        List<ObjectView> views = records.stream()
                .map(RecordRef::type)
                .distinct()
                .map(ObjectView::plain)
                .toList();
        Set<String> ids = records.stream().map(RecordRef::id).collect(Collectors.toSet());
        return new RelatedSearch(Set.of(), Set.of(), Set.of(), ids, views, false);
    }
}
