package app.tandem.sandbox.control;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.world.Person;
import app.tandem.sandbox.world.World;
import java.time.Instant;
import java.util.List;

/** What the control port asks of the sandbox. */
public interface Steering {

    /** A mail that lies in a mailbox now. */
    record Delivered(String id, String internetMessageId, String folderId) {}

    /** What the services share. */
    Kernel kernel();

    /** The world as it is now. */
    World world();

    /** The Tandem beside. */
    TandemSide tandem();

    /** Puts a mail into a folder (well-known name or id) as if it had arrived. */
    Delivered deliver(Person person, String folder, Instant received, byte[] mime);

    /** The lasting id of a message, of which the given id may be an older one; the id itself when nothing is known of it. */
    String lasting(Person person, String item);

    /** Signs the person in at both sides, as the dialogs would, and returns once Tandem runs for them. */
    void connect(Person person);

    /** Revokes the person's grant at the mailbox's provider. */
    void revokeMailbox(Person person);

    /** Revokes the person's grant at Salesforce. */
    void revokeSalesforce(Person person);

    /** Starts over with the content of a seed; returns when ready. */
    void reset(long seed, int users);

    /** Lets mails that Tandem sent by SMTP show among the mails sent. */
    void collectMails();

    /** Notifications that Graph has not delivered yet. */
    List<String> undelivered();
}
