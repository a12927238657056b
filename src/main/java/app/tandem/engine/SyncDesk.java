package app.tandem.engine;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.budget.Budget;
import app.tandem.item.ItemId;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import app.tandem.journal.BrakeBook;
import app.tandem.journal.Journal;
import app.tandem.journal.MailEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a person sees of the own sync, and may ask of it: how it went, what waits and why, and a session at once. */
@Service
public class SyncDesk {

    /**
     * How sessions stand.
     *
     * @param running whether one runs now
     * @param ended when the last one ended; null before the first
     * @param result {@code OK} or the code of the last one's failure; null before the first
     * @param next when the next one is due; null while none is
     * @param wanting how many Salesforce calls are left, where the last one ended for want of them and they still are wanting
     */
    public record Sessions(
            boolean running,
            @Nullable Instant ended,
            @Nullable String result,
            @Nullable Instant next,
            Optional<CallsLeft> wanting) {

        /** Whether the last one ended well. */
        public boolean well() {
            return "OK".equals(result);
        }
    }

    /** What is left of the org's calls, and what has to be (sync G-2): in hundredths, or as a number. */
    public record CallsLeft(long actual, long limit, boolean percent) {}

    /** A message that waits or was refused, since when, and when it is looked at again by itself. */
    public record Unsettled(
            ItemId item,
            Reason reason,
            Instant since,
            @Nullable Instant again) {}

    /**
     * Deletions that wait for the person's word (sync X-23).
     *
     * @param inMailbox whether the items would go from the mailbox; else their records would from Salesforce
     * @param asOf an answer is about what was held until then
     */
    public record Removal(ItemKind kind, boolean inMailbox, int amount, int among, Instant since, Instant asOf) {

        private static Removal of(BrakeBook.Question asked) {
            return new Removal(
                    asked.kind(),
                    asked.side() == Side.MAILBOX,
                    asked.amount(),
                    asked.among(),
                    asked.since(),
                    asked.asOf());
        }

        private BrakeBook.Question question() {
            return new BrakeBook.Question(kind, inMailbox ? Side.MAILBOX : Side.CRM, amount, among, since, asOf);
        }
    }

    /** A person may ask for a session once in this time (pane section 2). */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Engine engine;
    private final Journal journal;
    private final BrakeBook brakes;
    private final Budget budget;
    private final InstantSource clock;

    SyncDesk(Engine engine, Journal journal, BrakeBook brakes, Budget budget, InstantSource clock) {
        this.engine = engine;
        this.budget = budget;
        this.journal = journal;
        this.brakes = brakes;
        this.clock = clock;
    }

    /** How the user's sessions stand. */
    public Sessions sessions(User user) {
        Engine.Status status = engine.status(user.tenant(), user.id());
        Optional<String> result = status.last().map(last -> last.result());
        return new Sessions(
                status.running(),
                status.last().map(last -> last.ended()).orElse(null),
                result.orElse(null),
                status.next(),
                result.filter(one -> one.endsWith(Budget.RESERVE))
                        .flatMap(spent -> user.crm())
                        .flatMap(crm -> budget.shortage(user.tenant(), crm.orgId()))
                        .map(few -> new CallsLeft(few.actual(), few.limit(), few.percent())));
    }

    /** The latest messages of the user that somebody asked to save and that are not saved, newest first. */
    public List<Unsettled> unsettled(TenantId tenant, UserId user, int most) {
        return journal.unsettled(tenant, user, most).stream()
                .map((MailEntry entry) -> new Unsettled(entry.item(), entry.reason(), entry.since(), entry.retryAt()))
                .toList();
    }

    /** The deletions that wait for the user's word, of each kind and side at most one. */
    public List<Removal> removals(TenantId tenant, UserId user) {
        return brakes.open(tenant, user).stream().map(Removal::of).toList();
    }

    /** The user's word about exactly these deletions, carried out at once; false when they are not asked about any more. */
    public boolean answer(TenantId tenant, UserId user, Removal removal, boolean remove) {
        boolean answered = brakes.answer(
                tenant, user, removal.question(), remove ? BrakeBook.Answer.REMOVE : BrakeBook.Answer.KEEP);
        if (answered) {
            engine.wake(tenant, user, Duration.ZERO);
        }
        return answered;
    }

    /** Asks for a session at once; answers whether it was asked: not while one runs, or when one began within a minute. */
    public boolean force(TenantId tenant, UserId user) {
        Engine.Status status = engine.status(tenant, user);
        Optional<Instant> started = status.last().map(last -> last.started());
        if (status.running()
                || started.filter(clock.instant().minus(PAUSE)::isBefore).isPresent()) {
            return false;
        }
        engine.wake(tenant, user, Duration.ZERO);
        return true;
    }
}
