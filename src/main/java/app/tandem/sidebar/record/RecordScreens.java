package app.tandem.sidebar.record;

import app.tandem.account.CrmConnection;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.crm.Crms;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.Records;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.SaveOutcome;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import app.tandem.settings.OwnSettings;
import app.tandem.settings.Settings;
import app.tandem.sidebar.frame.Pane;
import app.tandem.sidebar.frame.Screen;
import app.tandem.sidebar.frame.Toast;
import app.tandem.sidebar.office.OfficeItem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.vaadin.flow.component.Component;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the screens around one record with the services they need. */
@org.springframework.stereotype.Component
public class RecordScreens {

    private static final int MOST = 20_000;

    private final Crms crms;
    private final Settings settings;
    private final Blocklist blocklist;
    private final OwnSettings own;
    private final List<Written> listeners;
    private final InstantSource clock;
    private final Cache<UserId, Long> versions =
            Caffeine.newBuilder().maximumSize(MOST).build();

    RecordScreens(
            Crms crms,
            Settings settings,
            OwnSettings own,
            Blocklist blocklist,
            List<Written> listeners,
            InstantSource clock) {
        this.own = own;
        this.clock = clock;
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
        return new TypesScreen(pane, this, object -> pane.open(form(pane, Draft.of(object.name()), created)));
    }

    /**
     * The form for a new record of that object (pane U-90).
     *
     * @param object API name
     * @param created gets the new record
     */
    public Screen create(Pane pane, String object, Consumer<RecordCard> created) {
        return form(pane, Draft.of(object), created);
    }

    /**
     * What can be done with a record where its card stands (pane U-97).
     *
     * @param subject of the item that it belongs to; empty where there is none
     */
    public Component menu(Pane pane, RecordCard card, String subject) {
        return new CardMenu(pane, this, card, new ActivityDrafts.Start(subject));
    }

    /**
     * People whom nobody in Salesforce is yet (pane U-113).
     *
     * @param account the Account that somebody belongs to, if one is known
     * @param created gets a new record
     */
    public Component suggestions(
            Pane pane,
            OfficeItem item,
            List<Address> unknown,
            Function<Address, Optional<RecordCard>> account,
            Consumer<RecordCard> created) {
        return new Suggestions(pane, item, this, blocklist, unknown, account, created);
    }

    /**
     * The activities around an item's records (pane U-242).
     *
     * @param who the person that new activities are about
     */
    public Component timeline(Pane pane, OfficeItem item, Set<RecordRef> records, Optional<RecordCard> who) {
        return timeline(
                pane,
                records,
                who.map(ActivityDrafts.Links::to).orElseGet(ActivityDrafts.Links::none),
                new ActivityDrafts.Start(item.subject()));
    }

    Component timeline(Pane pane, Set<RecordRef> records, ActivityDrafts.Links links, ActivityDrafts.Start start) {
        return new TimelineView(pane, this, records, links, start);
    }

    /** A Task of the person's own. */
    void openTask(Pane pane, ActivityDrafts.Links links, ActivityDrafts.Start start) {
        pane.open(form(pane, ActivityDrafts.task(links, start, me(pane)), done -> {}));
    }

    /** A Task that is due in three business days. */
    void openFollowUp(Pane pane, ActivityDrafts.Links links, ActivityDrafts.Start start) {
        String subject = start.subject().isBlank()
                ? pane.words().of("task.follow-up")
                : pane.words().of("task.follow-up.subject", start.subject());
        pane.open(form(pane, ActivityDrafts.followUp(links, start, subject, me(pane), today(pane)), done -> {}));
    }

    /** A call that took place. */
    CreateScreen openCall(Pane pane, ActivityDrafts.Links links) {
        User user = pane.user();
        CreateScreen form = new CreateScreen(
                pane,
                this,
                ActivityDrafts.call(links, pane.words().of("task.call.subject"), me(pane), today(pane)),
                done -> {},
                () -> Draft.of("Task").with("Status", crms.open(user).profile().closedTaskStatus()));
        pane.open(form);
        return form;
    }

    /**
     * The form for a call that took place, for the open item (pane U-252).
     *
     * @param people whom the item is with; slow
     */
    public void call(Pane pane, Supplier<Optional<RecordCard>> people) {
        CreateScreen form = openCall(pane, ActivityDrafts.Links.none());
        pane.ask(
                "related",
                people,
                found -> {
                    found.ifPresent(card -> form.propose(Draft.of("Task").with("WhoId", card.ref(), card.name())));
                    if (found.isEmpty()) {
                        form.enter("WhoId");
                    }
                },
                trouble -> form.enter("WhoId"));
    }

    /** Marks a Task as completed (pane U-245). */
    void complete(Pane pane, RecordRef task, Runnable done) {
        pane.ask(
                "complete",
                () -> records(pane).completeTask(task.id()),
                outcome -> {
                    if (outcome instanceof SaveOutcome.Done) {
                        pane.toast(Toast.SUCCESS, pane.words().of("task.completed"));
                        written(pane);
                        done.run();
                    } else {
                        pane.toast(Toast.ERROR, refusal(pane, outcome));
                    }
                },
                trouble -> pane.toast(Toast.ERROR, pane.trouble(trouble)));
    }

    private static String refusal(Pane pane, SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Refused refused ->
                refused.errors().stream()
                        .map(SaveOutcome.FieldError::message)
                        .reduce((one, other) -> one + " " + other)
                        .orElseGet(() -> pane.words().of("trouble"));
            case SaveOutcome.Unknown unknown -> pane.words().of("save.unknown");
            default -> pane.words().of("detail.gone");
        };
    }

    private static @Nullable CrmConnection me(Pane pane) {
        return pane.user().crm().orElse(null);
    }

    private LocalDate today(Pane pane) {
        return LocalDate.ofInstant(clock.instant(), pane.client().zone());
    }

    CreateScreen form(Pane pane, Draft draft, Consumer<RecordCard> created) {
        return new CreateScreen(pane, this, draft, created);
    }

    /**
     * What a card's menu depends on.
     *
     * @param createable what the person may create: labels by API name
     * @param linkedIn people and companies may be searched for there
     * @param freeMail domains of nobody's company
     */
    record Around(Map<String, String> createable, boolean linkedIn, Set<String> freeMail) {}

    /** What a card's menu depends on. Slow. */
    Around around(Pane pane) {
        User user = pane.user();
        return new Around(
                records(pane).objects().stream()
                        .filter(ObjectHead::createable)
                        .collect(Collectors.toMap(ObjectHead::name, ObjectHead::label)),
                own.searchesLinkedIn(user.tenant(), user.id()),
                settings.mail(user.tenant(), user.id()).addresses().freeMailDomains());
    }

    /** Records as the person of the pane sees them. */
    Records records(Pane pane) {
        return crms.records(pane.user());
    }

    /** Grows with everything the person writes; what was shown before is old then (pane U-112). */
    public long version(Pane pane) {
        return versions.asMap().getOrDefault(pane.user().id(), 0L);
    }

    /** The person wrote something: what is kept of the item's records counts no more (pane U-112). */
    public void written(Pane pane) {
        User user = pane.user();
        versions.asMap().merge(user.id(), 1L, Long::sum);
        listeners.forEach(listener -> listener.written(user));
    }

    /** The Account whose web site is at that person's domain; never for free mail (pane U-76, U-141). Slow. */
    Optional<RecordCard> accountOf(Pane pane, Address person) {
        Set<String> free = settings.mail(pane.user().tenant(), pane.user().id())
                .addresses()
                .freeMailDomains();
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
