package app.tandem.sidebar.frame;

/** A notice that passes by, or stays until it is dismissed (pane U-41). */
public enum Toast {
    SUCCESS,
    INFO,
    WARNING,
    ERROR;

    /** What went wrong or may stays; the rest fades. */
    boolean stays() {
        return this == ERROR || this == WARNING;
    }

    String style() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
