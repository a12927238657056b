package app.tandem.credentials.vault;

import app.tandem.platform.Installation;
import app.tandem.platform.SecretText;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The key-encryption keys of this installation; the first wraps, all unwrap. */
@Component
public final class KeyRing {

    private final Map<String, Aead> keys = new LinkedHashMap<>();
    private final String active;

    @Autowired
    KeyRing(Installation installation) {
        this(installation.keys());
    }

    /** From {@code id:base64} texts. */
    public KeyRing(List<SecretText> texts) {
        for (SecretText text : texts) {
            String[] parts = text.reveal().split(":", 2);
            keys.put(parts[0].strip(), aead(Base64.getDecoder().decode(parts[1].strip())));
        }
        active = keys.keySet().iterator().next();
    }

    /** The id of the key that wraps. */
    String active() {
        return active;
    }

    /** The key of that id. */
    Aead key(String id) throws GeneralSecurityException {
        Aead key = keys.get(id);
        if (key == null) {
            throw new GeneralSecurityException("the key-encryption key " + id + " is not among tandem.keys");
        }
        return key;
    }

    static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available", e);
        }
    }
}
