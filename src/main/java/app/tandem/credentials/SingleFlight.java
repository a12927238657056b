package app.tandem.credentials;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one caller of this node work for a key at a time; the others then find what it brought. */
final class SingleFlight<K> {

    private final LoadingCache<K, ReentrantLock> locks =
            Caffeine.newBuilder().weakValues().build(key -> new ReentrantLock());

    <T> T run(K key, Supplier<T> work) {
        ReentrantLock lock = locks.get(key);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
