package app.tandem.credentials.salesforce;

import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.OutboundHosts;
import app.tandem.platform.http.OutboundHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call each; every failure is a {@link RemoteFailureException}. Answers are believed only with the right signature. */
@Component
public class SalesforceOAuth {

    private static final Logger LOG = LoggerFactory.getLogger(SalesforceOAuth.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final OutboundHttp http;
    private final OutboundHosts hosts;
    private final Installation.Salesforce app;
    private final JwtBearer jwt;
    private final InstantSource clock;

    SalesforceOAuth(
            OutboundHttp http, OutboundHosts hosts, Installation installation, JwtBearer jwt, InstantSource clock) {
        this.http = http;
        this.hosts = hosts;
        this.app = installation.salesforce();
        this.jwt = jwt;
        this.clock = clock;
    }

    TokenAnswer refresh(URI loginUrl, SecretText refreshToken) {
        return token(loginUrl, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()));
    }

    /** A session for a user by name, without that user (salesforce-notes 1.9). */
    public TokenAnswer sessionFor(URI loginUrl, String userName) {
        return token(loginUrl, Map.of("grant_type", JWT_GRANT, "assertion", jwt.assertion(loginUrl, userName)));
    }

    /** Ends a grant and its sessions; a failure changes nothing for the caller, who forgets the grant anyway. */
    public void revoke(URI loginUrl, SecretText token) {
        try {
            http.postForm(endpoint(loginUrl, "revoke"), Map.of("token", token.reveal()));
        } catch (IOException e) {
            LOG.warn("a Salesforce grant could not be revoked: {}", e.getClass().getSimpleName());
        }
    }

    /** The user's name as the identity URL tells it; empty text where it does not. */
    public String userName(TokenAnswer answer) {
        try {
            HttpAnswer identity = http.get(answer.identity(), answer.session());
            if (identity.status() != 200) {
                throw SalesforceFailures.of(identity, clock.instant());
            }
            return JSON.readTree(identity.body()).path("username").asString("");
        } catch (IOException e) {
            throw unreachable(e);
        } catch (JacksonException e) {
            throw SalesforceFailures.failure(new RemoteFailure.Unreachable("IDENTITY_NOT_JSON"));
        }
    }

    /** Reads an answer of the token endpoint: signature, host and kind of token are checked. */
    public TokenAnswer read(Map<String, ?> fields) {
        String session = text(fields, "access_token");
        if (session.chars().filter(c -> c == '.').count() == 2 && !session.contains("!")) {
            // Such tokens do not work with SOAP, and the refusal looks like an expired session (salesforce-notes 1.5).
            throw SalesforceFailures.failure(new RemoteFailure.AccessDenied("JWT_ACCESS_TOKEN"));
        }
        TokenAnswer answer = new TokenAnswer(
                SecretText.of(session),
                Optional.of(text(fields, "refresh_token"))
                        .filter(token -> !token.isEmpty())
                        .map(SecretText::of),
                address(text(fields, "instance_url")),
                address(text(fields, "id")));
        if (session.isEmpty()
                || !signed(fields)
                || answer.orgId().length() != 18
                || answer.userId().length() != 18) {
            throw SalesforceFailures.failure(new RemoteFailure.AccessDenied("SIGNATURE"));
        }
        return answer;
    }

    private TokenAnswer token(URI loginUrl, Map<String, String> grant) {
        Map<String, String> form = new LinkedHashMap<>(grant);
        form.put("client_id", app.clientId());
        form.put("client_secret", app.clientSecret().reveal());
        form.put("format", "json");
        try {
            HttpAnswer answer = http.postForm(endpoint(loginUrl, "token"), form);
            if (answer.status() != 200) {
                throw SalesforceFailures.of(answer, clock.instant());
            }
            return read(fields(answer));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Map<String, String> fields(HttpAnswer answer) {
        try {
            JsonNode json = JSON.readTree(answer.body());
            Map<String, String> fields = new LinkedHashMap<>();
            json.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asString("")));
            return fields;
        } catch (JacksonException e) {
            throw SalesforceFailures.of(answer, clock.instant());
        }
    }

    private URI address(String text) {
        try {
            URI address = URI.create(text);
            if (hosts.allows(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Treated as a host that is not allowed.
        }
        throw SalesforceFailures.failure(new RemoteFailure.AccessDenied("HOST_NOT_ALLOWED"));
    }

    /** HMAC-SHA256 over id and issued_at, keyed with the client secret (salesforce-notes 1.4). */
    private boolean signed(Map<String, ?> fields) {
        String signature = text(fields, "signature");
        if (signature.isEmpty()) {
            // Answers to JWT bearer assertions carry neither.
            return text(fields, "issued_at").isEmpty();
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.clientSecret().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected =
                    mac.doFinal((text(fields, "id") + text(fields, "issued_at")).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI endpoint(URI loginUrl, String name) {
        return URI.create(loginUrl.toString().replaceAll("/+$", "") + "/services/oauth2/" + name);
    }

    private static String text(Map<String, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    private static RemoteFailureException unreachable(IOException e) {
        return new RemoteFailureException(
                new RemoteFailure.Unreachable(e.getClass().getSimpleName()), e);
    }
}
