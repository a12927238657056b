package app.tandem.sync;

import app.tandem.mailbox.Identity;
import app.tandem.settings.MailSettings;
import app.tandem.settings.SaveSettings;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the planner knows beside the messages themselves.
 *
 * @param me the mailbox's own addresses and zone
 * @param colleagues addresses and aliases of the tenant's other users, lower case (sync L-2)
 * @param mailbox a lasting name of the mailbox (its directory object id); tells messages apart that nothing else identifies
 * @param saves the switches behind persons' own wishes
 * @param conversations messages saved already, by the mailbox's conversation id (sync M-11, U-8)
 * @param threads the conversations whose mail is saved as it comes, by the mailbox's id (sync H-3)
 * @param autoSince from when on mail is saved that nobody marked (sync W-10); null for never
 */
public record MailContext(
        Identity me,
        Set<String> colleagues,
        MailSettings settings,
        SaveSettings saves,
        String mailbox,
        Map<String, List<SavedParent>> conversations,
        Set<String> threads,
        @Nullable Instant autoSince) {

    /** A context in which nobody changed a switch behind persons' wishes. */
    public MailContext(
            Identity me,
            Set<String> colleagues,
            MailSettings settings,
            String mailbox,
            Map<String, List<SavedParent>> conversations) {
        this(me, colleagues, settings, SaveSettings.DEFAULT, mailbox, conversations, Set.of(), null);
    }

    /** A context without saved conversations, for a mailbox that is named by the first of its addresses. */
    public MailContext(Identity me, Set<String> colleagues, MailSettings settings) {
        this(me, colleagues, settings, me.addresses().isEmpty() ? "" : Collections.min(me.addresses()), Map.of());
    }
}
