package app.tandem.account.store;

import app.tandem.account.Access;
import app.tandem.account.Account;
import app.tandem.account.AcrossTenants;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.Role;
import app.tandem.account.Standing;
import app.tandem.account.Suspension;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Users with their standing and connections. */
@Repository
public class UserRows {

    private static final String SELECT = """
            select a.*, m.directory_id, m.object_id, m.address, m.access as mailbox_access,
                   c.org_id, c.crm_user_id, c.user_name, c.login_url, c.instance_url, c.access as crm_access, c.connected
              from account a
              left join mailbox_connection m on m.tenant_id = a.tenant_id and m.user_id = a.id
              left join crm_connection c on c.tenant_id = a.tenant_id and c.user_id = a.id
            """;

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The account, if there is one in that tenant. */
    public Optional<Account> find(TenantId tenant, UserId user) {
        return jdbc.sql(SELECT + "where a.tenant_id = ? and a.id = ?")
                .params(tenant.value(), user.value())
                .query(UserRows::account)
                .optional();
    }

    /** As {@link #lockIfThere}, of somebody who is there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account lock(TenantId tenant, UserId user) {
        return lockIfThere(tenant, user).orElseThrow(() -> new IllegalArgumentException("no such user in that tenant"));
    }

    /** As {@link #find}, and nobody else changes it until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> lockIfThere(TenantId tenant, UserId user) {
        return jdbc.sql(SELECT + "where a.tenant_id = ? and a.id = ? for update of a")
                .params(tenant.value(), user.value())
                .query(UserRows::account)
                .optional();
    }

    /** Everybody of a tenant, by sign-in name. */
    public List<Account> all(TenantId tenant) {
        return jdbc.sql(SELECT + "where a.tenant_id = ? order by coalesce(c.user_name, m.address), a.id")
                .param(tenant.value())
                .query(UserRows::account)
                .list();
    }

    /** Who has that mailbox, in whatever tenant. */
    @AcrossTenants("a sign-in knows the mailbox before it knows the tenant")
    public List<User> byMailbox(String directoryId, String objectId) {
        return users("where m.directory_id = ? and m.object_id = ?", directoryId, objectId);
    }

    /** Who is that Salesforce user, connected or not, in whatever tenant. */
    @AcrossTenants("a sign-in knows the Salesforce user before it knows the tenant")
    public Optional<User> byCrm(String orgId, String crmUserId) {
        return users("where c.org_id = ? and c.crm_user_id = ?", orgId, crmUserId).stream()
                .findFirst();
    }

    /** All users in a state, in all tenants. */
    @AcrossTenants("background work goes over all tenants")
    public List<User> inState(UserState state) {
        return users("where a.state = ? order by a.id", state.name());
    }

    /** Users of a tenant that have a mailbox. */
    public List<User> withMailbox(TenantId tenant) {
        return users("where a.tenant_id = ? and m.object_id is not null order by a.id", tenant.value());
    }

    /** Another directory that colleagues of the tenant work in, if there is one. */
    public Optional<String> directoryOfOthers(TenantId tenant, UserId user) {
        return jdbc.sql("select directory_id from mailbox_connection where tenant_id = ? and user_id <> ? limit 1")
                .params(tenant.value(), user.value())
                .query(String.class)
                .optional();
    }

