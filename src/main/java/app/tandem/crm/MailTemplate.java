package app.tandem.crm;

import org.jspecify.annotations.Nullable;

/**
 * A mail template in short.
 *
 * @param folder what its folder is called, in the user's language; empty where Salesforce does not tell
 * @param about the object that it is written about, such as {@code Case}; null where it does not say
 */
public record MailTemplate(
        String id, String name, String folder, @Nullable String about) {}
