package app.tandem.sandbox.login;

import com.nimbusds.jwt.JWTClaimsSet;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
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
        RSAPublicKey key = apps.certificate(client)
                .map(certificate -> (RSAPublicKey) certificate.getPublicKey())
                .orElseThrow(() -> new BadJwtException("no certificate is registered"));
        JWTClaimsSet claims =
                Signing.verified(assertion, key).orElseThrow(() -> new BadJwtException("the signature is wrong"));
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

    /** Any tenant's endpoint of this server will do, as at Entra. */
    private static String origin(String issuer) {
        return issuer.substring(0, issuer.indexOf('/', "https://".length()) + 1);
    }
}
