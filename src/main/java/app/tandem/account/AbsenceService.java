package app.tandem.account;

import app.tandem.account.notice.Notices;
import app.tandem.account.store.AbsenceRows;
import app.tandem.account.store.UserRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Absences} over PostgreSQL. */
@Service
@Transactional
class AbsenceService implements Absences {

    private final UserRows users;
    private final AbsenceRows rows;
    private final Notices notices;
    private final Transitions transitions;
    private final InstantSource clock;

    AbsenceService(UserRows users, AbsenceRows rows, Notices notices, Transitions transitions, InstantSource clock) {
        this.users = users;
        this.rows = rows;
        this.notices = notices;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    public void seen(TenantId tenant, UserId user) {
        rows.seen(tenant, user, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Instant lastSeen(TenantId tenant, UserId user) {
        return rows.lastSeen(tenant, user);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> unseenSince(Instant time) {
        return rows.unseenSince(time).stream().flatMap(this::account).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Account> suspendedBefore(Instant time) {
        return rows.suspendedBefore(time).stream().flatMap(this::account).toList();
    }

    private java.util.stream.Stream<Account> account(AbsenceRows.Who who) {
        return users.find(who.tenant(), who.user()).stream();
    }

    @Override
    public void decide(TenantId tenant, UserId user, Consumer<Account> decision) {
        users.lockIfThere(tenant, user).ifPresent(decision);
    }

    @Override
    public void tell(TenantId tenant, UserId user, Mail mail) {
        Account account = users.lock(tenant, user);
        if (account.user().state() == UserState.SUSPENDED
                && notices.follow(account.user(), account.standing(), users.incident(tenant, user), mail)) {
            transitions.note(tenant, user, Actor.SYSTEM, ActivityCode.REMINDED, mail.name());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> told(TenantId tenant, UserId user, Mail mail) {
        return notices.sent(tenant, user, users.incident(tenant, user), mail);
    }

    @Override
    public void retire(TenantId tenant, UserId user, String reason) {
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Retired(reason), Actor.SYSTEM);
    }

    @Override
    public void returned(TenantId tenant, UserId user) {
        rows.seen(tenant, user, clock.instant());
        transitions.apply(users.lock(tenant, user), new StateMachine.Event.Returned(), Actor.user(user));
    }

    @Override
    public void note(TenantId tenant, UserId user, ActivityCode code, String reason) {
        transitions.note(tenant, user, Actor.SYSTEM, code, reason);
    }

    @Override
    public void remove(TenantId tenant, UserId user, String reason) {
        if (users.lock(tenant, user).role() == Role.ADMIN) {
            throw new IllegalArgumentException("administrators are not removed");
        }
        rows.remove(tenant, user);
        transitions.note(tenant, user, Actor.SYSTEM, ActivityCode.USER_REMOVED, reason);
    }
}
