package app.tandem.sandbox.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before it takes effect; rules match on it and the call log keeps it.
 *
 * @param user the mail address: for Graph of the mailbox, for Salesforce of the session's user
 * @param client the application's client id
 * @param operation for SOAP the operation's name; for HTTP null, method and path say it
 * @param path the path with {@code /me} written as {@code /users/{mail}}, without the query and without the version prefix
 * @param batch sequence number of the {@code $batch} call this call is a part of
 */
public record CallFacts(
        Service service,
        @Nullable String client,
        @Nullable String user,
        String method,
        String path,
        @Nullable String operation,
        @Nullable String object,
        int rows,
        long bytesIn,
        @Nullable Long batch) {}
