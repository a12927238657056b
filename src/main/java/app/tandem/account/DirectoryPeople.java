package app.tandem.account;

/** Asks a customer's directory about its people; answered by whoever holds the administrator's grant. */
public interface DirectoryPeople {

    /**
     * Whether the directory says that it knows nobody with this mailbox. False where another directory would have to be
     * asked.
     *
     * @throws app.tandem.platform.RemoteFailureException when it says neither
     */
    boolean isGone(Tenant tenant, MailboxConnection mailbox);
}
