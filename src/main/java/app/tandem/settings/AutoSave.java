package app.tandem.settings;

/**
 * How mail is saved that nobody marked, resolved for one user (sync section 6).
 *
 * @param on S-1
 * @param mode S-40
 * @param way S-75
 * @param days S-78: so many days before it was switched on count too (sync W-10)
 */
public record AutoSave(boolean on, Mode mode, Way way, int days) {

    /** Which mail is saved (sync U-3); in the order of their numbers. */
    public enum Mode {
        /** Somebody of the outside is known. */
        GENERAL,
        /** Somebody of the outside took part. */
        FORCED,
        /** Somebody is known, or the company behind somebody's domain is. */
        SMART,
        /** Somebody is known, or the conversation is saved already. */
        USEFUL,
        /** Somebody of the outside took part, known or not (sync U-5). */
        FLEXIBLE
    }

    /** Which direction is saved (sync E-17). */
    public enum Way {
        BOTH,
        IN,
        OUT
    }

    /** Where nobody set anything. */
    public static final AutoSave OFF = new AutoSave(false, Mode.GENERAL, Way.BOTH, 6);

    /** The same, switched on. */
    public AutoSave switchedOn() {
        return new AutoSave(true, mode, way, days);
    }
}