    /** A new user, nothing connected. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(TenantId tenant, UserId user, Instant now) {
        jdbc.sql("""
                insert into account (tenant_id, id, state, state_since, created_at)
                values (?, ?, 'REGISTERED', ?, ?)
                """).params(tenant.value(), user.value(), time(now), time(now)).update();
    }

    /** Writes the standing; {@code since} and the incident change only with the state. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(TenantId tenant, UserId user, Standing standing, Instant since, boolean newIncident) {
        jdbc.sql("""
                update account set state = ?, state_since = ?, paused = ?, disabled = ?, retired = ?, mailbox_suspension = ?,
                       crm_suspension = ?, other_suspension = ?, mailbox_rejections = ?, failures = ?,
                       incident = incident + ?
                 where tenant_id = ? and id = ?
                """)
                .param(standing.state().name())
                .param(time(since))
                .param(standing.paused())
                .param(standing.disabled())
                .param(standing.retired())
                .param(text(standing.mailboxSuspension()))
                .param(text(standing.crmSuspension()))
                .param(text(standing.otherSuspension()))
                .param(standing.mailboxRejections())
                .param(standing.failures())
                .param(newIncident ? 1 : 0)
                .param(tenant.value())
                .param(user.value())
                .update();
    }

    /** Gives a role. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void role(TenantId tenant, UserId user, Role role) {
        jdbc.sql("update account set role = ? where tenant_id = ? and id = ?")
                .params(role.name(), tenant.value(), user.value())
                .update();
    }

    /** Writes the mailbox, unless somebody else has it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean claimMailbox(TenantId tenant, UserId user, MailboxConnection mailbox, Instant now) {
        removeMailbox(tenant, user);
        return jdbc.sql("""
                insert into mailbox_connection (tenant_id, user_id, directory_id, object_id, address, access, connected_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (directory_id, object_id) do nothing
                """)
                        .params(
                                tenant.value(),
                                user.value(),
                                mailbox.entraTenantId(),
                                mailbox.objectId(),
                                mailbox.address(),
                                mailbox.access().name(),
                                time(now))
                        .update()
                == 1;
    }

    /** The mailbox is nobody's afterwards. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void removeMailbox(TenantId tenant, UserId user) {
        jdbc.sql("delete from mailbox_connection where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .update();
    }

    /** Writes the Salesforce user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void crm(TenantId tenant, UserId user, CrmConnection crm, Instant now) {
        jdbc.sql("""
                insert into crm_connection (tenant_id, user_id, org_id, crm_user_id, user_name, login_url, instance_url,
                       access, connected, connected_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, true, ?)
                on conflict (tenant_id, user_id) do update set user_name = excluded.user_name,
                   login_url = excluded.login_url, instance_url = excluded.instance_url, access = excluded.access,
                   connected = true, connected_at = excluded.connected_at
                """)
                .params(
                        tenant.value(),
                        user.value(),
                        crm.orgId(),
                        crm.userId(),
                        crm.userName(),
                        crm.loginUrl().toString(),
                        crm.instanceUrl().toString(),
                        crm.access().name(),
                        time(now))
                .update();
    }

    /** The Salesforce user stays known, but is not connected. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void disconnectCrm(TenantId tenant, UserId user) {
        jdbc.sql("update crm_connection set connected = false where tenant_id = ? and user_id = ?")
                .params(tenant.value(), user.value())
                .update();
    }

    /** Overwrites the instance of a Salesforce user. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void instance(TenantId tenant, UserId user, URI instanceUrl) {
        jdbc.sql("update crm_connection set instance_url = ? where tenant_id = ? and user_id = ?")
                .params(instanceUrl.toString(), tenant.value(), user.value())
                .update();
    }

    /** How often the user was suspended so far. */
    public int incident(TenantId tenant, UserId user) {
        return jdbc.sql("select incident from account where tenant_id = ? and id = ?")
                .params(tenant.value(), user.value())
                .query(Integer.class)
                .single();
    }

    private List<User> users(String where, Object... parameters) {
        return jdbc.sql(SELECT + where).params(parameters).query(UserRows::account).list().stream()
                .map(Account::user)
                .toList();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        Optional<MailboxConnection> mailbox = mailbox(row);
        Optional<CrmConnection> crm = crm(row);
        User user = new User(
                new UserId(row.getObject("id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                UserState.valueOf(row.getString("state")),
                mailbox,
                crm);
        String name = row.getString("user_name");
        return new Account(
                user,
                name == null ? mailbox.map(MailboxConnection::address).orElse("") : name,
                Role.valueOf(row.getString("role")),
                standing(row, mailbox.isPresent(), crm.isPresent()),
                row.getObject("state_since", OffsetDateTime.class).toInstant());
    }

    private static Standing standing(ResultSet row, boolean mailbox, boolean crm) throws SQLException {
        return new Standing(
                mailbox,
                crm,
                row.getBoolean("paused"),
                row.getBoolean("disabled"),
                row.getBoolean("retired"),
                suspension(row.getString("mailbox_suspension")),
                suspension(row.getString("crm_suspension")),
                suspension(row.getString("other_suspension")),
                row.getInt("mailbox_rejections"),
                row.getInt("failures"));
    }

    private static Optional<MailboxConnection> mailbox(ResultSet row) throws SQLException {
        return row.getString("object_id") == null
                ? Optional.empty()
                : Optional.of(new MailboxConnection(
                        row.getString("directory_id"),
                        row.getString("object_id"),
                        row.getString("address"),
                        Access.valueOf(row.getString("mailbox_access"))));
    }

    private static Optional<CrmConnection> crm(ResultSet row) throws SQLException {
        return row.getString("org_id") == null || !row.getBoolean("connected")
                ? Optional.empty()
                : Optional.of(new CrmConnection(
                        row.getString("org_id"),
                        row.getString("crm_user_id"),
                        row.getString("user_name"),
                        URI.create(row.getString("login_url")),
                        URI.create(row.getString("instance_url")),
                        Access.valueOf(row.getString("crm_access"))));
    }

    private static @Nullable Suspension suspension(@Nullable String text) {
        return text == null ? null : Suspension.parse(text);
    }

    private static @Nullable String text(@Nullable Suspension suspension) {
        return suspension == null ? null : suspension.text();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
