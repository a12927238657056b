package app.tandem.safehtml;

import org.jspecify.annotations.Nullable;

/**
 * A body made ready to be stored.
 *
 * @param html sanitised markup, null when the message has none; the places of pictures inside the message are still open, see
 *     {@link Embedded}
 * @param text what a person reads; lines ended by {@code \n}; only characters XML 1.0 knows
 */
public record MailText(@Nullable String html, String text) {}
