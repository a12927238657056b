package app.tandem.crm;

import org.jspecify.annotations.Nullable;

/**
 * What makes two copies of a message one.
 *
 * @param hash 64 hex digits: SHA-256 of the normalised Message-ID, or of what identifies a message without one
 * @param messageId as written, where there is one; EmailMessage.MessageIdentifier holds it
 */
public record MailKey(String hash, @Nullable String messageId) {}
