package app.tandem.sandbox.login;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Authorization codes and refresh tokens. Spring compares their end with the machine's clock, so they carry none that
 * comes; {@link Grants} ends them on the sandbox's clock.
 */
record Codes(String prefix, String suffix) implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /** So many random bytes, base64url without padding. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public @Nullable OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
        return new OAuth2AuthorizationCode(prefix + random(48) + suffix, Instant.EPOCH, NEVER);
    }

    /** A refresh token of the vendor's look. */
    static OAuth2RefreshToken refreshToken(String prefix) {
        return new OAuth2RefreshToken(prefix + random(60), Instant.EPOCH, NEVER);
    }
}
