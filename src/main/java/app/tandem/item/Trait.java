package app.tandem.item;

/** What is special about one side's version of an item, beside its fields. */
public enum Trait {
    /** It lies where its side keeps what is in step, but does not wear the category {@code Salesforce} (sync T-3, K-4). */
    UNMARKED,
    /** It exists, but no longer where its side keeps what is in step: moved out, reassigned, out of the window (sync ). */
    OUTSIDE,
    /** One of a series (sync T-8). */
    RECURRING,
    /** Private (sync K-7). */
    PRIVATE,
    /** The user may not change it on this side (sync F-7). */
    READ_ONLY
}
