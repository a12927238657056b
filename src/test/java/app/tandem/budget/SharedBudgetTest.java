package app.tandem.budget;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import app.tandem.budget.Budget.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class SharedBudgetTest {

    private static final String ORG = "00D5g00000ABCDEEA4";
    private static final DataSource DATABASE = database();

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final AtomicInteger exchanges = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private volatile boolean databaseIsDown;
    private volatile Reserve reserve = Reserve.STANDARD;
    private SharedBudget budget;

    @BeforeEach
    void aNode() {
        budget = node();
    }

    @Test
    void anOrgNobodyHasHeardOfMayBeCalled() {
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
    }

    @Test
    void withEnoughLeftEverybodyMayCall() {
        budget.observed(tenant, ORG, 74_000, 100_000);
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
    }

    @Test
    @DisplayName("sync G-2, G-3, S-79: below 25 % background work waits 2.5 h, then 4.5 h, then 6.5 h")
    void backgroundWorkBacksOffStepByStep() {
        budget.observed(tenant, ORG, 76_000, 100_000);
        for (int minutes : new int[] {150, 270, 390}) {
            assertThat(waitOf(Priority.BACKGROUND)).isEqualTo(Duration.ofMinutes(minutes));
            assertThat(mayCall(Priority.FRESH)).isTrue();
            assertThat(mayCall(Priority.INTERACTIVE)).isTrue();
            passes(Duration.ofMinutes(minutes));
            assertThat(mayCall(Priority.BACKGROUND)).as("one call looks again").isTrue();
            budget.observed(tenant, ORG, 76_000, 100_000);
        }
    }

    @Test
    @DisplayName(
            "sync S-79, G-2: the tenant says what is left to others, by share and by number, whichever is hit first")
    void theTenantsReserveCounts() {
        reserve = new Reserve(10, 0);
        budget.observed(tenant, ORG, 76_000, 100_000);
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
        reserve = new Reserve(10, 30_000);
        now = now.plus(SharedBudget.STALENESS);
        assertThat(waitOf(Priority.BACKGROUND)).isEqualTo(Duration.ofMinutes(150));
        reserve = new Reserve(0, 0);
        now = now.plus(SharedBudget.STALENESS);
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
    }

    @Test
    @DisplayName("sync G-2: how short of calls the org is, by what is hit")
    void theShortageIsTold() {
        reserve = new Reserve(25, 30_000);
        budget.observed(tenant, ORG, 60_000, 100_000);
        assertThat(budget.shortage(tenant, ORG)).isEmpty();
        budget.observed(tenant, ORG, 71_000, 100_000);
        assertThat(budget.shortage(tenant, ORG)).contains(new Shortage(29_000, 30_000, false));
        budget.observed(tenant, ORG, 76_500, 100_000);
        assertThat(budget.shortage(tenant, ORG)).contains(new Shortage(23, 25, true));
    }

    @Test
    @DisplayName("sync G-4: with enough calls the normal cycle resumes by itself")
    void recoveryEndsTheBackOff() {
        budget.observed(tenant, ORG, 80_000, 100_000);
        assertThat(mayCall(Priority.BACKGROUND)).isFalse();
        budget.observed(tenant, ORG, 60_000, 100_000);
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
        budget.observed(tenant, ORG, 80_000, 100_000);
        assertThat(waitOf(Priority.BACKGROUND)).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void newChangesGoInBurstsWhenLittleIsLeft() {
        budget.observed(tenant, ORG, 91_000, 100_000);
        assertThat(allowed(Priority.FRESH, 100)).isEqualTo(SharedBudget.BURST);
        assertThat(allowed(Priority.INTERACTIVE, 100)).isEqualTo(100);
        passes(Duration.ofMinutes(5));
        assertThat(allowed(Priority.FRESH, 100)).isEqualTo(SharedBudget.BURST);
    }

    @Test
    void nothingLeftSlowsPeopleTooAndNeverStopsThem() {
        budget.observed(tenant, ORG, 100_000, 100_000);
        assertThat(allowed(Priority.INTERACTIVE, 100)).isEqualTo(SharedBudget.BURST);
        passes(Duration.ofMinutes(1));
        assertThat(allowed(Priority.INTERACTIVE, 100)).isEqualTo(SharedBudget.BURST);
    }

    @Test
    void anExhaustedOrgIsKnownToAllNodes() {
        budget.observed(tenant, ORG, 10, 100_000);
        SharedBudget other = node();
        assertThat(other.mayCall(tenant, ORG, Priority.BACKGROUND)).isEmpty();
        assertThat(budget.exhausted(tenant, ORG, Priority.BACKGROUND)).isEqualTo(now.plus(Duration.ofMinutes(150)));
        passes(SharedBudget.STALENESS);
        assertThat(other.mayCall(tenant, ORG, Priority.BACKGROUND)).isPresent();
    }

    @Test
    void ofSeveralNodesOneLooksAgain() {
        SharedBudget other = node();
        budget.observed(tenant, ORG, 80_000, 100_000);
        assertThat(mayCall(Priority.BACKGROUND)).isFalse();
        assertThat(other.mayCall(tenant, ORG, Priority.BACKGROUND)).isPresent();
        passes(Duration.ofMinutes(150));
        assertThat(mayCall(Priority.BACKGROUND)).isTrue();
        assertThat(other.mayCall(tenant, ORG, Priority.BACKGROUND)).isPresent();
    }

    @Test
    void manyCallsShareFewStatements() {
        for (int i = 0; i < 1_000; i++) {
            budget.mayCall(tenant, ORG, Priority.FRESH);
            budget.observed(tenant, ORG, i, 100_000);
            passes(Duration.ofMillis(50));
        }
        assertThat(exchanges.get()).isLessThanOrEqualTo(6);
    }

    @Test
    void aDatabaseThatIsGoneFailsNoCall() {
        databaseIsDown = true;
        budget.observed(tenant, ORG, 80_000, 100_000);
        assertThat(mayCall(Priority.FRESH)).isTrue();
        databaseIsDown = false;
        passes(SharedBudget.STALENESS);
        assertThat(mayCall(Priority.FRESH)).isTrue();
        assertThat(node().mayCall(tenant, ORG, Priority.BACKGROUND))
                .as("what was seen was kept")
                .isPresent();
    }

    @Test
    void tenantsDoNotShare() {
        budget.observed(tenant, ORG, 80_000, 100_000);
        assertThat(budget.mayCall(new TenantId(UUID.randomUUID()), ORG, Priority.BACKGROUND))
                .isEmpty();
    }

    private boolean mayCall(Priority priority) {
        return budget.mayCall(tenant, ORG, priority).isEmpty();
    }

    private Duration waitOf(Priority priority) {
        return Duration.between(now, budget.mayCall(tenant, ORG, priority).orElseThrow());
    }

    private int allowed(Priority priority, int calls) {
        int allowed = 0;
        for (int i = 0; i < calls; i++) {
            allowed += mayCall(priority) ? 1 : 0;
        }
        return allowed;
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private SharedBudget node() {
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
        TransactionOperations counted = new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                if (databaseIsDown) {
                    throw new DataAccessResourceFailureException("down");
                }
                exchanges.incrementAndGet();
                return transactions.execute((TransactionStatus status) -> action.doInTransaction(status));
            }
        };
        return new SharedBudget(new AllowanceRows(JdbcClient.create(DATABASE)), counted, () -> now, any -> reserve);
    }

    private static DataSource database() {
        DriverManagerDataSource database = new DriverManagerDataSource(TestNode.database(), "postgres", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }
}
