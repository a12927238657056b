package app.tandem.crm;

/** Which contacts are kept in step (sync W-7, S-9). */
public enum ContactScope {
    /** Those the user owns. */
    MINE,
    /** All that the user may see. */
    ALL
}
