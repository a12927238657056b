package app.tandem.credentials;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.User;
import app.tandem.credentials.entra.MailboxSignIn;
import app.tandem.credentials.entra.MailboxTokens;
import app.tandem.credentials.salesforce.CrmSessions;
import app.tandem.credentials.salesforce.JwtBearer;
import app.tandem.credentials.salesforce.SalesforceOAuth;
import app.tandem.credentials.salesforce.TokenAnswer;
import app.tandem.credentials.vault.Owner;
import app.tandem.credentials.vault.Vault;
import app.tandem.platform.SecretText;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Grants in the vault. */
@Configuration(proxyBeanMethods = false)
class StoredGrants {

    @Bean
    CrmGrants crmGrants(
            SalesforceOAuth salesforce, CrmSessions sessions, JwtBearer jwt, Vault vault, CachedAccessTokens held) {
        return new Crm(salesforce, sessions, jwt, vault, held);
    }

    @Bean
    MailboxGrants mailboxGrants(MailboxSignIn signIn, MailboxTokens tokens, Vault vault, CachedAccessTokens held) {
        return new Mailbox(signIn, tokens, vault, held);
    }

    private record Crm(
            SalesforceOAuth salesforce, CrmSessions sessions, JwtBearer jwt, Vault vault, CachedAccessTokens held)
            implements CrmGrants {

        @Override
        public SignedIn verified(URI loginUrl, Map<String, ?> tokenAnswer) {
            TokenAnswer answer = salesforce.read(tokenAnswer);
            return new SignedIn(
                    connection(loginUrl, answer, salesforce.userName(answer), Access.DELEGATED),
                    answer.refreshToken(),
                    answer.session());
        }

        @Override
        public void keep(User user, SignedIn signedIn) {
            Optional<SecretText> before = sessions.refreshToken(user);
            sessions.store(
                    user,
                    signedIn.refreshToken(),
                    signedIn.session(),
                    signedIn.connection().instanceUrl());
            afterCommit(() -> {
                held.forget(user.id());
                before.filter(old -> !signedIn.refreshToken().equals(Optional.of(old)))
                        .ifPresent(
                                old -> salesforce.revoke(signedIn.connection().loginUrl(), old));
            });
        }

        @Override
        public void drop(User user) {
            Optional<SecretText> before = sessions.refreshToken(user);
            vault.forget(Owner.of(user, Owner.Provider.SALESFORCE));
            afterCommit(() -> {
                held.forget(user.id());
                user.crm().ifPresent(crm -> before.ifPresent(old -> salesforce.revoke(crm.loginUrl(), old)));
            });
        }

        @Override
        public void discard(SignedIn signedIn) {
            salesforce.revoke(
                    signedIn.connection().loginUrl(), signedIn.refreshToken().orElse(signedIn.session()));
        }

        @Override
        public boolean byAdministratorAvailable() {
            return jwt.available();
        }

        @Override
        public CrmConnection byAdministrator(URI loginUrl, String userName) {
            return connection(loginUrl, salesforce.sessionFor(loginUrl, userName), userName, Access.APPLICATION);
        }

        private static CrmConnection connection(URI loginUrl, TokenAnswer answer, String userName, Access access) {
            return new CrmConnection(answer.orgId(), answer.userId(), userName, loginUrl, answer.instanceUrl(), access);
        }
    }

    private record Mailbox(MailboxSignIn signIn, MailboxTokens tokens, Vault vault, CachedAccessTokens held)
            implements MailboxGrants {

        @Override
        public URI address(Attempt attempt, URI callback, @org.jspecify.annotations.Nullable String loginHint) {
            return signIn.address(attempt, callback, loginHint);
        }

        @Override
        public URI adminConsent(@org.jspecify.annotations.Nullable String directoryId, String state, URI callback) {
            return signIn.adminConsent(directoryId, state, callback);
        }

        @Override
        public SignedIn redeem(Attempt attempt, String code, URI callback) {
            MailboxSignIn.Granted granted = signIn.redeem(attempt, code, callback);
            return new SignedIn(
                    new MailboxConnection(
                            granted.directoryId(), granted.objectId(), granted.address(), Access.DELEGATED),
                    granted.missing(),
                    granted.cache());
        }

        @Override
        public void keep(User user, SignedIn signedIn) {
            vault.store(Owner.of(user, Owner.Provider.ENTRA), signedIn.grant());
            afterCommit(() -> held.forget(user.id()));
        }

        @Override
        public void drop(User user) {
            vault.forget(Owner.of(user, Owner.Provider.ENTRA));
            afterCommit(() -> held.forget(user.id()));
        }

        @Override
        public SecretText forDirectory(String directoryId) {
            return tokens.byApplication(directoryId, null).value();
        }
    }

    /** With the transaction where there is one, at once where there is none. */
    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
