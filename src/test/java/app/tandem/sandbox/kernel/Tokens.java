package app.tandem.sandbox.kernel;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

    private final Map<String, Token> byValue = new ConcurrentHashMap<>();
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
}
