package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests per application and mailbox. */
public final class Throttle {

    private static final class Account {
        private final ArrayDeque<Instant> requests = new ArrayDeque<>();
        private final ArrayDeque<Map.Entry<Instant, Long>> uploads = new ArrayDeque<>();
        private long uploaded;
        private int running;
    }

    private final InstantSource clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private volatile Limits limits = Limits.PUBLISHED;

    public Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** Other limits from now on. */
    public void limits(Limits changed) {
        limits = changed;
    }

    /** Forgets what was counted. */
    public void clear() {
        accounts.clear();
    }

    /** A request begins; a refusal when it is one too many. {@link #leave} must follow in any case. */
    public Optional<Problem> enter(String key, long uploadBytes) {
        Account account = accounts.computeIfAbsent(key, k -> new Account());
        Limits in = limits;
        synchronized (account) {
            Instant now = clock.instant();
            account.running++;
            while (!account.requests.isEmpty()
                    && !account.requests.peekFirst().plus(in.window()).isAfter(now)) {
                account.requests.removeFirst();
            }
            account.requests.addLast(now);
            if (account.running > in.concurrent()) {
                return Optional.of(refusal("Application is over its MailboxConcurrency limit.", Duration.ofSeconds(1)));
            }
            if (account.requests.size() > in.requests()) {
                Instant free = account.requests.peekFirst().plus(in.window());
                // Refused requests count on, but a bounded memory of them is enough.
                if (account.requests.size() > in.requests() * 2) {
                    account.requests.removeFirst();
                }
                return Optional.of(refusal("Application is over its request limit.", Duration.between(now, free)));
            }
            return upload(account, in, now, uploadBytes);
        }
    }

    /** The request has ended. */
    public void leave(String key) {
        Account account = accounts.get(key);
        if (account != null) {
            synchronized (account) {
                account.running = Math.max(0, account.running - 1);
            }
        }
    }

    private static Optional<Problem> upload(Account account, Limits in, Instant now, long bytes) {
        if (bytes <= 0) {
            return Optional.empty();
        }
        while (!account.uploads.isEmpty()
                && !account.uploads.peekFirst().getKey().plus(in.uploadWindow()).isAfter(now)) {
            account.uploaded -= account.uploads.removeFirst().getValue();
        }
        account.uploads.addLast(Map.entry(now, bytes));
        account.uploaded += bytes;
        return account.uploaded <= in.uploadBytes()
                ? Optional.empty()
                : Optional.of(refusal(
                        "Application is over its upload limit.",
                        Duration.between(
                                now, account.uploads.peekFirst().getKey().plus(in.uploadWindow()))));
    }

    private static Problem refusal(String message, Duration wait) {
        return Problem.of(
                429, "ApplicationThrottled", message, "Retry-After", Long.toString(Math.max(1, wait.toSeconds() + 1)));
    }
}
