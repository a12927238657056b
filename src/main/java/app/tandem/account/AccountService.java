package app.tandem.account;

import app.tandem.account.store.ActivityRows;
import app.tandem.account.store.TenantRows;
import app.tandem.account.store.UserRows;
import app.tandem.platform.Ids;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts over PostgreSQL. */
@Service
@Transactional
class AccountService implements Accounts {

    private final UserRows users;
    private final TenantRows tenants;
    private final ActivityRows log;
    private final Transitions transitions;
    private final InstantSource clock;
    private final Ids ids;

    AccountService(
            UserRows users,
            TenantRows tenants,
            ActivityRows log,
            Transitions transitions,
            InstantSource clock,
            Ids ids) {
        this.users = users;
        this.tenants = tenants;
        this.log = log;
        this.transitions = transitions;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public User admit(CrmConnection crm, boolean admin) {
        TenantId tenant = tenants.ofOrg(crm.orgId(), crm.loginUrl(), new TenantId(ids.next()), clock.instant());
        UserId id = users.byCrm(crm.orgId(), crm.userId()).map(User::id).orElseGet(() -> register(tenant));
        Account before = users.lock(tenant, id);
        Actor by = Actor.user(id);
        if (admin && before.role() != Role.ADMIN) {
            users.role(tenant, id, Role.ADMIN);
            transitions.note(tenant, id, Actor.SYSTEM, ActivityCode.ADMIN_APPOINTED, null);
        }
        users.crm(tenant, id, crm, clock.instant());
        transitions.note(tenant, id, by, ActivityCode.CRM_CONNECTED, null);
        transitions.apply(before, new StateMachine.Event.Connected(Side.CRM), by);
        return users.lock(tenant, id).user();
    }

    private UserId register(TenantId tenant) {
        UserId id = new UserId(ids.next());
        users.add(tenant, id, clock.instant());
        transitions.note(tenant, id, Actor.SYSTEM, ActivityCode.USER_ADDED, null);
        return id;
    }

    @Override
    public Optional<User> byCrm(String orgId, String crmUserId) {
        return users.byCrm(orgId, crmUserId);
    }

    @Override
    public MailboxOutcome connectMailbox(
            TenantId tenant, UserId user, MailboxConnection mailbox, boolean change, Actor by) {
        Account before = users.lock(tenant, user);
        Optional<MailboxConnection> old = before.user().mailbox();
        boolean same = old.filter(known -> known.objectId().equals(mailbox.objectId())
                        && known.entraTenantId().equals(mailbox.entraTenantId()))
                .isPresent();
        if (old.isPresent() && !same && !change) {
            return new MailboxOutcome.Differs(old.get().address());
        }
        if (users.directoryOfOthers(tenant, user)
                .filter(other -> !other.equals(mailbox.entraTenantId()))
                .isPresent()) {
            return new MailboxOutcome.OtherDirectory();
        }
        if (!users.claimMailbox(tenant, user, mailbox, clock.instant())) {
            return new MailboxOutcome.Taken();
        }
        transitions.note(tenant, user, by, ActivityCode.MAILBOX_CONNECTED, null);
        transitions.apply(before, new StateMachine.Event.Connected(Side.MAILBOX), by);
        return new MailboxOutcome.Connected(users.lock(tenant, user).user());
    }

    @Override
    public void disconnect(TenantId tenant, UserId user, Side side, Actor by) {
        Account before = users.lock(tenant, user);
        if (side == Side.MAILBOX) {
            users.removeMailbox(tenant, user);
        } else {
            users.disconnectCrm(tenant, user);
        }
        transitions.apply(before, new StateMachine.Event.Disconnected(side), by);
    }

    @Override
    public void disable(TenantId tenant, UserId user, Actor by) {
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Disabled(), by);
    }

    @Override
    public void enable(TenantId tenant, UserId user, Actor by) {
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Enabled(), by);
    }

    @Override
    public void tryAgain(TenantId tenant, UserId user, Actor by) {
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Retried(), by);
    }

    @Override
    public void cycleBroken(TenantId tenant, UserId user, String code) {
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Broke(code), Actor.SYSTEM);
    }

    @Override
    public void instanceMoved(TenantId tenant, UserId user, URI instanceUrl) {
        users.instance(tenant, user, instanceUrl);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Account> account(TenantId tenant, UserId user) {
        return users.find(tenant, user);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> all(TenantId tenant) {
        return users.all(tenant);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Activity> activity(TenantId tenant, Optional<UserId> user, int most) {
        return log.latest(tenant, user, most);
    }
}
