package app.tandem.budget;

import app.tandem.account.TenantId;
import app.tandem.settings.Settings;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The budget over PostgreSQL. Each node keeps what it saw, and the tenant's reserve (S-79), and exchanges it with the table
 * every ten seconds at most, so calls cost no statements of their own. Below the reserve background work waits (sync G-3); below two fifths of it new
 * changes go in small bursts; once nothing is left people do too. Nothing ever stops for good: each burst shows anew
 * what is left.
 */
@Service
public class SharedBudget implements Budget {

    /** How old the shared numbers may be on a node. */
    static final Duration STALENESS = Duration.ofSeconds(10);

    /** Enough for a page of a cycle. */
    static final int BURST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(SharedBudget.class);
    private static final Duration SLOW = Duration.ofMinutes(5);
    private static final Duration SLOWER = Duration.ofMinutes(30);
    private static final Duration WAITING = Duration.ofMinutes(1);
    private static final int MOST_ORGS = 10_000;

    private record Key(TenantId tenant, String orgId) {}

    private final AllowanceRows rows;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Function<TenantId, Reserve> reserves;
    private final Cache<Key, OrgCalls> orgs =
            Caffeine.newBuilder().maximumSize(MOST_ORGS).build();

    @Autowired
    SharedBudget(AllowanceRows rows, TransactionOperations transactions, InstantSource clock, Settings settings) {
        this(rows, transactions, clock, (TenantId tenant) -> Reserve.of(settings.tenant(tenant)));
    }

    SharedBudget(
            AllowanceRows rows,
            TransactionOperations transactions,
            InstantSource clock,
            Function<TenantId, Reserve> reserves) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
        this.reserves = reserves;
    }

    @Override
    public void observed(TenantId tenant, String orgId, long used, long limit) {
        if (limit <= 0 || used < 0) {
            return;
        }
        OrgCalls org = org(tenant, orgId);
        synchronized (org) {
            boolean wasHit = org.allowance().filter(org.reserve()::isHitBy).isPresent();
            org.observed(used, limit, clock.instant());
            boolean isHit = org.allowance().filter(org.reserve()::isHitBy).isPresent();
            if (wasHit != isHit || org.isDue(clock.instant(), STALENESS)) {
                exchange(tenant, orgId, org);
            }
        }
    }

    @Override
    public Optional<Instant> mayCall(TenantId tenant, String orgId, Priority priority) {
        OrgCalls org = org(tenant, orgId);
        Instant now = clock.instant();
        synchronized (org) {
            if (org.isDue(now, STALENESS)) {
                exchange(tenant, orgId, org);
            }
            Allowance allowance = org.allowance().orElse(null);
            if (allowance == null || !org.reserve().isHitBy(allowance)) {
                return Optional.empty();
            }
            return switch (priority) {
                case BACKGROUND -> background(tenant, orgId, org, allowance, now);
                case FRESH -> fresh(org, allowance, now);
                case INTERACTIVE ->
                    allowance.remaining() > 0 ? Optional.empty() : org.burst(priority, now, WAITING, BURST);
            };
        }
    }

    @Override
    public Optional<Shortage> shortage(TenantId tenant, String orgId) {
        OrgCalls org = org(tenant, orgId);
        synchronized (org) {
            if (org.isDue(clock.instant(), STALENESS)) {
                exchange(tenant, orgId, org);
            }
            return org.allowance().flatMap(org.reserve()::shortageOf);
        }
    }

    @Override
    public Instant exhausted(TenantId tenant, String orgId, Priority priority) {
        OrgCalls org = org(tenant, orgId);
        Instant now = clock.instant();
        synchronized (org) {
            long limit = org.allowance().map(Allowance::allowed).orElse(1L);
            org.observed(limit, limit, now);
            exchange(tenant, orgId, org);
        }
        Duration wait = switch (priority) {
            case BACKGROUND, FRESH -> SLOWER;
            case INTERACTIVE -> WAITING;
        };
        return mayCall(tenant, orgId, priority).orElse(now.plus(wait));
    }

    /** Leaves the last numbers for the other nodes. */
    @PreDestroy
    void flush() {
        orgs.asMap().forEach((key, org) -> {
            synchronized (org) {
                exchange(key.tenant(), key.orgId(), org);
            }
        });
    }

    private Optional<Instant> fresh(OrgCalls org, Allowance allowance, Instant now) {
        if (!org.reserve().isNearlySpentBy(allowance)) {
            return Optional.empty();
        }
        return org.burst(Priority.FRESH, now, allowance.remaining() > 0 ? SLOW : SLOWER, BURST);
    }

    /** Sends background work away, and when its time has come lets one call of one node through to look again. */
    private Optional<Instant> background(
            TenantId tenant, String orgId, OrgCalls org, Allowance allowance, Instant now) {
        Instant again = allowance.backgroundAt();
        if (again != null && now.isBefore(again)) {
            return Optional.of(again);
        }
        Allowance later = allowance.backedOff(now);
        boolean mine = stored(() -> rows.backOff(tenant, orgId, allowance, later));
        if (mine) {
            org.known(later);
        } else {
            exchange(tenant, orgId, org);
        }
        Instant until =
                org.allowance().map(Allowance::backgroundAt).orElse(Objects.requireNonNull(later.backgroundAt()));
        return mine && again != null ? Optional.empty() : Optional.of(until);
    }

    /** Gives the table what is newer here, takes what is newer there, and ends a back-off that is over. */
    private void exchange(TenantId tenant, String orgId, OrgCalls org) {
        Allowance mine = org.isUnsaved() ? org.allowance().orElse(null) : null;
        boolean done = stored(() -> {
            org.reserve(reserves.apply(tenant));
            if (mine != null) {
                rows.observed(tenant, orgId, mine);
            }
            Allowance there = rows.find(tenant, orgId).orElse(null);
            if (there != null && there.backgroundAt() != null && !org.reserve().isHitBy(there)) {
                rows.backOff(tenant, orgId, there, there.recovered());
                there = there.recovered();
            }
            org.exchanged(there);
            return true;
        });
        org.tried(clock.instant(), done);
    }

    private boolean stored(BooleanSupplier work) {
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> work.getAsBoolean()));
        } catch (DataAccessException | TransactionException e) {
            // The numbers are kept here meanwhile; a call that was made must not fail for them.
            LOG.warn("Call allowances could not be exchanged: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    private OrgCalls org(TenantId tenant, String orgId) {
        return orgs.get(new Key(tenant, orgId), key -> new OrgCalls());
    }
}
