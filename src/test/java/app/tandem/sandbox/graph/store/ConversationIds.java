package app.tandem.sandbox.graph.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Conversation ids are each mailbox's own: two people's copies of one thread differ. */
final class ConversationIds {

    private ConversationIds() {}

    static String of(String mailbox, String thread) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512")
                    .digest((mailbox + '\n' + thread).getBytes(StandardCharsets.UTF_8));
            byte[] id = new byte[60];
            id[1] = 0x04;
            id[2] = 0x24;
            System.arraycopy(hash, 0, id, 4, 56);
            return "AAQk" + Base64.getUrlEncoder().encodeToString(id).substring(4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
