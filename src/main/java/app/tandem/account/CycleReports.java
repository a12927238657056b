package app.tandem.account;

import app.tandem.account.store.UserRows;
import app.tandem.platform.RemoteFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Users} over PostgreSQL. */
@Service
@Transactional
class CycleReports implements Users {

    private final UserRows users;
    private final Transitions transitions;

    CycleReports(UserRows users, Transitions transitions) {
        this.users = users;
        this.transitions = transitions;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<User> find(TenantId tenant, UserId user) {
        return users.find(tenant, user).map(Account::user);
    }

    @Override
    @Transactional(readOnly = true)
    public List<User> byMailbox(String entraTenantId, String objectId) {
        return users.byMailbox(entraTenantId, objectId);
    }

    @Override
    @Transactional(readOnly = true)
    public Collection<User> inState(UserState state) {
        return users.inState(state);
    }

    @Override
    @Transactional(readOnly = true)
    public List<User> colleagues(TenantId tenant) {
        return users.withMailbox(tenant);
    }

    @Override
    public void cycleSucceeded(TenantId tenant, UserId user) {
        apply(tenant, user, new StateMachine.Event.Succeeded(), Actor.SYSTEM);
    }

    @Override
    public void cycleFailed(TenantId tenant, UserId user, Side side, RemoteFailure failure) {
        apply(tenant, user, new StateMachine.Event.Failed(side, failure), Actor.SYSTEM);
    }

    @Override
    public void pause(TenantId tenant, UserId user) {
        apply(tenant, user, new StateMachine.Event.Paused(), Actor.user(user));
    }

    @Override
    public void resume(TenantId tenant, UserId user) {
        apply(tenant, user, new StateMachine.Event.Resumed(), Actor.user(user));
    }

    private void apply(TenantId tenant, UserId user, StateMachine.Event event, Actor by) {
        transitions.apply(users.lock(tenant, user), event, by);
    }
}
