package app.tandem.settings;

/** A value that a person may not have for a setting; nothing was saved. */
public final class RefusedSettingException extends RuntimeException {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

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

    private final Switch which;
    private final Cause why;

    /** That setting, for that cause. */
    public RefusedSettingException(Switch which, Cause why) {
        super(which.number() + ": " + why);
        this.which = which;
        this.why = why;
    }

    /** The setting. */
    public Switch which() {
        return which;
    }

    /** The cause. */
    public Cause why() {
        return why;
    }
}
