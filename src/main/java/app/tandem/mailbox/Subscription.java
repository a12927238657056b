package app.tandem.mailbox;

import java.time.Instant;

/**
 * A promise of the mailbox service to tell when something changes.
 *
 * @param expires as the service granted it, which may be sooner or later than asked for
 */
public record Subscription(String id, Instant expires) {}
