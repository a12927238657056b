package app.tandem.crm;

import org.jspecify.annotations.Nullable;

/**
 * Which templates are looked for (pane U-266).
 *
 * @param folder id of a {@link TemplateFolder}; null for all
 * @param text a part of the name; empty for any
 */
public record TemplateSearch(@Nullable String folder, String text) {

    /** How many templates are found at once. */
    public static final int MOST = 100;

    /** The longest name of a template. */
    public static final int LONGEST = 80;

    public TemplateSearch {
        String part = text.strip();
        text = part.length() > LONGEST ? part.substring(0, LONGEST) : part;
    }
}
