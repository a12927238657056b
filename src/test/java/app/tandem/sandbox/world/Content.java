package app.tandem.sandbox.world;

import app.tandem.sandbox.world.mail.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a world starts with: the records of the three orgs, and the mails of all mailboxes. */
public record Content(List<Row> rows, List<Mail> mails) {

    /** A Salesforce record; a field's value may be a {@link Ref} to an earlier row. */
    public record Row(String key, String orgId, String type, Map<String, Object> fields) {}

    /** Stands for the id of the row with that key. */
    public record Ref(String key) {}

    /**
     * A mail in a mailbox, kept byte for byte.
     *
     * @param owner mail address of the mailbox
     * @param folder well-known name
     * @param shape null for a mail that was not written here
     */
    public record Mail(
            String owner,
            String folder,
            Instant received,
            @Nullable Shape shape,
            byte[] mime) {}

    /** The content of a world, the same for the same seed, people and day; its newest mail is a little older than the day. */
    public static Content of(World world, Instant day) {
        Crm crm = Crm.of(world, day);
        List<Mail> mails = new ArrayList<>();
        for (Person person : world.people()) {
            mails.addAll(new Mailbag(world, person, crm.correspondents(person), day).mails());
        }
        return new Content(crm.rows(), List.copyOf(mails));
    }

    /** The same content and further mails. */
    public Content with(List<Mail> further) {
        List<Mail> all = new ArrayList<>(mails);
        all.addAll(further);
        return new Content(rows, List.copyOf(all));
    }
}
