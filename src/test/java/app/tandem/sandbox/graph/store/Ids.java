package app.tandem.sandbox.graph.store;

import app.tandem.sandbox.graph.odata.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Ids as Exchange hands them out: long, opaque, case-sensitive. The default id of an item names the folder it lies in
 * and dies when it moves; the immutable id stays. Folder ids are the same in both kinds.
 */
public final class Ids {

    private static final int DEFAULT_BYTES = 105;
    private static final int FOLDER_BYTES = 90;
    private static final int IMMUTABLE_BYTES = 54;
    private static final byte[] DEFAULT_START = {0x00, 0x03, 0x24, 0x00};
    private static final byte[] IMMUTABLE_START = {0x00, 0x09, 0x00, 0x2e, 0x00};
    private static final byte[] AFTER_MAILBOX = {0x00, 0x46, 0x00, 0x00, 0x00, 0x00, 0x00};

    /** What an id speaks of. */
    public enum Kind {
        FOLDER,
        MESSAGE,
        ATTACHMENT,
        TASK_LIST,
        TASK,
        CONTACT_FOLDER,
        CONTACT
    }

    /**
     * A decoded id.
     *
     * @param item of an immutable id the item's number, of a default id the number of its stay in a folder
     */
    public record Ref(Kind kind, boolean immutable, long item, long attachment) {}

    private final UUID mailbox;

    public Ids(UUID mailbox) {
        this.mailbox = mailbox;
    }

    /** A folder's id. */
    public String folder(long number) {
        return encodeDefault(Kind.FOLDER, number, 0, FOLDER_BYTES);
    }

    /** A message's id. */
    public String message(Message message, boolean immutable) {
        return message(message.number(), message.stay(), immutable);
    }

    /** A message's id, also of an earlier stay. */
    public String message(long number, long stay, boolean immutable) {
        return immutable
                ? encodeImmutable(Kind.MESSAGE, number, 0)
                : encodeDefault(Kind.MESSAGE, stay, 0, DEFAULT_BYTES);
    }

    /** An attachment's id. */
    public String attachment(Message message, long attachment, boolean immutable) {
        return immutable
                ? encodeImmutable(Kind.ATTACHMENT, message.number(), attachment)
                : encodeDefault(Kind.ATTACHMENT, message.stay(), attachment, DEFAULT_BYTES + 30);
    }

    /** A task list's id. */
    public String taskList(long number) {
        return encodeDefault(Kind.TASK_LIST, number, 0, FOLDER_BYTES);
    }

    /** A task's id: there is one kind only, and it ends with the stay in the list. */
    public String task(long stay) {
        return encodeDefault(Kind.TASK, stay, 0, DEFAULT_BYTES);
    }

    /** A contact folder's id; of another tree than those of mail folders. */
    public String contactFolder(long number) {
        return encodeDefault(Kind.CONTACT_FOLDER, number, 0, FOLDER_BYTES);
    }

    /** A contact's id, also of an earlier stay. */
    public String contact(long number, long stay, boolean immutable) {
        return immutable
                ? encodeImmutable(Kind.CONTACT, number, 0)
                : encodeDefault(Kind.CONTACT, stay, 0, DEFAULT_BYTES);
    }

    /** What an id means; refused when it is malformed or of another mailbox. */
    public Ref decode(String id) {
        byte[] bytes = base64(id);
        boolean immutable = bytes.length == IMMUTABLE_BYTES;
        byte[] start = immutable ? IMMUTABLE_START : DEFAULT_START;
        int body = immutable ? start.length : start.length + 36 + AFTER_MAILBOX.length;
        if (bytes.length < IMMUTABLE_BYTES
                || !Arrays.equals(bytes, 0, start.length, start, 0, start.length)
                || ByteBuffer.wrap(bytes).getInt(bytes.length - 4) != checksum(bytes)) {
            throw Problem.idMalformed();
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, body, bytes.length - body);
        UUID owner = new UUID(rest.getLong(), rest.getLong());
        if (!owner.equals(mailbox)) {
            throw Problem.bad("ErrorInvalidMailboxItemId", "Item Id doesn't belong to the current mailbox.");
        }
        return new Ref(Kind.values()[rest.get()], immutable, rest.getLong(), rest.getLong());
    }

    private String encodeDefault(Kind kind, long item, long attachment, int length) {
        ByteBuffer id = ByteBuffer.allocate(length);
        id.put(DEFAULT_START)
                .put(mailbox.toString().getBytes(StandardCharsets.US_ASCII))
                .put(AFTER_MAILBOX);
        return finish(id, kind, item, attachment);
    }

    private String encodeImmutable(Kind kind, long item, long attachment) {
        return finish(ByteBuffer.allocate(IMMUTABLE_BYTES).put(IMMUTABLE_START), kind, item, attachment);
    }

    private String finish(ByteBuffer id, Kind kind, long item, long attachment) {
        id.putLong(mailbox.getMostSignificantBits()).putLong(mailbox.getLeastSignificantBits());
        id.put((byte) kind.ordinal()).putLong(item).putLong(attachment);
        long mixed = mix(item * 31 + attachment + kind.ordinal());
        while (id.remaining() > 4) {
            mixed = mix(mixed);
            id.put((byte) mixed);
        }
        id.putInt(checksum(id.array()));
        return Base64.getUrlEncoder().encodeToString(id.array());
    }

    private static long mix(long seed) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 29);
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }

    private static byte[] base64(String id) {
        try {
            return Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            throw Problem.idMalformed();
        }
    }
}
