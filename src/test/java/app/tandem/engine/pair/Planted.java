package app.tandem.engine.pair;

/** A bug that a lane could have; each must be found within a build's schedules, or these prove nothing. */
enum Planted {
    NONE,
    REPEATS_WITHOUT_LOOKING,
    MOVES_THE_CURSOR_EARLY,
    COMPARES_VERSIONS_ONLY,
    FORGETS_A_ROW
}
