package app.tandem.sandbox.graph.store;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Change numbers in the form of a changeKey. */
final class ChangeKeys {

    private ChangeKeys() {}

    static String of(long number) {
        ByteBuffer key = ByteBuffer.allocate(30);
        key.put(new byte[] {0x09, 0x00, 0x00, 0x00, 0x16, 0x00, 0x00, 0x00});
        key.putLong(0x5A3C_9E17_0B42_D86FL).putInt(0x1F).putLong(number);
        return Base64.getEncoder().encodeToString(key.array());
    }
}
