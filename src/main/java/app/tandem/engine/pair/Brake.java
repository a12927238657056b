package app.tandem.engine.pair;

/** A side that suddenly shrinks stops the deletions and asks (sync X-23). */
record Brake(boolean allowed) {

    private static final int MANY = 50;
    private static final int SHARE = 5;

    /** Whether so many deletions out of so many pairs need somebody's yes; all of them do when a side lists nothing any more. */
    boolean stops(int deletions, int pairs, boolean suddenlyEmpty) {
        return !allowed && (suddenlyEmpty || (deletions > MANY && deletions * SHARE > pairs));
    }
}
