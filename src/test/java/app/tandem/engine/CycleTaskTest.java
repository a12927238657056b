package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.UserStateChanged;
import app.tandem.account.Users;
import app.tandem.journal.Journal;
import app.tandem.journal.Leases;
import app.tandem.journal.PairAnswers;
import app.tandem.sandbox.SandboxPostgres;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Cycles as durable work on a real scheduler: no wish is lost, none puts another off. */
class CycleTaskTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    private static final UserId ANNA = new UserId(UUID.fromString("00000000-0000-0000-0000-000000000101"));

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final AtomicReference<InstantSource> source = new AtomicReference<>(InstantSource.fixed(START));
    private final InstantSource clock = () -> source.get().instant();
    private final Users users = mock();
    private final Cycles cycles = mock();
    private final Leases leases = mock();
    private final Scheduler scheduler = scheduler();
    private final Engine engine = new Engine(users, cycles, store(leases), mock(PairAnswers.class), scheduler, clock);

    private static Cycles.Store store(Leases leases) {
        Cycles.Store store = mock();
        when(store.journal()).thenReturn(mock(Journal.class));
        when(store.leases()).thenReturn(leases);
        return store;
    }

    @AfterEach
    void end() {
        scheduler.stop();
    }

    /** P9: however many hints come, the first one's cycle comes when it was promised. */
    @Test
    void aFloodOfHintsDoesNotPutTheCycleOff() {
        engine.wake(TENANT, ANNA, Duration.ofMillis(500));
        source.set(InstantSource.fixed(START.plusMillis(400)));
        engine.wake(TENANT, ANNA, Duration.ofMillis(500));

        assertThat(engine.status(TENANT, ANNA).next()).isEqualTo(START.plusMillis(500));
    }

    /** A hint brings a sweep forward. */
    @Test
    void aHintBringsALaterCycleForward() {
        engine.wake(TENANT, ANNA, Duration.ofMinutes(30));
        engine.wake(TENANT, ANNA, Duration.ofMillis(500));

        assertThat(engine.status(TENANT, ANNA).next()).isEqualTo(START.plusMillis(500));
    }

    /** sync Y-18: resumed in the very moment in which the scheduler learns of the pause. */
    @Test
    void whoResumesWhileTheirCyclesAreBeingStoppedIsCalledAgain() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicReference<UserState> state = new AtomicReference<>(UserState.PAUSED);
        when(users.find(any(), any())).thenAnswer(call -> {
            Optional<User> answer = Optional.of(anna(state.get()));
            if (state.compareAndSet(UserState.PAUSED, UserState.RUNNING)) {
                engine.stateChanged(changed());
            }
            return answer;
        });
        when(cycles.run(any())).thenAnswer(call -> {
            ran.countDown();
            return new Cycles.Ended(true, false, clock.instant().plus(Duration.ofMinutes(30)));
        });
        works();

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** sync Y-25: a wish that comes after the cycle ended and before it is scheduled anew. */
    @Test
    void aWishDuringACycleIsFollowedByAnother() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(2);
        when(users.find(any(), any())).thenReturn(Optional.of(anna(UserState.RUNNING)));
        when(cycles.run(any())).thenAnswer(call -> {
            engine.wake(TENANT, ANNA, Duration.ZERO);
            ran.countDown();
            return new Cycles.Ended(true, false, clock.instant().plus(Duration.ofMinutes(30)));
        });
        when(cycles.isWishedFor(any(), any())).thenReturn(true, false);
        works();

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A lease that another node holds is not asked for all the time, whoever wishes for a cycle. */
    @Test
    void aWishDoesNotHurryAHeldLease() {
        try (EngineWorld world = new EngineWorld()) {
            world.leases.acquire(world.anna.tenant(), world.anna.id(), "other", Duration.ofSeconds(40));
            world.leases.wake(world.anna.tenant(), world.anna.id());

            Cycles.Ended ended = world.cycle();

            assertThat(ended.ran()).isFalse();
            assertThat(world.isWishedFor(world.anna, ended)).isFalse();
            assertThat(ended.next()).isAfter(world.now());
        }
    }

    /** sync Y-25: two hints at once move one execution; who comes second neither fails nor is forgotten. */
    @Test
    void hintsThatOvertakeEachOtherAreAllHeard() {
        Instant soon = START.plusSeconds(1);
        SchedulerClient overtaken = mock();
        when(overtaken.schedule(any(TaskInstance.class), any(Instant.class), any()))
                .thenThrow(new ExecutionException("Expected one execution to be updated", "cycle", "anna", 1))
                .thenThrow(new TaskInstanceNotFoundException("cycle", "anna"))
                .thenAnswer(call -> scheduler.schedule(call.getArgument(0), call.getArgument(1), call.getArgument(2)));

        new Engine(users, cycles, store(leases), mock(PairAnswers.class), overtaken, clock)
                .wake(TENANT, ANNA, Duration.ofSeconds(1));

        assertThat(engine.status(TENANT, ANNA).next()).isEqualTo(soon);
    }

    /** The scheduler waits by its clock, so that this one has to go. */
    private void works() {
        source.set(InstantSource.system());
        engine.wake(TENANT, ANNA, Duration.ZERO);
        scheduler.start();
    }

    private Scheduler scheduler() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        return Scheduler.create(database, new CycleTask().cyclesOfUsers(users, cycles, clock))
                .clock(clock::instant)
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofMillis(50))
                .threads(2)
                .build();
    }

    private static User anna(UserState state) {
        return new User(ANNA, TENANT, state, Optional.empty(), Optional.empty());
    }

    private static UserStateChanged changed() {
        return new UserStateChanged(TENANT, ANNA, UserState.PAUSED, UserState.RUNNING, null);
    }
}
