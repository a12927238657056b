package app.tandem.credentials.vault;

import app.tandem.platform.Ids;
import app.tandem.platform.Moments;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores grants sealed and opens them; {@link #exchange} is the one way to trade a grant for a newer one. */
@Component
public class Vault {

    /**
     * What an exchange gave.
     *
     * @param grant the grant to store, null when it stays as it is
     * @param result what the caller wanted it for
     */
    public record Exchanged<T>(@Nullable SecretText grant, T result) {}

    /** Longer than every exchange with a provider (calls of 40 s, four at most); after that its node is dead. */
    private static final Duration LONGEST_EXCHANGE = Duration.ofMinutes(3);

    /** How often, and how many times, to look whether another node has traded: a call of 40 s in all. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final int LOOKS = 400;
    /** When to come back after that. */
    private static final Duration IN_USE = Duration.ofSeconds(2);

    private final GrantRows rows;
    private final Sealer sealer;
    private final Ids ids;
    private final Moments moments;
    private final TransactionTemplate alone;
    private final TransactionTemplate together;
    private final InstantSource clock;

    Vault(
            GrantRows rows,
            Sealer sealer,
            Ids ids,
            Moments moments,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.rows = rows;
        this.sealer = sealer;
        this.ids = ids;
        this.moments = moments;
        this.clock = clock;
        this.together = new TransactionTemplate(transactions);
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Stores a grant, instead of the one before; part of the caller's transaction. */
    public void store(Owner owner, SecretText grant) {
        together.executeWithoutResult(status -> rows.write(owner, sealer.seal(owner, grant.reveal()), clock.instant()));
    }

    /** The grant, if there is one. */
    public Optional<SecretText> open(Owner owner) {
        return rows.find(owner).map(row -> SecretText.of(sealer.open(owner, row)));
    }

    /** Forgets a grant; part of the caller's transaction. */
    public void forget(Owner owner) {
        together.executeWithoutResult(status -> rows.delete(owner));
    }

    /**
     * Lets one caller among all nodes trade the grant with its provider, because a rotated refresh token may be used once
     * only (salesforce-notes 1.2). The new grant is committed before this returns: nobody uses a token whose grant could
     * still be lost. No connection is held meanwhile. A grant that was replaced meanwhile is traded in turn.
     *
     * @return empty when there is no grant
     * @throws RemoteFailureException throttled, when another node trades it for longer than a call takes
     */
    public <T> Optional<T> exchange(Owner owner, Function<SecretText, Exchanged<T>> trade) {
        while (true) {
            UUID exchange = ids.next();
            Optional<Sealed> row = begin(owner, exchange);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            Exchanged<T> exchanged = traded(owner, exchange, row.get(), trade);
            if (end(owner, exchange, exchanged.grant())) {
                return Optional.of(exchanged.result());
            }
        }
    }

    private Optional<Sealed> begin(Owner owner, UUID exchange) {
        for (int looks = 0; looks < LOOKS; looks++) {
            Optional<Sealed> row = Optional.ofNullable(alone.execute(
                    status -> rows.begin(owner, exchange, LONGEST_EXCHANGE).orElse(null)));
            if (row.isPresent() || rows.find(owner).isEmpty()) {
                return row;
            }
            moments.pass(LOOK);
        }
        throw new RemoteFailureException(
                new RemoteFailure.Throttled("GRANT_IN_USE", clock.instant().plus(IN_USE)));
    }

    private <T> Exchanged<T> traded(Owner owner, UUID exchange, Sealed row, Function<SecretText, Exchanged<T>> trade) {
        try {
            return trade.apply(SecretText.of(sealer.open(owner, row)));
        } catch (RuntimeException e) {
            alone.executeWithoutResult(status -> rows.end(owner, exchange));
            throw e;
        }
    }

    private boolean end(Owner owner, UUID exchange, @Nullable SecretText grant) {
        return Boolean.TRUE.equals(alone.execute(status -> {
            boolean ours = rows.end(owner, exchange);
            if (ours && grant != null) {
                rows.write(owner, sealer.seal(owner, grant.reveal()), clock.instant());
            }
            return ours;
        }));
    }
}
