package app.tandem.account.store;

import app.tandem.account.AcrossTenants;
import app.tandem.account.Tenant;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tenants and what their administrators granted. */
@Repository
public class TenantRows {

    private final JdbcClient jdbc;

    TenantRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tenant, if there is one. */
    public Optional<Tenant> find(TenantId tenant) {
        return jdbc.sql("select * from tenant where id = ?")
                .param(tenant.value())
                .query(TenantRows::tenant)
                .optional();
    }

    /** Tenants with an administrator's grant for a directory. */
    @AcrossTenants("background work goes over all tenants")
    public List<Tenant> withDirectory() {
        return jdbc.sql("select * from tenant where directory_id is not null order by id")
                .query(TenantRows::tenant)
                .list();
    }

    /** The tenant of an org; made with the given id where there is none. Two at once get the same. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TenantId ofOrg(String orgId, URI loginUrl, TenantId fresh, Instant now) {
        jdbc.sql("""
                insert into tenant (id, org_id, login_url, created_at) values (?, ?, ?, ?)
                on conflict (org_id) do nothing
                """)
                .params(fresh.value(), orgId, loginUrl.toString(), UserRows.time(now))
                .update();
        return new TenantId(jdbc.sql("select id from tenant where org_id = ?")
                .param(orgId)
                .query(UUID.class)
                .single());
    }

    /** Notes an administrator's grant for the mailboxes of a directory. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void directoryGranted(TenantId tenant, String directoryId, UserId by, Instant now) {
        jdbc.sql("""
                update tenant set directory_id = ?, directory_granted_at = ?, directory_granted_by = ? where id = ?
                """)
                .params(directoryId, UserRows.time(now), by.value(), tenant.value())
                .update();
    }

    /** Notes an administrator's grant for the users of the org. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void crmGranted(TenantId tenant, UserId by, Instant now) {
        jdbc.sql("update tenant set crm_granted_at = ?, crm_granted_by = ? where id = ?")
                .params(UserRows.time(now), by.value(), tenant.value())
                .update();
    }

    /** Sets S-81. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notices(TenantId tenant, Tenant.Notices notices) {
        jdbc.sql("update tenant set notify_users = ?, notify_admins = ?, notify_address = ? where id = ?")
                .param(notices.users())
                .param(notices.admins())
                .param(notices.address().orElse(null))
                .param(tenant.value())
                .update();
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("org_id"),
                URI.create(row.getString("login_url")),
                Optional.ofNullable(row.getString("directory_id")),
                instant(row, "directory_granted_at"),
                instant(row, "crm_granted_at"),
                new Tenant.Notices(
                        row.getBoolean("notify_users"),
                        row.getBoolean("notify_admins"),
                        Optional.ofNullable(row.getString("notify_address"))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
