package app.tandem.credentials.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.platform.Ids;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import app.tandem.sandbox.SandboxPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A grant is traded by one caller at a time, and what comes of it is stored or not handed out. One connection is enough for all. */
class VaultTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Owner KIM =
            new Owner(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), Owner.Provider.SALESFORCE);

    private final HikariDataSource database = new HikariDataSource();
    private JdbcClient jdbc;
    private Vault vault;
    private Runnable moment = () -> {};

    @BeforeEach
    void open() {
        database.setJdbcUrl(SandboxPostgres.migrated());
        database.setMaximumPoolSize(1);
        database.setConnectionTimeout(1_000);
        jdbc = JdbcClient.create(database);
        AtomicLong last = new AtomicLong();
        Ids ids = new Ids() {
            @Override
            public UUID next() {
                return new UUID(7, last.incrementAndGet());
            }

            @Override
            public String secret() {
                return "secret";
            }
        };
        Sealer sealer = new Sealer(new KeyRing(List.of(SecretText.of(SealerTest.key("one")))));
        vault = new Vault(
                new GrantRows(jdbc),
                sealer,
                ids,
                time -> moment.run(),
                new JdbcTransactionManager(database),
                () -> NOW);
        vault.store(KIM, SecretText.of("one"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatATradeBringsIsStoredBeforeItIsHandedOut() {
        assertThat(trade("two", () -> {})).contains("one");
        assertThat(vault.open(KIM)).contains(SecretText.of("two"));
    }

    @Test
    void noConnectionIsHeldWhileTheProviderThinks() {
        assertThat(trade(
                        "two",
                        () -> assertThat(jdbc.sql("select 1")
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(1)))
                .contains("one");
    }

    @Test
    void whoComesSecondWaitsAndFindsWhatTheFirstBrought() {
        begun("1 minute");
        moment = () -> vault.store(KIM, SecretText.of("brought"));
        assertThat(trade("two", () -> {})).contains("brought");
    }

    @Test
    void whoWaitedForTooLongIsAskedToComeBack() {
        trade(
                "two",
                () -> assertThatThrownBy(() -> trade("three", () -> {}))
                        .isInstanceOfSatisfying(
                                RemoteFailureException.class,
                                busy -> assertThat(busy.failure())
                                        .isEqualTo(new RemoteFailure.Throttled("GRANT_IN_USE", NOW.plusSeconds(2)))));
        assertThat(trade("three", () -> {})).contains("two");
    }

    @Test
    void aGrantReplacedMeanwhileIsTradedInTurnAndNotOverwritten() {
        AtomicLong times = new AtomicLong();
        Optional<String> traded = vault.exchange(KIM, grant -> {
            if (times.incrementAndGet() == 1) {
                vault.store(KIM, SecretText.of("signed in again"));
            }
            return new Vault.Exchanged<>(SecretText.of(grant.reveal() + ", renewed"), grant.reveal());
        });
        assertThat(traded).contains("signed in again");
        assertThat(vault.open(KIM)).contains(SecretText.of("signed in again, renewed"));
    }

    @Test
    void aGrantForgottenMeanwhileStaysForgotten() {
        assertThat(trade("two", () -> vault.forget(KIM))).isEmpty();
        assertThat(vault.open(KIM)).isEmpty();
    }

    @Test
    void aTradeThatFailedHoldsNobody() {
        assertThatThrownBy(() -> trade("two", () -> {
                    throw new IllegalStateException("down");
                }))
                .hasMessage("down");
        assertThat(trade("two", () -> {})).contains("one");
    }

    @Test
    void aTradeWhoseNodeDiedEndsByItself() {
        begun("1 minute");
        assertThatThrownBy(() -> trade("two", () -> {})).isInstanceOf(RemoteFailureException.class);
        begun("0 minutes");
        assertThat(trade("two", () -> {})).contains("one");
    }

    @Test
    void whereThereIsNoGrantNothingIsTraded() {
        vault.forget(KIM);
        assertThat(trade("two", () -> {})).isEmpty();
    }

    /** Another node trades the grant for so long. */
    private void begun(String time) {
        jdbc.sql("update sealed_grant set exchange = ?, exchange_until = now() + ?::interval where user_id = ?")
                .params(new UUID(9, 9), time, KIM.user().value())
                .update();
    }

    /** Trades the grant for another one; answers what it was before. */
    private Optional<String> trade(String next, Runnable meanwhile) {
        return vault.exchange(KIM, grant -> {
            meanwhile.run();
            return new Vault.Exchanged<>(SecretText.of(next), grant.reveal());
        });
    }
}
