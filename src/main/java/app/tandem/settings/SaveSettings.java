package app.tandem.settings;

import java.util.Set;

/**
 * The switches behind a person's own wish to save, resolved for one user.
 *
 * @param duplicates S-14: further activities of one mail may be written (sync L-20)
 * @param cloneTypes S-15: types that may be the cause of one, lower case; empty allows all
 * @param notLinkable S-16: types that are not linked to mail, lower case (sync L-25)
 * @param preselected S-17: types that are ticked at first, lower case (pane U-178)
 * @param threads S-2 and S-44: whole conversations may be saved (sync H-1)
 * @param threadTicked S-22: the box for the whole conversation is ticked at first (sync H-2)
 * @param files S-23: the files that are ticked at first (sync A-10)
 * @param mailAsFile S-24, the other way round: the mail itself may be stored as a file (sync A-9)
 */
public record SaveSettings(
        boolean duplicates,
        Set<String> cloneTypes,
        Set<String> notLinkable,
        Set<String> preselected,
        boolean threads,
        boolean threadTicked,
        FileTicks files,
        boolean mailAsFile) {

    /** Where neither the box for the whole conversation nor small files are ticked at first, and the mail itself may be a file. */
    public SaveSettings(
            boolean duplicates,
            Set<String> cloneTypes,
            Set<String> notLinkable,
            Set<String> preselected,
            boolean threads) {
        this(duplicates, cloneTypes, notLinkable, preselected, threads, false, FileTicks.DEFAULT, true);
    }

    /** Where nobody set anything. */
    public static final SaveSettings DEFAULT =
            new SaveSettings(true, Set.of(), Set.of(), Set.of("contact", "lead", "account"), true);
}
