package app.tandem.connect;

import app.tandem.account.Access;
import app.tandem.account.Account;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxOutcome;
import app.tandem.account.Role;
import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.credentials.CrmGrants;
import app.tandem.credentials.MailboxGrants;
import app.tandem.platform.Installation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a finished sign-in does: account and grant change together, or not at all. */
@Service
class Connecting {

    private final Accounts accounts;
    private final CrmGrants crm;
    private final MailboxGrants mailboxes;
    private final Installation installation;

    Connecting(Accounts accounts, CrmGrants crm, MailboxGrants mailboxes, Installation installation) {
        this.accounts = accounts;
        this.crm = crm;
        this.mailboxes = mailboxes;
        this.installation = installation;
    }

    /**
     * Somebody signed in with Salesforce.
     *
     * @param present who is signed in to these pages already
     */
    @Transactional
    public SignedInPerson withSalesforce(CrmGrants.SignedIn signedIn, @Nullable SignedInPerson present) {
        CrmConnection connection = signedIn.connection();
        if (!installation.salesforce().orgs().isEmpty()
                && !installation.salesforce().orgs().contains(connection.orgId())) {
            throw new ProblemException(Problem.WRONG_ORG);
        }
        Optional<User> known = accounts.byCrm(connection.orgId(), connection.userId());
        if (present != null
                && known.filter(user -> user.id().equals(present.user())).isEmpty()) {
            throw new ProblemException(Problem.OTHER_PERSON);
        }
        boolean managed = known.filter(this::managed).isPresent();
        User user = accounts.admit(managed ? managed(connection) : connection, appointed(connection));
        if (managed) {
            crm.discard(signedIn);
        } else {
            crm.keep(user, signedIn);
        }
        Account account = accounts.account(user.tenant(), user.id()).orElseThrow();
        return new SignedInPerson(user.tenant(), user.id(), account.signInName(), account.role() == Role.ADMIN);
    }

    /** Somebody signed in with Microsoft. */
    @Transactional
    public MailboxOutcome withMicrosoft(SignedInPerson person, MailboxGrants.SignedIn signedIn, boolean change) {
        MailboxOutcome outcome = accounts.connectMailbox(
                person.tenant(), person.user(), signedIn.mailbox(), change, Actor.user(person.user()));
        if (outcome instanceof MailboxOutcome.Connected connected) {
            mailboxes.keep(connected.user(), signedIn);
        }
        return outcome;
    }

    /** Ends a connection and its grant. */
    @Transactional
    public void disconnect(SignedInPerson person, Side side) {
        User user = accounts.account(person.tenant(), person.user())
                .map(Account::user)
                .orElseThrow(() -> new ProblemException(Problem.STALE));
        if (side == Side.MAILBOX) {
            mailboxes.drop(user);
        } else {
            crm.drop(user);
        }
        accounts.disconnect(user.tenant(), user.id(), side, Actor.user(user.id()));
    }

    /** The administrator's grant serves this user, and works. */
    private boolean managed(User user) {
        return user.crm().filter(crm -> crm.access() == Access.APPLICATION).isPresent()
                && accounts.account(user.tenant(), user.id())
                        .filter(account -> account.standing().crmSuspension() == null)
                        .isPresent();
    }

    private static CrmConnection managed(CrmConnection connection) {
        return new CrmConnection(
                connection.orgId(),
                connection.userId(),
                connection.userName(),
                connection.loginUrl(),
                connection.instanceUrl(),
                Access.APPLICATION);
    }

    /** A plain user name counts for those who signed in at the operator's login URL only; elsewhere the org is named. */
    private boolean appointed(CrmConnection connection) {
        boolean home = connection.loginUrl().equals(installation.salesforce().loginUrl());
        String full = connection.orgId() + "/" + connection.userName();
        return installation.admins().stream()
                .anyMatch(
                        admin -> admin.equalsIgnoreCase(full) || home && admin.equalsIgnoreCase(connection.userName()));
    }
}
