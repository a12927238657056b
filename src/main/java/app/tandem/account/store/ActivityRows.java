package app.tandem.account.store;

import app.tandem.account.Activity;
import app.tandem.account.ActivityCode;
import app.tandem.account.Actor;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The activity log. */
@Repository
public class ActivityRows {

    private final JdbcClient jdbc;

    ActivityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a line. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(TenantId tenant, UUID id, Activity activity) {
        jdbc.sql("""
                insert into activity (id, tenant_id, user_id, at, actor, actor_id, code, from_state, to_state, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(id)
                .param(tenant.value())
                .param(value(activity.user()))
                .param(UserRows.time(activity.at()))
                .param(activity.actor().kind().name())
                .param(value(activity.actor().user()))
                .param(activity.code().name())
                .param(name(activity.from()))
                .param(name(activity.to()))
                .param(activity.reason())
                .update();
    }

    /** The latest lines, newest first. */
    public List<Activity> latest(TenantId tenant, Optional<UserId> user, int most) {
        return jdbc.sql("""
                select * from activity
                 where tenant_id = :tenant and (cast(:user as uuid) is null or user_id = :user)
                 order by at desc, id desc limit :most
                """)
                .param("tenant", tenant.value())
                .param("user", user.map(UserId::value).orElse(null))
                .param("most", most)
                .query(ActivityRows::activity)
                .list();
    }

    private static Activity activity(ResultSet row, int number) throws SQLException {
        return new Activity(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                user(row, "user_id"),
                new Actor(Actor.Kind.valueOf(row.getString("actor")), user(row, "actor_id")),
                ActivityCode.valueOf(row.getString("code")),
                state(row.getString("from_state")),
                state(row.getString("to_state")),
                row.getString("reason"));
    }

    private static @Nullable UserId user(ResultSet row, String column) throws SQLException {
        UUID value = row.getObject(column, UUID.class);
        return value == null ? null : new UserId(value);
    }

    private static @Nullable UserState state(@Nullable String name) {
        return name == null ? null : UserState.valueOf(name);
    }

    private static @Nullable UUID value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
