package app.tandem.account;

import app.tandem.account.notice.Notices;
import app.tandem.account.store.ActivityRows;
import app.tandem.account.store.UserRows;
import app.tandem.platform.Ids;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Carries an event through the state machine: row, activity log, notice and {@link UserStateChanged} in one transaction. */
@Component
class Transitions {

    private final UserRows users;
    private final ActivityRows log;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final Ids ids;

    Transitions(
            UserRows users,
            ActivityRows log,
            Notices notices,
            ApplicationEventPublisher events,
            InstantSource clock,
            Ids ids) {
        this.users = users;
        this.log = log;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
    }

    /** Applies an event to the user as locked; the caller wrote the connections already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(Account before, StateMachine.Event event, Actor by) {
        Standing next = StateMachine.next(before.standing(), event);
        if (next.equals(before.standing())) {
            return;
        }
        User user = before.user();
        UserState from = user.state();
        UserState to = next.state();
        boolean suspended = to == UserState.SUSPENDED && from != UserState.SUSPENDED;
        Instant now = clock.instant();
        users.save(user.tenant(), user.id(), next, from == to ? before.since() : now, suspended);
        if (from == to) {
            return;
        }
        String cause = cause(event, next);
        record(user, new Activity(now, user.id(), by, code(from, next), from, to, cause));
        if (suspended) {
            notices.suspended(user, next, users.incident(user.tenant(), user.id()));
        }
        events.publishEvent(new UserStateChanged(user.tenant(), user.id(), from, to, cause));
    }

    private static @Nullable String cause(StateMachine.Event event, Standing next) {
        if (event instanceof StateMachine.Event.Retired retired) {
            return retired.reason();
        }
        return next.state() == UserState.SUSPENDED
                ? next.suspension().map(Suspension::code).orElse(null)
                : null;
    }

    /** A line of the log that is no transition. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(TenantId tenant, @Nullable UserId user, Actor by, ActivityCode code, @Nullable String reason) {
        log.add(tenant, ids.next(), new Activity(clock.instant(), user, by, code, null, null, reason));
    }

    private void record(User user, Activity activity) {
        log.add(user.tenant(), ids.next(), activity);
    }

    private static ActivityCode code(UserState from, Standing next) {
        return switch (next.state()) {
            case RUNNING -> ActivityCode.SYNC_ENABLED;
            case PAUSED -> ActivityCode.SYNC_PAUSED;
            case DEACTIVATED -> next.disabled() ? ActivityCode.SYNC_DISABLED_MANUAL : ActivityCode.SYNC_DISABLED_UNUSED;
            case REGISTERED ->
                from == UserState.DEACTIVATED
                        ? ActivityCode.SYNC_ENABLED
                        : next.mailbox() ? ActivityCode.CRM_DISCONNECTED : ActivityCode.MAILBOX_DISCONNECTED;
            case SUSPENDED ->
                switch (next.suspension().map(Suspension::kind).orElse(Suspension.Kind.OTHER)) {
                    case AUTHORISATION -> ActivityCode.SYNC_DISABLED_AUTHORISATION;
                    case THROTTLING -> ActivityCode.SYNC_DISABLED_THROTTLING;
                    case OTHER -> ActivityCode.SYNC_DISABLED_OTHER;
                };
        };
    }
}
