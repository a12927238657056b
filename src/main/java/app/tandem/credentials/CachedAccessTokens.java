package app.tandem.credentials;

import app.tandem.account.Access;
import app.tandem.account.StandingChanged;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserStateChanged;
import app.tandem.credentials.entra.MailboxTokens;
import app.tandem.credentials.salesforce.CrmSessions;
import app.tandem.platform.SecretText;
import app.tandem.platform.SingleFlight;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** {@link AccessTokens} with a bounded memory per node; one caller per user refreshes, the others wait and share. */
@Component
class CachedAccessTokens implements AccessTokens {

    private static final int MOST = 20_000;
    private static final Duration KEPT = Duration.ofHours(12);
    /** Tokens that end within this are not handed out any more. */
    private static final Duration RESERVE = Duration.ofMinutes(5);

    private record Challenge(SecretText token, String claims) {}

    private final CrmSessions sessions;
    private final MailboxTokens tokens;
    private final InstantSource clock;
    private final Cache<UserId, CrmSession> crm = bounded();
    private final Cache<Object, MailboxTokens.Token> mailbox = bounded();
    private final Cache<UserId, SecretText> refusedSessions = bounded();
    private final Cache<UserId, SecretText> refusedTokens = bounded();
    private final Cache<UserId, Challenge> challenges = bounded();
    private final SingleFlight<UserId> crmFlight = new SingleFlight<>();
    private final SingleFlight<Object> mailboxFlight = new SingleFlight<>();

    CachedAccessTokens(CrmSessions sessions, MailboxTokens tokens, InstantSource clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public CrmSession forCrm(User user) {
        CrmSession known = crm.getIfPresent(user.id());
        return known != null
                ? known
                : crmFlight.run(user.id(), () -> {
                    CrmSession meanwhile = crm.getIfPresent(user.id());
                    return meanwhile != null ? meanwhile : newSession(user);
                });
    }

    @Override
    public SecretText forMailbox(User user) {
        Object key = mailboxKey(user);
        SecretText known = usable(mailbox.getIfPresent(key));
        return known != null
                ? known
                : mailboxFlight.run(key, () -> {
                    SecretText meanwhile = usable(mailbox.getIfPresent(key));
                    return meanwhile != null ? meanwhile : newToken(user, key);
                });
    }

    @Override
    public void refused(User user, SecretText token) {
        CrmSession session = crm.getIfPresent(user.id());
        if (session != null && session.sessionId().equals(token)) {
            refusedSessions.put(user.id(), token);
            crm.invalidate(user.id());
        }
        Object key = user.mailbox().isPresent() ? mailboxKey(user) : user.id();
        MailboxTokens.Token held = mailbox.getIfPresent(key);
        if (held != null && held.value().equals(token)) {
            refusedTokens.put(user.id(), token);
            mailbox.invalidate(key);
        }
    }

    @Override
    public void challenged(User user, SecretText token, String claims) {
        Object key = mailboxKey(user);
        MailboxTokens.Token held = mailbox.getIfPresent(key);
        if (held == null || held.value().equals(token)) {
            challenges.put(user.id(), new Challenge(token, claims));
            mailbox.invalidate(key);
        }
    }

    /** Connected again, or stopped: what was held may belong to the grant before. */
    @EventListener
    void forget(UserStateChanged event) {
        forget(event.user());
    }

    /** The same, where another node did it. */
    @EventListener
    void forget(StandingChanged event) {
        forget(event.user());
    }

    /** What was refused stays known: the word may come while somebody is about to trade it, and no new token equals it. */
    void forget(UserId user) {
        crm.invalidate(user);
        mailbox.invalidate(user);
        challenges.invalidate(user);
    }

    private CrmSession newSession(User user) {
        CrmSession session = user.connectedCrm().access() == Access.APPLICATION
                ? sessions.byApplication(user)
                : sessions.byGrant(user, refusedSessions.getIfPresent(user.id()));
        crm.put(user.id(), session);
        refusedSessions.invalidate(user.id());
        return session;
    }

    private SecretText newToken(User user, Object key) {
        Challenge challenge = challenges.getIfPresent(user.id());
        String claims = challenge == null ? null : challenge.claims();
        SecretText refused = challenge == null ? refusedTokens.getIfPresent(user.id()) : challenge.token();
        MailboxTokens.Token token = user.connectedMailbox().access() == Access.APPLICATION
                ? tokens.byApplication(user.connectedMailbox().entraTenantId(), claims)
                : tokens.byGrant(user, refused, claims);
        mailbox.put(key, token);
        challenges.invalidate(user.id());
        refusedTokens.invalidate(user.id());
        return token.value();
    }

    private @Nullable SecretText usable(MailboxTokens.@Nullable Token token) {
        Instant soon = clock.instant().plus(RESERVE);
        return token != null && token.expires().isAfter(soon) ? token.value() : null;
    }

    /** App-only tokens belong to the directory, and serve all its users. */
    private static Object mailboxKey(User user) {
        return user.connectedMailbox().access() == Access.APPLICATION
                ? user.connectedMailbox().entraTenantId()
                : user.id();
    }

    private static <K, V> Cache<K, V> bounded() {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    }
}
