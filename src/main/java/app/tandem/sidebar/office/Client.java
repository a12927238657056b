package app.tandem.sidebar.office;

import java.time.ZoneId;
import java.util.Locale;

/**
 * The Outlook around the pane.
 *
 * @param mailbox the address of the mailbox that is open; may be somebody else's (pane U-20)
 * @param locale Outlook's display language (pane U-418)
 * @param zone the person's time zone
 */
public record Client(String mailbox, String host, String platform, Locale locale, ZoneId zone) {

    /** Before Outlook has said anything. */
    public static Client unknown() {
        return new Client("", "", "", Locale.ENGLISH, java.time.ZoneOffset.UTC);
    }

    /** Phones have no files, no pinning and no calendar items here (pane U-206, U-408). */
    public boolean isPhone() {
        return platform.equals("iOS") || platform.equals("Android");
    }
}
