package app.tandem.sandbox.kernel;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access tokens and sessions in force: the login services issue them, Graph and Salesforce look them up. */
public final class Tokens {

    /**
     * An access token or a Salesforce session.
     *
     * @param user the mail address it acts for; null for an application of its own
     * @param scopes delegated scopes, or application roles
     * @param realm Entra tenant domain, or Salesforce org id
     */
    public record Token(
            Service issuer,
            String value,
            String client,
            @Nullable String user,
            Set<String> scopes,
            String realm,
            Instant expires) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Token> byValue = new ConcurrentHashMap<>();
    /** By token, the claims it was asked for with; by whom it acts for, those that are demanded. */
    private final Map<String, String> askedWith = new ConcurrentHashMap<>();

    private final Map<String, String> demanded = new ConcurrentHashMap<>();
    private final SandboxClock clock;

    public Tokens(SandboxClock clock) {
        this.clock = clock;
    }

    /** Puts a token in force. */
    public void issue(Token token) {
        byValue.put(token.value(), token);
    }

    /** The token of that value, unless it expired or was revoked. */
    public Optional<Token> find(@Nullable String value) {
        return value == null
                ? Optional.empty()
                : Optional.ofNullable(byValue.get(value))
                        .filter(token -> token.expires().isAfter(clock.now()));
    }

    /** Ends all tokens that match. */
    public void revoke(Predicate<Token> which) {
        byValue.values().removeIf(which);
    }

    /** Notes what a token was asked for with: the {@code claims} of the request. */
    public void askedWith(String value, String claims) {
        askedWith.put(value, claims);
    }

    /** From now on a token for this user, or this application, counts only if these claims were asked for with it. */
    public void demand(String subject, String claims) {
        demanded.put(subject.toLowerCase(Locale.ROOT), claims);
    }

    /** The claims that a token in force lacks; Graph answers them as a challenge. */
    public Optional<String> lacking(Token token) {
        String subject = token.user() == null ? token.client() : token.user();
        String wanted = demanded.get(subject.toLowerCase(Locale.ROOT));
        return wanted == null || holds(askedWith.getOrDefault(token.value(), "{}"), wanted)
                ? Optional.empty()
                : Optional.of(wanted);
    }

    /** Whether each claim that is wanted for the access token is among those asked for, with its value. */
    private static boolean holds(String asked, String wanted) {
        JsonNode given = JSON.readTree(asked).path("access_token");
        return JSON.readTree(wanted).path("access_token").properties().stream()
                .allMatch(claim -> given.path(claim.getKey()).equals(claim.getValue()));
    }
}
