package app.tandem.credentials.salesforce;

import app.tandem.account.Accounts;
import app.tandem.account.CrmConnection;
import app.tandem.account.User;
import app.tandem.credentials.AccessTokens.CrmSession;
import app.tandem.credentials.vault.Owner;
import app.tandem.credentials.vault.Vault;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.SecretText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets a session by a user's grant or an administrator's, and keeps the user's grant. */
@Component
public class CrmSessions {

    /** Sessions are renewed by then at the latest, so that the refresh token's idle life of 30 days never runs out. */
    private static final Duration RENEWAL = Duration.ofDays(1);

    private final SalesforceOAuth salesforce;
    private final Vault vault;
    private final Accounts accounts;
    private final InstantSource clock;

    CrmSessions(SalesforceOAuth salesforce, Vault vault, Accounts accounts, InstantSource clock) {
        this.salesforce = salesforce;
        this.vault = vault;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** A session by the user's own grant; not the refused one. Another node's newer session is adopted. */
    public CrmSession byGrant(User user, @Nullable SecretText refused) {
        CrmConnection crm = user.connectedCrm();
        CrmSession session = vault.exchange(
                        Owner.of(user, Owner.Provider.SALESFORCE), grant -> trade(crm, grant, refused))
                .orElseThrow(() -> new RemoteFailureException(new RemoteFailure.GrantRejected("no_grant")));
        moved(user, session.instanceUrl());
        return session;
    }

    /** A session by the administrator's grant. */
    public CrmSession byApplication(User user) {
        CrmConnection crm = user.connectedCrm();
        TokenAnswer answer = salesforce.sessionFor(crm.loginUrl(), crm.userName());
        if (!answer.orgId().equals(crm.orgId()) || !answer.userId().equals(crm.userId())) {
            throw new RemoteFailureException(new RemoteFailure.AccessDenied("OTHER_USER"));
        }
        moved(user, answer.instanceUrl());
        return new CrmSession(answer.session(), answer.instanceUrl());
    }

    /** Keeps the grant of a sign-in, in the caller's transaction. */
    public void store(User user, Optional<SecretText> refreshToken, SecretText session, URI instanceUrl) {
        SecretText refresh = refreshToken.orElseThrow(
                () -> new RemoteFailureException(new RemoteFailure.AccessDenied("NO_REFRESH_TOKEN")));
        SalesforceGrant grant = new SalesforceGrant(refresh, session, instanceUrl, clock.instant());
        vault.store(Owner.of(user, Owner.Provider.SALESFORCE), grant.toText());
    }

    /** The refresh token kept for a user, to be revoked when it is replaced or forgotten. */
    public Optional<SecretText> refreshToken(User user) {
        return vault.open(Owner.of(user, Owner.Provider.SALESFORCE))
                .map(grant -> SalesforceGrant.parse(grant).refreshToken());
    }

    private Vault.Exchanged<CrmSession> trade(CrmConnection crm, SecretText sealed, @Nullable SecretText refused) {
        SalesforceGrant grant = SalesforceGrant.parse(sealed);
        SecretText kept = grant.session();
        Instant due = grant.obtained().plus(RENEWAL);
        if (kept != null && (refused == null || !kept.equals(refused)) && due.isAfter(clock.instant())) {
            return new Vault.Exchanged<>(null, new CrmSession(kept, grant.instanceUrl()));
        }
        TokenAnswer answer = salesforce.refresh(crm.loginUrl(), grant.refreshToken());
        if (!answer.orgId().equals(crm.orgId()) || !answer.userId().equals(crm.userId())) {
            throw new RemoteFailureException(new RemoteFailure.AccessDenied("OTHER_USER"));
        }
        SalesforceGrant renewed = new SalesforceGrant(
                answer.refreshToken().orElse(grant.refreshToken()),
                answer.session(),
                answer.instanceUrl(),
                clock.instant());
        return new Vault.Exchanged<>(renewed.toText(), new CrmSession(answer.session(), answer.instanceUrl()));
    }

    private void moved(User user, URI instanceUrl) {
        if (!instanceUrl.equals(user.connectedCrm().instanceUrl())) {
            accounts.instanceMoved(user.tenant(), user.id(), instanceUrl);
        }
    }
}
