package app.tandem.sidebar.home;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers of slow services, kept for a while. Whoever asks first does so in his own thread and the others wait for his
 * answer; who asks for something else waits for nobody, as no lock is held meanwhile. Failures are not kept.
 */
final class Answers<K, V> {

    private final AsyncCache<K, V> kept;

    /**
     * @param fresh how long an answer counts
     * @param most how many are kept
     */
    Answers(Duration fresh, int most) {
        kept = Caffeine.newBuilder().expireAfterWrite(fresh).maximumSize(most).buildAsync();
    }

    /** The answer that is kept, or that of the question. Throws what the question throws, also to those who waited. */
    V of(K key, Supplier<V> question) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> others = kept.asMap().putIfAbsent(key, own);
        if (others == null) {
            try {
                own.complete(question.get());
            } catch (RuntimeException | Error failure) {
                own.completeExceptionally(failure);
            }
        }
        try {
            return (others == null ? own : others).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Forgets these, and does not keep what is being asked for them now. */
    void forget(Predicate<K> which) {
        kept.asMap().keySet().removeIf(which);
    }
}
