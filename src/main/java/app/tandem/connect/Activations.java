package app.tandem.connect;

import app.tandem.account.Tenant;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.platform.Ids;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The people an administrator wants activated, and what became of each. */
@Repository
@Transactional
class Activations {

    /** Somebody on the list. */
    record Person(int position, String address, String userName) {}

    /** A line of the progress page. */
    record Line(String address, String userName, String state, String code) {}

    private final JdbcClient jdbc;
    private final Ids ids;
    private final InstantSource clock;

    Activations(JdbcClient jdbc, Ids ids, InstantSource clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes a list; its id is that of the progress page. */
    public UUID begin(Tenant tenant, UserId by, List<Person> people) {
        UUID id = ids.next();
        for (Person person : people) {
            jdbc.sql("""
                    insert into activation
                           (tenant_id, id, position, requested_by, requested_at, address, crm_user_name, state)
                    values (?, ?, ?, ?, ?, ?, ?, 'WAITING')
                    """)
                    .params(
                            tenant.id().value(),
                            id,
                            person.position(),
                            by.value(),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            person.address(),
                            person.userName())
                    .update();
        }
        return id;
    }

    /** The next one to be activated. */
    @Transactional(readOnly = true)
    public Optional<Person> next(TenantId tenant, UUID id) {
        return jdbc.sql("""
                select position, address, crm_user_name from activation
                 where tenant_id = ? and id = ? and state = 'WAITING' order by position limit 1
                """)
                .params(tenant.value(), id)
                .query((row, number) -> new Person(row.getInt(1), row.getString(2), row.getString(3)))
                .optional();
    }

    /** Notes what became of somebody. */
    public void settle(TenantId tenant, UUID id, Person person, String code) {
        jdbc.sql("""
                update activation set state = ?, code = ?, settled_at = ?
                 where tenant_id = ? and id = ? and position = ?
                """)
                .params(
                        code.equals("DONE") ? "DONE" : "FAILED",
                        code,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        tenant.value(),
                        id,
                        person.position())
                .update();
    }

    /** Everybody on a list. */
    @Transactional(readOnly = true)
    public List<Line> lines(TenantId tenant, UUID id) {
        return jdbc.sql("""
                select address, crm_user_name, state, coalesce(code, '') from activation
                 where tenant_id = ? and id = ? order by position
                """)
                .params(tenant.value(), id)
                .query((row, number) ->
                        new Line(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
