package app.tandem.credentials.vault;

import app.tandem.platform.SecretText;
import java.time.InstantSource;
import java.util.Optional;
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

    private final GrantRows rows;
    private final Sealer sealer;
    private final TransactionTemplate alone;
    private final TransactionTemplate together;
    private final InstantSource clock;

    Vault(GrantRows rows, Sealer sealer, PlatformTransactionManager transactions, InstantSource clock) {
        this.rows = rows;
        this.sealer = sealer;
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
     * Lets one caller among all nodes trade the grant with its provider. The row stays locked meanwhile, because a
     * rotated refresh token may be used once only (salesforce-notes 1.2), and the new grant is committed before this
     * returns: nobody uses a token whose grant could still be lost.
     *
     * @return empty when there is no grant
     */
    public <T> Optional<T> exchange(Owner owner, Function<SecretText, Exchanged<T>> trade) {
        T result = alone.execute(status -> {
            Optional<Sealed> row = rows.lock(owner);
            if (row.isEmpty()) {
                return null;
            }
            Exchanged<T> exchanged = trade.apply(SecretText.of(sealer.open(owner, row.get())));
            if (exchanged.grant() != null) {
                rows.write(owner, sealer.seal(owner, exchanged.grant().reveal()), clock.instant());
            }
            return exchanged.result();
        });
        return Optional.ofNullable(result);
    }
}
