package app.tandem.sandbox.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the services share: one clock, one call log, one set of faults, one register of tokens, the mails sent, the certificates. */
public final class Kernel implements AutoCloseable {

    /** How a vendor words a refusal. */
    public interface Refusals {
        /** The answer to a call that is refused before any effect. */
        Reply refuse(int status, @Nullable String code, @Nullable String retryAfter);
    }

    /** The effect of a call and its answer. */
    public interface Effect {
        /** Runs with the faults that only the service itself can act out (rows, expireSession, gone, replay …). */
        Reply run(Struck struck);
    }

    /** The faults that struck a call and are the service's own to act out. */
    public record Struck(List<Fault> faults) {
        /** The fault of that kind, if it struck. */
        public <F extends Fault> Optional<F> get(Class<F> kind) {
            return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }
    }

    public final SandboxClock clock = new SandboxClock();
    public final CallLog calls = new CallLog();
    public final Faults faults = new Faults();
    public final Tokens tokens = new Tokens(clock);
    public final MailsSent mailsSent = new MailsSent();
    public final Certificates certificates;
    /** Where Tandem is; null when the sandbox stands alone. */
    public volatile @Nullable Sites tandem;

    /** With certificates of its own. */
    public Kernel() {
        this(Certificates.make());
    }

    /** With these certificates for everything on https. */
    public Kernel(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Runs one call through faults and log. Every service passes every call here, parts of a batch as calls of their own. */
    public Reply run(CallFacts facts, Refusals refusals, Effect effect) {
        return run(calls.nextSeq(), facts, refusals, effect);
    }

    /** As {@link #run(CallFacts, Refusals, Effect)}, with a sequence number taken before. */
    public Reply run(long seq, CallFacts facts, Refusals refusals, Effect effect) {
        long started = System.nanoTime();
        List<Fault> struck = faults.strike(facts);
        Reply reply;
        try {
            reply = answer(struck, refusals, effect);
        } finally {
            faults.leave(facts);
        }
        String names = struck.isEmpty()
                ? null
                : String.join("+", struck.stream().map(Fault::kind).toList());
        long millis = (System.nanoTime() - started) / 1_000_000;
        calls.add(new Call(
                seq, clock.now(), facts, reply.status(), millis, reply.body().length(), names));
        return reply;
    }

    @Override
    public void close() {
        clock.close();
    }

    private static Reply answer(List<Fault> struck, Refusals refusals, Effect effect) {
        List<Fault> own = new ArrayList<>();
        boolean cutAfter = false;
        long truncate = -1;
        for (Fault fault : struck) {
            switch (fault) {
                case Fault.Delay delay -> pause(delay);
                case Fault.Status refused -> {
                    return refusals.refuse(refused.status(), refused.code(), refused.retryAfter());
                }
                case Fault.Cut cut -> {
                    if (!cut.afterEffect()) {
                        return Reply.cut();
                    }
                    cutAfter = true;
                }
                case Fault.Truncate early -> truncate = early.bytes();
                default -> own.add(fault);
            }
        }
        Reply reply = effect.run(new Struck(own));
        if (cutAfter) {
            return Reply.cut();
        }
        return truncate >= 0 && truncate < reply.body().length() ? reply.truncated(truncate) : reply;
    }

    private static void pause(Fault.Delay delay) {
        try {
            Thread.sleep(delay.time());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
