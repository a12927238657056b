package app.tandem.credentials.salesforce;

import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.pem.PrivateKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs the assertions by which a user's session is had without that user. */
@Component
public class JwtBearer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIFE = Duration.ofMinutes(3);

    private final String clientId;
    private final @Nullable PrivateKey key;
    private final InstantSource clock;

    JwtBearer(Installation installation, InstantSource clock) {
        this.clientId = installation.salesforce().clientId();
        this.key = installation.salesforce().jwtKeyFile() == null
                ? null
                : PrivateKeys.rsa(installation.salesforce().jwtKeyFile());
        this.clock = clock;
    }

    /** Whether the operator gave a key. */
    public boolean available() {
        return key != null;
    }

    String assertion(URI loginUrl, String userName) {
        if (key == null) {
            throw new RemoteFailureException(new RemoteFailure.AccessDenied("JWT_KEY_MISSING"));
        }
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", userName);
        claims.put("aud", audience(loginUrl));
        claims.put("exp", clock.instant().plus(LIFE).getEpochSecond());
        String signed =
                encode(JSON.writeValueAsBytes(Map.of("alg", "RS256"))) + "." + encode(JSON.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JWT key cannot sign", e);
        }
    }

    /** Production orgs and sandboxes each have one audience, whatever their My Domain is; others speak for themselves. */
    private static String audience(URI loginUrl) {
        String host = loginUrl.getHost();
        if (host.endsWith(".sandbox.my.salesforce.com")) {
            return "https://test.salesforce.com";
        }
        return host.endsWith(".my.salesforce.com")
                ? "https://login.salesforce.com"
                : loginUrl.toString().replaceAll("/+$", "");
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
