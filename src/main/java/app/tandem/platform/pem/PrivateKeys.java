package app.tandem.platform.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads private keys; the message of a failure names the file, never what is in it. */
public final class PrivateKeys {

    private PrivateKeys() {}

    /** An RSA key in PKCS#8. */
    public static PrivateKey rsa(Path file) {
        try {
            String text = Files.readString(file)
                    .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
                    .replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(file + " holds no RSA private key in PKCS#8 PEM form");
        }
    }
}
