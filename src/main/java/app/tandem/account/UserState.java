package app.tandem.account;

/** Where a user stands (sync Y-6 … Y-20). Cycles run in {@link #RUNNING} only. */
public enum UserState {
    /** Known, but a connection is still missing. */
    REGISTERED,
    /** Both connections are there; cycles run. */
    RUNNING,
    /** The user's own switch (sync Y-8); no expiry. */
    PAUSED,
    /** Stopped by rejected grants or repeated failures; resumes by re-authorisation (sync Y-13 … Y-18). */
    SUSPENDED,
    /** Switched off: by an administrator, or by itself since nobody used it. */
    DEACTIVATED
}
