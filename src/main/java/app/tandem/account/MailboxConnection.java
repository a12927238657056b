package app.tandem.account;

/**
 * The mailbox of a user.
 *
 * @param entraTenantId directory id
 * @param objectId the user's id in the directory; the key, never the address (admin A-5)
 * @param address the sign-in name, for people
 */
public record MailboxConnection(String entraTenantId, String objectId, String address, Access access) {}
