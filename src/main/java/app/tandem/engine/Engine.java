package app.tandem.engine;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.UserStateChanged;
import app.tandem.account.Users;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.Journal;
import app.tandem.journal.Leases;
import app.tandem.journal.MailEntry;
import app.tandem.journal.Pair;
import app.tandem.journal.PairAnswers;
import app.tandem.notifications.MailboxChanged;
import app.tandem.notifications.RecordsChanged;
import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/** What others may ask of the engine: a cycle soon, a cycle now, how things stand, and why. */
@Service
public class Engine {

    /** The answer to "what about this item?". */
    public record Answer(
            Reason reason,
            @Nullable Instant since,
            List<RecordRef> records,
            @Nullable Instant next) {}

    /**
     * How a user's cycles stand.
     *
     * @param last when and how the last one ended
     * @param next when the next one is due; null while none is scheduled
     * @param open messages whose saving is under way
     */
    public record Status(
            boolean running,
            Optional<Leases.LastCycle> last,
            @Nullable Instant next,
            int open) {}

    /** What came of cycles run at once. */
    public record Ran(int cycles, int failed) {}

    /** One action of a person makes several notifications. */
    private static final Duration GATHERING = Duration.ofMillis(500);

    private final Users users;
    private final Cycles cycles;
    private final Journal journal;
    private final Leases leases;
    private final PairAnswers pairs;
    private final SchedulerClient scheduler;
    private final InstantSource clock;

    Engine(
            Users users,
            Cycles cycles,
            Cycles.Store store,
            PairAnswers pairs,
            SchedulerClient scheduler,
            InstantSource clock) {
        this.users = users;
        this.cycles = cycles;
        this.journal = store.journal();
        this.leases = store.leases();
        this.pairs = pairs;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A cycle as soon as one can be had; while one runs, another one follows it (sync Y-7, Y-25). */
    public void wake(TenantId tenant, UserId user, Duration delay) {
        leases.wake(tenant, user);
        Instant at = clock.instant().plus(delay);
        boolean comesSooner = execution(tenant, user)
                .filter(due -> !due.isPicked() && !due.getExecutionTime().isAfter(at))
                .isPresent();
        if (!comesSooner) {
            schedule(tenant, user, at);
        }
    }

    /** Runs the user's cycle in this thread and answers when it has ended; none, and at once, while another one runs. */
    public Ran runNow(User user) {
        Cycles.Ended ended = cycles.run(user);
        if (ended.ran()) {
            schedule(user.tenant(), user.id(), cycles.isWishedFor(user, ended) ? clock.instant() : ended.next());
        }
        return new Ran(ended.ran() ? 1 : 0, ended.failed() ? 1 : 0);
    }

    /**
     * The current answer for a message, or for what is kept in step, by its id in the mailbox or its record's; one nobody asked
     * to save is left alone by sync E-42.
     */
    public Answer why(TenantId tenant, UserId user, ItemId item) {
        MailEntry entry = journal.find(tenant, user, List.of(item)).get(item);
        return entry == null
                ? pairs.find(tenant, user, item.value())
                        .map(Engine::answer)
                        .orElseGet(() ->
                                new Answer(Reason.of(Reason.State.LEFT_ALONE, "sync E-42"), null, List.of(), null))
                : new Answer(entry.reason(), entry.since(), entry.records(), entry.retryAt());
    }

    private static Answer answer(Pair pair) {
        List<RecordRef> records = PairDesk.record(pair).stream().toList();
        return new Answer(pair.reason(), pair.since(), records, pair.retryAt());
    }

    /** When the user's next cycle is due; null while none is scheduled. */
    @Nullable
    Instant next(TenantId tenant, UserId user) {
        return execution(tenant, user).map(ScheduledExecution::getExecutionTime).orElse(null);
    }

    /** How the user's cycles stand. */
    public Status status(TenantId tenant, UserId user) {
        return new Status(
                leases.isHeld(tenant, user),
                leases.lastCycle(tenant, user),
                next(tenant, user),
                journal.open(tenant, user));
    }

    /** A hint from the mailbox; several within a moment share a cycle. */
    @EventListener
    void mailboxChanged(MailboxChanged change) {
        wake(change.tenant(), change.user(), GATHERING);
    }

    /** A hint from Salesforce. */
    @EventListener
    void recordsChanged(RecordsChanged change) {
        wake(change.tenant(), change.user(), GATHERING);
    }

    @EventListener(ApplicationReadyEvent.class)
    void scheduleAll() {
        for (User user : users.inState(UserState.RUNNING)) {
            scheduler.scheduleIfNotExists(instance(user.tenant(), user.id()), clock.instant());
        }
    }

    /** Who begins to run gets a first cycle at once (sync Y-6, Y-18); who stops is not called again. */
    @TransactionalEventListener(fallbackExecution = true)
    void stateChanged(UserStateChanged change) {
        if (change.to() == UserState.RUNNING) {
            schedule(change.tenant(), change.user(), clock.instant());
        }
    }

    private void schedule(TenantId tenant, UserId user, Instant at) {
        try {
            CycleTask.schedule(scheduler, instance(tenant, user), at);
        } catch (TaskInstanceCurrentlyExecutingException running) {
            // The cycle that runs looks for wishes when it ends (CycleTask).
            leases.wake(tenant, user);
        }
    }

    private Optional<ScheduledExecution<Object>> execution(TenantId tenant, UserId user) {
        return scheduler.getScheduledExecution(TaskInstanceId.of(CycleTask.NAME, CycleTask.instance(tenant, user)));
    }

    private static TaskInstance<Void> instance(TenantId tenant, UserId user) {
        return new TaskInstance<>(CycleTask.NAME, CycleTask.instance(tenant, user));
    }
}
