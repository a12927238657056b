package app.tandem.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;

/** Ids that sort by the time they were made (UUID version 7) and secrets of 256 bits. */
final class SystemIds implements Ids {

    private static final int SECRET_BYTES = 32;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT_2 = 0x8000000000000000L;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    SystemIds(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public UUID next() {
        long time = clock.millis() << 16;
        long high = time | VERSION_7 | random.nextLong() & 0xfffL;
        return new UUID(high, VARIANT_2 | random.nextLong() >>> 2);
    }

    @Override
    public String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
