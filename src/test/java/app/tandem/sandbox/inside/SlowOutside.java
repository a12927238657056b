package app.tandem.sandbox.inside;

import app.tandem.sidebar.remote.Gate;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets every slow call of the pane be as slow as a far service, by a seed. */
public final class SlowOutside implements Gate {

    private volatile int most;
    private Random random = new Random(0);

    /** From now on each call takes up to so many milliseconds longer. */
    public synchronized void slow(long seed, int millis) {
        random = new Random(seed);
        most = millis;
    }

    @Override
    public void pass(String what) {
        if (most == 0) {
            return;
        }
        try {
            new CountDownLatch(1).await(next(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int next() {
        return random.nextInt(most + 1);
    }
}
