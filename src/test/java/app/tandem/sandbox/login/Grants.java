package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Every sign-in of a login server, with the codes and tokens it brought, measured on the sandbox's clock. Values that
 * were once good stay known, so that an error can say what became of them.
 */
final class Grants implements OAuth2AuthorizationService {

    /** What became of a code or token. */
    enum Fate {
        LIVE,
        UNKNOWN,
        EXPIRED,
        REDEEMED,
        REVOKED,
        DISABLED
    }

    /** What a vendor says of a new access token: null when it is not for the platform's own services. */
    interface Issue {
        @Nullable
        Token token(OAuth2Authorization authorization, OAuth2AccessToken accessToken);
    }

    /**
     * What differs between the vendors.
     *
     * @param refreshIdle how long an unused refresh token lives
     * @param approvals how many sign-ins of one user to one application stay good; the oldest goes first
     */
    record Rules(Service service, Duration codeLife, Duration refreshIdle, int approvals, Issue issue) {}

    private enum Kind {
        STATE,
        CODE,
        ACCESS,
        REFRESH
    }

    private record Known(Kind kind, String grant, String user, Instant expires, boolean rotatedOut) {}

    private final Kernel kernel;
    private final Rules rules;
    private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>();
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<String> disabled = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
    private volatile boolean rotation;

