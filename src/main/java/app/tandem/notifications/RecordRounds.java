package app.tandem.notifications;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.Stirrings;
import app.tandem.item.ItemKind;
import app.tandem.journal.PairBook;
import app.tandem.notifications.RecordWatch.Watching;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Looks once a minute what was touched in an org: with one call, where one of its users sees everybody's records; else with one for
 * each user, the seldomer the less is found. Whoever is concerned gets a cycle. What a look misses, the sweep finds.
 *
 * @see "docs/decisions/035-who-is-told-of-changes.md"
 */
@Component
class RecordRounds {

    static final Duration INTERVAL = Duration.ofSeconds(60);

    private static final Duration SELDOMEST = Duration.ofMinutes(30);
    private static final Duration SEERS_KNOWN = Duration.ofDays(1);

    /** Longer than a look goes back. */
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    private static final int MOST_ORGS = 10_000;
    private static final int MOST_USERS = 20_000;
    private static final int MOST_TOUCHES = 200_000;
    private static final Logger log = LoggerFactory.getLogger(RecordRounds.class);

    /**
     * How a round ended.
     *
     * @param next when the next one is due; null when nobody of the org is to be looked for
     * @param position how far the org was looked through
     */
    record Ended(@Nullable Instant next, @Nullable Instant position) {}

    /** What is looked through, and who is told. */
    @Component
    record Means(Users users, Crms crms, PairBook pairs, ApplicationEventPublisher events) {}

    private record Org(String id, Set<String> crmUsers) {}

    /** How the look for a single user goes on. */
    private record Pace(@Nullable Instant position, Instant due, Duration pause) {}

    private record Touch(UserId user, String record, String mark) {}

    private final RecordWatch watch;
    private final Means means;
    private final InstantSource clock;
    private final Cache<Org, Set<String>> seers;
    private final Cache<UserId, Pace> paces;
    private final Cache<Touch, Boolean> told;

    RecordRounds(RecordWatch watch, Means means, InstantSource clock) {
        this.watch = watch;
        this.means = means;
        this.clock = clock;
        seers = cache(MOST_ORGS, SEERS_KNOWN);
        paces = cache(MOST_USERS, SEERS_KNOWN);
        told = cache(MOST_TOUCHES, REMEMBERED);
    }

    private <K, V> Cache<K, V> cache(int most, Duration known) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(known)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }

    /** Looks through one org, from that position on; null where nobody has looked yet. */
    Ended run(TenantId tenant, String org, @Nullable Instant position) {
        Map<Watching, User> running = running(tenant, org);
        if (running.isEmpty()) {
            return new Ended(null, null);
        }
        try {
            Optional<User> seer = seer(org, running);
            if (seer.isEmpty()) {
                running.forEach((watching, user) -> alone(watching, user));
                return new Ended(clock.instant().plus(INTERVAL), position);
            }
            Stirrings.Found found = means.crms().tasks(seer.get()).since(position, Set.of());
            tell(tenant, found.records(), running.keySet());
            return new Ended(clock.instant().plus(INTERVAL), found.position());
        } catch (RemoteFailureException e) {
            log.info("an org is looked through later: {}", e.getMessage());
            return new Ended(after(e.failure()), position);
        }
    }

    private Map<Watching, User> running(TenantId tenant, String org) {
        Map<UserId, User> users = means.users().colleagues(tenant).stream()
                .filter(user -> user.state() == UserState.RUNNING)
                .filter(user ->
                        user.crm().filter(crm -> crm.orgId().equals(org)).isPresent())
                .collect(Collectors.toMap(User::id, user -> user));
        Map<Watching, User> running = new LinkedHashMap<>();
        watch.of(tenant, org).forEach(watching -> {
            User user = users.get(watching.user());
            if (user != null) {
                running.put(watching, user);
            }
        });
        return running;
    }

    /** Asked anew when somebody comes or goes, and once a day. */
    private Optional<User> seer(String org, Map<Watching, User> running) {
        Org now = new Org(org, running.keySet().stream().map(Watching::crmUser).collect(Collectors.toSet()));
        Set<String> seeing = seers.getIfPresent(now);
        if (seeing == null) {
            User any = running.values().iterator().next();
            seeing = means.crms().tasks(any).seeEverything(now.crmUsers());
            seers.put(now, seeing);
        }
        Set<String> those = seeing;
        return running.entrySet().stream()
                .filter(one -> those.contains(one.getKey().crmUser()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Where something was found the next look comes in a minute; else each pause is twice the one before. */
    private void alone(Watching watching, User user) {
        Instant now = clock.instant();
        Pace pace = paces.get(watching.user(), any -> new Pace(null, now, INTERVAL));
        if (pace.due().isAfter(now)) {
            return;
        }
        try {
            Stirrings.Found found = means.crms().tasks(user).since(pace.position(), List.of(watching.crmUser()));
            boolean news = tell(user.tenant(), found.records(), List.of(watching));
            Duration twice = pace.pause().multipliedBy(2);
            Duration pause = news ? INTERVAL : twice.compareTo(SELDOMEST) < 0 ? twice : SELDOMEST;
            paces.put(watching.user(), new Pace(found.position(), now.plus(pause), pause));
        } catch (RemoteFailureException e) {
            log.info("records of user {} are looked for later: {}", user.id().value(), e.getMessage());
            paces.put(watching.user(), new Pace(pace.position(), after(e.failure()), pace.pause()));
        }
    }

    /**
     * Tells those who have a touched record in step and do not know of the touch, and its owner, where new ones concern the owner. Each
     * touch is told once. Answers whether anybody was told.
     */
    private boolean tell(TenantId tenant, List<Stirrings.Touched> touched, Collection<Watching> watching) {
        Map<String, List<PairBook.Holder>> holders = means
                .pairs()
                .holders(
                        tenant,
                        ItemKind.TASK,
                        touched.stream().map(Stirrings.Touched::id).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(PairBook.Holder::record));
        Set<UserId> concerned = new HashSet<>();
        for (Stirrings.Touched one : touched) {
            List<PairBook.Holder> holding = holders.getOrDefault(one.id(), List.of());
            watching.stream()
                    .filter(user -> concerns(one, user, holding))
                    .map(Watching::user)
                    .filter(user -> isNew(new Touch(user, one.id(), one.mark())))
                    .forEach(concerned::add);
        }
        concerned.forEach(user -> means.events().publishEvent(new RecordsChanged(tenant, user)));
        return !concerned.isEmpty();
    }

    private boolean isNew(Touch touch) {
        return told.asMap().putIfAbsent(touch, true) == null;
    }

    private static boolean concerns(Stirrings.Touched touched, Watching user, List<PairBook.Holder> holding) {
        return holding.stream()
                .filter(holder -> holder.user().equals(user.user()))
                .findFirst()
                .map(holder -> !holder.version().startsWith(touched.mark()))
                .orElse(user.down() && !touched.deleted() && user.crmUser().equals(touched.owner()));
    }

    private Instant after(RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Throttled throttled -> throttled.until();
            case RemoteFailure.BudgetSpent spent -> spent.until();
            case RemoteFailure.GrantRejected rejected -> clock.instant().plus(INTERVAL);
            case RemoteFailure.AccessDenied denied -> clock.instant().plus(SELDOMEST);
            case RemoteFailure.Unreachable unreachable -> clock.instant().plus(INTERVAL);
        };
    }
}
