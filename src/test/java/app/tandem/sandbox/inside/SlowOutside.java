package app.tandem.sandbox.inside;

import app.tandem.sidebar.remote.Gate;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets every slow call of the pane be as slow as a far service, by a seed, or one of them as slow as a test wants. */
public final class SlowOutside implements Gate {

    /** A call that waits until it is let go. */
    public static final class Held {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);

        /** Waits until the call is there. */
        public void await() {
            SlowOutside.await(reached, Long.MAX_VALUE);
        }

        /** Lets it go. */
        public void release() {
            free.countDown();
        }
    }

    private volatile int most;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private Random random = new Random(0);

    /** From now on each call takes up to so many milliseconds longer. */
    public synchronized void slow(long seed, int millis) {
        random = new Random(seed);
        most = millis;
    }

    /** The next call of that name waits. */
    public Held hold(String what) {
        Held one = new Held();
        held.put(what, one);
        return one;
    }

    @Override
    public void pass(String what) {
        Held one = held.remove(what);
        if (one != null) {
            one.reached.countDown();
            await(one.free, Long.MAX_VALUE);
        }
        if (most > 0) {
            await(new CountDownLatch(1), next());
        }
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int next() {
        return random.nextInt(most + 1);
    }
}
