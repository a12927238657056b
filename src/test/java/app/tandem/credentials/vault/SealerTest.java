package app.tandem.credentials.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.platform.SecretText;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tampering is refused, keys rotate without touching what is sealed (reliability 2.6). */
class SealerTest {

    private static final Owner KIM = owner(1, 1, Owner.Provider.SALESFORCE);
    private static final String SECRET = "refresh-token-of-kim";

    private final Sealer sealer = new Sealer(ring("one"));

    @Test
    void whatIsSealedOpensForItsOwner() {
        Sealed sealed = sealer.seal(KIM, SECRET);
        assertThat(sealer.open(KIM, sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed.ciphertext(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("kim");
    }

    @Test
    void everyFlippedByteIsRefused() {
        Sealed sealed = sealer.seal(KIM, SECRET);
        for (int i = 0; i < sealed.ciphertext().length; i++) {
            Sealed flipped = new Sealed(sealed.keyId(), sealed.wrappedKey(), flip(sealed.ciphertext(), i));
            assertThatThrownBy(() -> sealer.open(KIM, flipped)).isInstanceOf(GrantSealException.class);
        }
        for (int i = 0; i < sealed.wrappedKey().length; i++) {
            Sealed flipped = new Sealed(sealed.keyId(), flip(sealed.wrappedKey(), i), sealed.ciphertext());
            assertThatThrownBy(() -> sealer.open(KIM, flipped)).isInstanceOf(GrantSealException.class);
        }
    }

    @Test
    void aGrantInAnotherRowIsRefused() {
        Sealed sealed = sealer.seal(KIM, SECRET);
        for (Owner other : List.of(
                owner(2, 1, Owner.Provider.SALESFORCE),
                owner(1, 2, Owner.Provider.SALESFORCE),
                owner(1, 1, Owner.Provider.ENTRA))) {
            assertThatThrownBy(() -> sealer.open(other, sealed)).isInstanceOf(GrantSealException.class);
        }
    }

    @Test
    void aWrappedKeyDoesNotPassAsThatOfAnotherKeyId() {
        Sealer both = new Sealer(ring("one", "two"));
        Sealed sealed = both.seal(KIM, SECRET);
        Sealed claimed = new Sealed("two", sealed.wrappedKey(), sealed.ciphertext());
        assertThatThrownBy(() -> both.open(KIM, claimed)).isInstanceOf(GrantSealException.class);
    }

    @Test
    void anOldKeyStillOpensAndRewrappingKeepsTheCiphertext() {
        Sealed old = sealer.seal(KIM, SECRET);
        Sealer rotated = new Sealer(ring("two", "one"));
        assertThat(rotated.open(KIM, old)).isEqualTo(SECRET);
        Sealed rewrapped = rotated.rewrap(KIM, old);
        assertThat(rewrapped.keyId()).isEqualTo("two");
        assertThat(rewrapped.ciphertext()).isEqualTo(old.ciphertext());
        assertThat(new Sealer(ring("two")).open(KIM, rewrapped)).isEqualTo(SECRET);
        assertThatThrownBy(() -> new Sealer(ring("two")).open(KIM, old)).isInstanceOf(GrantSealException.class);
    }

    @Test
    void noNonceIsEverUsedTwice() {
        Set<String> nonces = new HashSet<>();
        int rounds = 50_000;
        for (int i = 0; i < rounds; i++) {
            Sealed sealed = sealer.seal(KIM, SECRET);
            nonces.add(nonce(sealed.ciphertext()));
            nonces.add(nonce(sealed.wrappedKey()));
        }
        assertThat(nonces).hasSize(2 * rounds);
    }

    private static String nonce(byte[] bytes) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, 12));
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static Owner owner(long tenant, long user, Owner.Provider provider) {
        return new Owner(new TenantId(new UUID(0, tenant)), new UserId(new UUID(0, user)), provider);
    }

    static KeyRing ring(String... ids) {
        return new KeyRing(
                Arrays.stream(ids).map(SealerTest::key).map(SecretText::of).toList());
    }

    /** A key that depends on its id only. */
    static String key(String id) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) id.hashCode());
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }
}
