package app.tandem.sidebar.record;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedSearch;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import app.tandem.settings.Settings;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes the screens around one record with the services they need. */
@org.springframework.stereotype.Component
public class RecordScreens {

    private final Crms crms;
    private final Settings settings;
    private final Blocklist blocklist;
    private final List<Written> listeners;

    RecordScreens(Crms crms, Settings settings, Blocklist blocklist, List<Written> listeners) {
        this.crms = crms;
        this.settings = settings;
        this.blocklist = blocklist;
        this.listeners = listeners;
    }

    /** A record in full. */
    public Screen detail(Pane pane, RecordRef record, String name) {
        return new DetailScreen(pane, this, record, name);
    }

    /**
     * What can be created, and then its form (pane U-134).
     *
     * @param created gets the new record
     */
    public Screen create(Pane pane, Consumer<RecordCard> created) {
        return new TypesScreen(pane, this, object -> {
            pane.back();
            pane.open(form(pane, Draft.of(object.name()), created));
        });
    }

    /**
     * People whom nobody in Salesforce is yet (pane U-113).
     *
     * @param account the Account that somebody belongs to, if one is known
     * @param created gets a new record
     */
    public Component suggestions(
            Pane pane,
            List<Address> unknown,
            Function<Address, Optional<RecordCard>> account,
            Consumer<RecordCard> created) {
        return new Suggestions(pane, this, blocklist, unknown, account, created);
    }

    CreateScreen form(Pane pane, Draft draft, Consumer<RecordCard> created) {
        return new CreateScreen(pane, this, draft, created);
    }

    /** Records as the person of the pane sees them. */
    Records records(Pane pane) {
        return crms.records(pane.user());
    }

    /** The person wrote something: what is kept of the item's records counts no more (pane U-112). */
    void written(Pane pane) {
        User user = pane.user();
        listeners.forEach(listener -> listener.written(user));
    }

    /** The Account whose web site is at that person's domain; never for free mail (pane U-76, U-141). Slow. */
    Optional<RecordCard> accountOf(Pane pane, Address person) {
        Set<String> free = settings.mail(pane.user().tenant(), pane.user().id()).freeMailDomains();
        if (free.contains(person.domain())) {
            return Optional.empty();
        }
        return records(pane)
                .related(RelatedSearch.of(Set.of(person.address()), Set.of(person.domain())))
                .groups()
                .stream()
                .filter(group -> group.object().name().equals("Account"))
                .map(RecordGroup::first)
                .flatMap(List::stream)
                .findFirst();
    }

    /** A record of which no more is known than this. */
    static RecordCard card(RecordRef ref, String name, String objectLabel) {
        return new RecordCard(ref, name, objectLabel, List.of(), null, Set.of());
    }
}
