package app.tandem.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one caller of this node work for a key at a time; the others then find what it brought. */
public final class SingleFlight<K> {

    private final LoadingCache<K, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(key -> new ReentrantLock());

    /** Does the work when nobody else works for that key; looks again first whether it is still needed. */
    public <T> T run(K key, Supplier<T> work) {
        ReentrantLock lock = locks.get(key);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