    Grants(Kernel kernel, Rules rules) {
        this.kernel = kernel;
        this.rules = rules;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (punished(authorization.getRefreshToken()) || punished(authorization.getAccessToken())) {
            return;
        }
        OAuth2Authorization before = byId.put(authorization.getId(), authorization);
        String state = authorization.getAttribute("state");
        if (state != null) {
            learn(Kind.STATE, state, authorization, Duration.ofHours(1));
        }
        learn(Kind.CODE, value(authorization.getToken(OAuth2AuthorizationCode.class)), authorization, rules.codeLife());
        learn(Kind.REFRESH, value(authorization.getRefreshToken()), authorization, rules.refreshIdle());
        rotateOut(before, authorization);
        issueAccess(authorization);
        dropOldest(authorization);
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        endAccess(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String value, @Nullable OAuth2TokenType type) {
        Known found = known.get(value);
        if (found == null || !fits(found.kind(), type)) {
            return null;
        }
        if (found.rotatedOut()) {
            revoke(grant -> grant.getId().equals(found.grant()));
            return null;
        }
        Fate fate = fate(value);
        return fate == Fate.LIVE || fate == Fate.REDEEMED ? byId.get(found.grant()) : null;
    }

    /** What became of a code or token. */
    synchronized Fate fate(@Nullable String value) {
        Known found = value == null ? null : known.get(value);
        if (found == null) {
            return Fate.UNKNOWN;
        }
        OAuth2Authorization grant = byId.get(found.grant());
        if (disabled.contains(found.user())) {
            return Fate.DISABLED;
        }
        if (grant == null || found.rotatedOut()) {
            return Fate.REVOKED;
        }
        if (!found.expires().isAfter(kernel.clock.now())) {
            return Fate.EXPIRED;
        }
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = grant.getToken(OAuth2AuthorizationCode.class);
        return found.kind() == Kind.CODE && code != null && code.isInvalidated() ? Fate.REDEEMED : Fate.LIVE;
    }

    /** The mail address a code or token belongs to. */
    Optional<String> userOf(@Nullable String value) {
        return Optional.ofNullable(value == null ? null : known.get(value))
                .map(Known::user)
                .filter(user -> user.contains("@"));
    }

    /** Ends the sign-ins that match, with their refresh and access tokens. */
    synchronized void revoke(Predicate<OAuth2Authorization> which) {
        for (OAuth2Authorization grant : List.copyOf(byId.values())) {
            if (which.test(grant)) {
                remove(grant);
            }
        }
    }

    /** Ends the sign-in an access or refresh token belongs to; false when it is gone already. */
    synchronized boolean revokeValue(String value) {
        Known found = known.get(value);
        if (found == null
                || fate(value) != Fate.LIVE
                || (found.kind() != Kind.ACCESS && found.kind() != Kind.REFRESH)) {
            return false;
        }
        if (found.kind() == Kind.REFRESH) {
            revoke(grant -> grant.getId().equals(found.grant()));
        } else {
            known.remove(value);
            kernel.tokens.revoke(token -> token.value().equals(value));
        }
        return true;
    }

    /** An administrator ends everything of a user. */
    void revokeUser(String user) {
        revoke(grant -> grant.getPrincipalName().equalsIgnoreCase(user));
        expireAccess(user);
    }

    /** Ends a user's access tokens; refresh tokens stay good. */
    void expireAccess(String user) {
        kernel.tokens.revoke(token -> token.issuer() == rules.service() && user.equalsIgnoreCase(token.user()));
    }

    /** A disabled user can neither sign in nor refresh. */
    void disable(String user, boolean on) {
        if (on) {
            disabled.add(user);
            expireAccess(user);
        } else {
            disabled.remove(user);
        }
    }

    boolean isDisabled(String user) {
        return disabled.contains(user);
    }

    /** Whether a refresh kills the refresh token it used. */
    void rotate(boolean on) {
        rotation = on;
    }

    boolean rotates() {
        return rotation;
    }

    /** Forgets everything. */
    synchronized void clear() {
        byId.clear();
        known.clear();
        disabled.clear();
        kernel.tokens.revoke(token -> token.issuer() == rules.service());
    }

    /** Spring ends a sign-in whose code comes twice; neither vendor is known to, the second attempt only fails. */
    private static boolean punished(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token != null && token.isInvalidated();
    }

    private static boolean approval(OAuth2Authorization grant, String user, String client) {
        return grant.getRefreshToken() != null
                && grant.getPrincipalName().equals(user)
                && grant.getRegisteredClientId().equals(client);
    }

    private void learn(Kind kind, @Nullable String value, OAuth2Authorization authorization, Duration life) {
        if (value != null) {
            Instant expires = kernel.clock.now().plus(life);
            known.putIfAbsent(
                    value, new Known(kind, authorization.getId(), authorization.getPrincipalName(), expires, false));
        }
    }

    private void rotateOut(@Nullable OAuth2Authorization before, OAuth2Authorization after) {
        String old = before == null ? null : value(before.getRefreshToken());
        if (rotation && old != null && !old.equals(value(after.getRefreshToken()))) {
            known.computeIfPresent(
                    old, (k, was) -> new Known(was.kind(), was.grant(), was.user(), was.expires(), true));
        }
    }

    private void issueAccess(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (access == null || known.containsKey(access.getToken().getTokenValue())) {
            return;
        }
        Token token = rules.issue().token(authorization, access.getToken());
        Instant expires = token == null ? access.getToken().getExpiresAt() : token.expires();
        known.put(
                access.getToken().getTokenValue(),
                new Known(Kind.ACCESS, authorization.getId(), authorization.getPrincipalName(), expires, false));
        if (token != null) {
            kernel.tokens.issue(token);
            KernelFilter.claims().ifPresent(claims -> kernel.tokens.askedWith(token.value(), claims));
        }
    }

    private void dropOldest(OAuth2Authorization latest) {
        if (latest.getRefreshToken() == null || rules.approvals() == Integer.MAX_VALUE) {
            return;
        }
        List<OAuth2Authorization> approvals = new ArrayList<>(byId.values().stream()
                .filter(grant -> approval(grant, latest.getPrincipalName(), latest.getRegisteredClientId()))
                .toList());
        while (approvals.size() > rules.approvals()) {
            remove(approvals.removeFirst());
        }
    }

    private void endAccess(String grant) {
        Set<String> values = new HashSet<>();
        known.forEach((value, found) -> {
            if (found.kind() == Kind.ACCESS && found.grant().equals(grant)) {
                values.add(value);
            }
        });
        if (!values.isEmpty()) {
            kernel.tokens.revoke(token -> values.contains(token.value()));
        }
    }

    private static boolean fits(Kind kind, @Nullable OAuth2TokenType type) {
        return type == null
                || switch (type.getValue()) {
                    case "state" -> kind == Kind.STATE;
                    case "code" -> kind == Kind.CODE;
                    case "refresh_token" -> kind == Kind.REFRESH;
                    case "access_token" -> kind == Kind.ACCESS;
                    default -> false;
                };
    }

    private static @Nullable String value(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token == null ? null : token.getToken().getTokenValue();
    }
}
