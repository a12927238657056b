package app.tandem.platform;

import java.time.Duration;

/** Lets real time pass for who waits for another node, holding nothing meanwhile; tests replace it. */
@FunctionalInterface
public interface Moments {

    /** Returns after that time, or sooner when the thread is interrupted. */
    void pass(Duration time);
}
