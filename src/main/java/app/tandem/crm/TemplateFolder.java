package app.tandem.crm;

/**
 * A place for mail templates.
 *
 * @param name empty for {@link Kind#OWN} and {@link Kind#PUBLIC}, which everybody calls in their own language
 */
public record TemplateFolder(String id, String name, Kind kind) {

    /** Which templates lie there; choosing the folder chooses the kind (pane U-267). */
    public enum Kind {
        /** The user's own ones. */
        OWN,
        /** Those in no folder, for everybody. */
        PUBLIC,
        CLASSIC,
        LIGHTNING
    }
}
