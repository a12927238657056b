package app.tandem.sandbox.login;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/**
 * Checks assertions by which an application shows that it holds the key of a registered certificate. Their end is
 * measured on the machine's clock: client libraries know no other.
 */
record ClientAssertions(Apps apps) implements JwtDecoderFactory<RegisteredClient> {

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return assertion -> check(assertion, client.getClientId());
    }

    private Jwt check(String assertion, String client) {
        X509Certificate certificate =
                apps.certificate(client).orElseThrow(() -> new BadJwtException("no certificate is registered"));
        JWTClaimsSet claims = Signing.verified(assertion, (RSAPublicKey) certificate.getPublicKey())
                .orElseThrow(() -> new BadJwtException("the signature is wrong"));
        if (!names(assertion, certificate)) {
            throw new BadJwtException("it does not name the certificate");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null || expires.toInstant().isBefore(Instant.now())) {
            throw new BadJwtException("it has expired");
        }
        String here = AuthorizationServerContextHolder.getContext().getIssuer();
        boolean forUs = claims.getAudience().stream().anyMatch(audience -> audience.startsWith(origin(here)));
        if (!client.equals(claims.getIssuer()) || !client.equals(claims.getSubject()) || !forUs) {
            throw new BadJwtException("it is for somebody else");
        }
        return Jwt.withTokenValue(assertion)
                .header("alg", "RS256")
                .issuer(client)
                .subject(client)
                .build();
    }

    /** Entra finds the registered certificate by its thumbprint in the head: SHA-256, or SHA-1 of old. */
    private static boolean names(String assertion, X509Certificate certificate) {
        try {
            JWSHeader head = SignedJWT.parse(assertion).getHeader();
            Base64URL sha256 = head.getX509CertSHA256Thumbprint();
            Base64URL named = sha256 == null ? head.getX509CertThumbprint() : sha256;
            String algorithm = sha256 == null ? "SHA-1" : "SHA-256";
            // Microsoft's library for Java writes it with the other Base64 alphabet, and Entra takes it.
            return named != null && Arrays.equals(named.decode(), thumbprint(algorithm, certificate));
        } catch (ParseException e) {
            return false;
        }
    }

    private static byte[] thumbprint(String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Any tenant's endpoint of this server will do, as at Entra. */
    private static String origin(String issuer) {
        return issuer.substring(0, issuer.indexOf('/', "https://".length()) + 1);
    }
}
