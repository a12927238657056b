package app.tandem.settings;

/**
 * The switches the mail lane reads, resolved for one user.
 *
 * @param addresses who counts as whom
 * @param links what mail is linked with
 * @param text what is stored of its text
 * @param files what is stored of its files
 * @param ignoreInheritedCategory S-72: the guard of sync M-11
 * @param autoSave how mail is saved that nobody marked
 */
public record MailSettings(
        AddressRules addresses,
        LinkRules links,
        TextRules text,
        FileRules files,
        boolean ignoreInheritedCategory,
        AutoSave autoSave) {

    /** The same with mail saved that way which nobody marked. */
    public MailSettings saving(AutoSave unmarked) {
        return new MailSettings(addresses, links, text, files, ignoreInheritedCategory, unmarked);
    }
}
