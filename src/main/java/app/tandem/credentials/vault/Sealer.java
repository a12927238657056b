package app.tandem.credentials.vault;

import com.google.crypto.tink.subtle.Random;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Envelope encryption with AES-256-GCM: every writing of a grant has a fresh data key, so that no nonce ever meets the
 * same key twice; the data key is wrapped by the active key-encryption key (reliability 2.6).
 */
@Component
final class Sealer {

    private static final int KEY_BYTES = 32;

    private final KeyRing keys;

    Sealer(KeyRing keys) {
        this.keys = keys;
    }

    Sealed seal(Owner owner, String plain) {
        byte[] dataKey = Random.randBytes(KEY_BYTES);
        try {
            byte[] ciphertext =
                    KeyRing.aead(dataKey).encrypt(plain.getBytes(StandardCharsets.UTF_8), owner.associated("grant"));
            return new Sealed(keys.active(), wrap(owner, dataKey), ciphertext);
        } catch (GeneralSecurityException e) {
            throw new GrantSealException("a grant could not be sealed", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    String open(Owner owner, Sealed sealed) {
        try {
            byte[] dataKey = unwrap(owner, sealed);
            byte[] plain = KeyRing.aead(dataKey).decrypt(sealed.ciphertext(), owner.associated("grant"));
            Arrays.fill(dataKey, (byte) 0);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new GrantSealException("a stored grant does not open", e);
        }
    }

    /** The same ciphertext under the active key-encryption key. */
    Sealed rewrap(Owner owner, Sealed sealed) {
        try {
            byte[] dataKey = unwrap(owner, sealed);
            return new Sealed(keys.active(), wrap(owner, dataKey), sealed.ciphertext());
        } catch (GeneralSecurityException e) {
            throw new GrantSealException("a stored grant does not open", e);
        }
    }

    private byte[] wrap(Owner owner, byte[] dataKey) throws GeneralSecurityException {
        return keys.key(keys.active()).encrypt(dataKey, owner.associated("key/" + keys.active()));
    }

    private byte[] unwrap(Owner owner, Sealed sealed) throws GeneralSecurityException {
        return keys.key(sealed.keyId()).decrypt(sealed.wrappedKey(), owner.associated("key/" + sealed.keyId()));
    }
}
