package app.tandem.settings;

/**
 * What is stored of a mail's text, resolved for one user.
 *
 * @param noBodies S-45: bodies are never stored
 * @param directionInSubject S-94: "In"/"Out" before the subject
 * @param cropHistory S-76: of a body only the writer's own part is stored (sync E-19)
 */
public record TextRules(boolean noBodies, boolean directionInSubject, boolean cropHistory) {

    /** Where nobody set anything. */
    public static final TextRules WHOLE = new TextRules(false, false, false);
}
