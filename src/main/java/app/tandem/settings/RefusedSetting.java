package app.tandem.settings;

/**
 * A value that a person may not have for a setting; nothing was saved.
 *
 * @param which the setting
 * @param why not
 */
public record RefusedSetting(Switch which, Cause why) {

    /** Why not. */
    public enum Cause {
        /** An administrator decides it, or decides all of them (pane U-378, U-398). */
        FORCED,
        /** Neither an address nor a domain, or with wildcards (sync B-2). */
        NO_ADDRESS,
        /** More entries than a person may have. */
        TOO_MANY,
        /** No type would be left that mail could be linked with (pane U-379). */
        NOTHING_LEFT
    }
}
