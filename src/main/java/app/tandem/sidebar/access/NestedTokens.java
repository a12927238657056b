package app.tandem.sidebar.access;

import app.tandem.platform.Installation;
import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.OutboundHttp;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Reads the access token that Outlook's broker gave the pane for our own API (office-notes 7.1). Who it is, is said by
 * directory and object id alone; a mail address in it proves nothing.
 */
@Component
class NestedTokens {

    private static final Logger log = LoggerFactory.getLogger(NestedTokens.class);
    private static final String SCOPE = "access_as_user";
    private static final int LONGEST = 16_384;

    /** A person of a directory. */
    record Person(String directory, String object) {}

    private final String authority;
    private final String client;
    private final OutboundHttp http;
    private final NimbusJwtDecoder decoder;

    NestedTokens(Installation installation, OutboundHttp http, InstantSource clock) {
        this.authority = installation.entra().authority().toString().replaceAll("/+$", "");
        this.client = installation.entra().clientId();
        this.http = http;
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys()));
        // All claims are checked below, by our own clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        this.decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock.withZone(ZoneOffset.UTC));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<Jwt>(List.of(times, ours())));
    }

    /** What the browser asks the broker for. */
    String scope() {
        return "api://" + client + "/" + SCOPE;
    }

    /** Whom the token names; nobody when anything about it is wrong. */
    Optional<Person> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Jwt jwt = decoder.decode(token);
            return Optional.of(new Person(text(jwt, "tid"), text(jwt, "oid")));
        } catch (JwtException e) {
            log.warn("a token from Outlook was refused: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private OAuth2TokenValidator<Jwt> ours() {
        return jwt -> isOurs(jwt)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }

    /** An access token of version 2 for us, got by our own client, from the directory that it names itself. */
    private boolean isOurs(Jwt jwt) {
        String tid = text(jwt, "tid");
        return isId(tid)
                && isId(text(jwt, "oid"))
                && (authority + "/" + tid + "/v2.0").equals(text(jwt, "iss"))
                && "2.0".equals(text(jwt, "ver"))
                && List.of(client).equals(jwt.getAudience())
                && client.equals(text(jwt, "azp"))
                && Arrays.asList(text(jwt, "scp").split(" ")).contains(SCOPE)
                && jwt.getExpiresAt() != null
                && jwt.getNotBefore() != null;
    }

    private static String text(Jwt jwt, String claim) {
        return jwt.getClaims().get(claim) instanceof String text ? text : "";
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Kept for minutes; a key not seen yet is fetched, but not more often than every half minute. */
    private JWKSource<SecurityContext> keys() {
        return JWKSourceBuilder.<SecurityContext>create(address(authority + "/common/discovery/v2.0/keys"), this::fetch)
                .build();
    }

    private Resource fetch(URL address) throws IOException {
        HttpAnswer answer =
                http.send("GET", URI.create(address.toString()), Map.of("Accept", "application/json"), null);
        if (answer.status() != 200) {
            throw new IOException("the keys of Entra ID cannot be had: " + answer.status());
        }
        return new Resource(answer.body(), "application/json");
    }

    private static URL address(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
