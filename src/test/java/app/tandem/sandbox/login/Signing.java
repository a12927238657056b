package app.tandem.sandbox.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key a login server signs its tokens with. */
record Signing(RSAKey key) {

    static Signing fresh() {
        try {
            return new Signing(new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWKSource<SecurityContext> source() {
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    RSAPublicKey publicKey() {
        try {
            return key.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a JWT signed with the private half of this key. */
    static Optional<JWTClaimsSet> verified(@Nullable String jwt, RSAPublicKey by) {
        if (jwt == null) {
            return Optional.empty();
        }
        try {
            SignedJWT parsed = SignedJWT.parse(jwt);
            return parsed.verify(new RSASSAVerifier(by)) ? Optional.of(parsed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
