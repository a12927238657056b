package app.tandem.sync;

import app.tandem.mailbox.Identity;
import app.tandem.settings.MailSettings;
import java.util.Set;

/**
 * What the planner knows beside the messages themselves.
 *
 * @param me the mailbox's own addresses and zone
 * @param colleagues addresses and aliases of the tenant's other users, lower case (sync L-2)
 */
public record MailContext(Identity me, Set<String> colleagues, MailSettings settings) {}
