package app.tandem.engine.pair;

import java.time.Duration;

/** A side that suddenly shrinks stops the deletions and asks (sync X-23). */
final class Brake {

    /** So long deletions are counted together: a slow drain is one too. */
    static final Duration COUNTED = Duration.ofDays(1);

    private static final int MANY = 50;
    private static final int SHARE = 5;

    private Brake() {}

    /** Whether so many deletions out of so many pairs need somebody's yes. */
    static boolean stops(int deletions, int pairs) {
        return deletions > MANY && deletions * SHARE > pairs;
    }
}
