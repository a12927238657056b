package app.tandem.sidebar.home;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.RelatedSearch;
import app.tandem.matching.CaseNumbers;
import app.tandem.sidebar.custom.Customization;
import app.tandem.sidebar.office.OfficeItem;
import app.tandem.sidebar.record.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The records of an item's people. Answers are kept in memory for five minutes, so that going back and forth between mails
 * of known people asks Salesforce nothing; any write and Refresh drop them (pane U-88).
 */
@Component
public class Related implements Written {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST = 5_000;

    /** Related records, and the addresses that were looked up or left out. */
    public record Found(People.Sorted people, RelatedRecords records) {

        /** The first Contact, else the first Lead. */
        Optional<RecordCard> person() {
            return Stream.of("Contact", "Lead")
                    .flatMap(object -> records.group(object).stream())
                    .flatMap(group -> group.cards().stream())
                    .findFirst();
        }
    }

    private record Key(UserId user, RelatedSearch search) {}

    private final Crms crms;
    private final People people;
    private final Customization customization;
    private final Answers<Key, RelatedRecords> answers = new Answers<>(FRESH, MOST);

    Related(Crms crms, People people, Customization customization) {
        this.customization = customization;
        this.crms = crms;
        this.people = people;
    }

    /** What belongs to the item, of the objects that the person wants to see (pane U-381). */
    public Found of(User user, String openMailbox, OfficeItem item) {
        return of(user, openMailbox, item, customization.views(user));
    }

    /** Whether anything belongs to the item, shown or not: what is not shown is linked by the sync all the same. */
    public boolean isAnything(User user, String openMailbox, OfficeItem item) {
        return !of(user, openMailbox, item, ObjectView.standard())
                .records()
                .groups()
                .isEmpty();
    }

    private Found of(User user, String openMailbox, OfficeItem item, List<ObjectView> views) {
        People.Sorted sorted = people.sort(user, openMailbox, item.people());
        Set<String> cases = Set.copyOf(CaseNumbers.in(item.subject()));
        if (sorted.outside().isEmpty() && cases.isEmpty()) {
            return new Found(sorted, new RelatedRecords(List.of(), Set.of()));
        }
        RelatedSearch search = new RelatedSearch(sorted.addresses(), sorted.domains(), cases, Set.of(), views, true);
        return new Found(
                sorted,
                answers.of(new Key(user.id(), search), () -> crms.records(user).related(search)));
    }

    /** Forgets what is kept of that user. */
    @Override
    public void written(User user) {
        answers.forget(key -> key.user().equals(user.id()));
    }
}
