package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.RecordRef;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who of an org saves a message, or has saved it: of colleagues with copies of one message one saves it, one stores its files, and
 * the others adopt the record (sync D-1, D-5, A-7). Every write carries the {@link Lease}. Hashes, ids and times; no content.
 */
@Repository
public class ClaimBook {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final InstantSource clock;

    ClaimBook(JdbcClient jdbc, JdbcTemplate batches, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Takes the messages nobody has claimed in the org, those claimed by the same user, and those whose claim lies idle
     * since before the given time; answers the claims as they are now.
     */
    @Transactional
    public Map<String, Claim> claim(Lease lease, String orgId, Collection<String> messageKeys, Instant idleSince) {
        Leases.hold(jdbc, lease);
        Timestamp now = Leases.at(clock.instant());
        Set<String> before = claims(lease.tenant(), orgId, messageKeys).keySet();
        batches.batchUpdate(
                """
                insert into message_claim (tenant_id, org_id, message_key, user_id, claimed_at) values (?, ?, ?, ?, ?)
                on conflict (tenant_id, org_id, message_key) do update
                  set user_id = excluded.user_id, claimed_at = excluded.claimed_at
                where message_claim.record is null
                  and (message_claim.user_id = excluded.user_id or message_claim.claimed_at < ?)""",
                messageKeys.stream()
                        .sorted()
                        .map(key -> new Object[] {
                            lease.tenant().value(), orgId, key, lease.user().value(), now, Leases.at(idleSince)
                        })
                        .toList());
        Map<String, Claim> claims = claims(lease.tenant(), orgId, messageKeys);
        claims.replaceAll((key, claim) ->
                new Claim(key, claim.user(), claim.since(), claim.record(), before.contains(key), claim.filed()));
        return claims;
    }

    /** The claims on these messages in the org. */
    @Transactional(readOnly = true)
    public Map<String, Claim> claims(TenantId tenant, String orgId, Collection<String> messageKeys) {
        Map<String, Claim> claims = new HashMap<>();
        jdbc.sql("""
                        select message_key, user_id, claimed_at, record, filed from message_claim
                        where tenant_id = ? and org_id = ? and message_key = any(?)""")
                .params(tenant.value(), orgId, Journal.texts(messageKeys))
                .query((row, n) -> new Claim(
                        row.getString(1),
                        new UserId(row.getObject(2, UUID.class)),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4) == null ? null : Journal.record(row.getString(4)),
                        true,
                        row.getBoolean(5)))
                .list()
                .forEach(claim -> claims.put(claim.messageKey(), claim));
        return claims;
    }

    /** The users who saved a message into their orgs. */
    @Transactional(readOnly = true)
    public List<UserId> savers(TenantId tenant, String messageKey) {
        return jdbc.sql("""
                        select user_id from message_claim
                        where tenant_id = ? and message_key = ? and record is not null order by claimed_at""")
                .params(tenant.value(), messageKey)
                .query((row, n) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Notes the records of claimed messages; whoever claimed them, the record counts. */
    @Transactional
    public void claimed(Lease lease, String orgId, Map<String, RecordRef> records) {
        Leases.hold(jdbc, lease);
        batches.batchUpdate(
                """
                insert into message_claim (tenant_id, org_id, message_key, user_id, claimed_at, record)
                values (?, ?, ?, ?, ?, ?)
                on conflict (tenant_id, org_id, message_key) do update set record = excluded.record,
                  filed = message_claim.filed and message_claim.record = excluded.record""",
                records.entrySet().stream()
                        .map(entry -> new Object[] {
                            lease.tenant().value(),
                            orgId,
                            entry.getKey(),
                            lease.user().value(),
                            Leases.at(clock.instant()),
                            Journal.text(entry.getValue())
                        })
                        .toList());
    }

    /**
     * Takes the filing of these messages, unless it is done or a colleague began it after the given time; answers those that
     * are the user's to file now.
     */
    @Transactional
    public Set<String> takeFiling(Lease lease, String orgId, Collection<String> messageKeys, Instant idleSince) {
        Leases.hold(jdbc, lease);
        return Set.copyOf(jdbc.sql("""
                        update message_claim set filer = ?, filing_at = ?
                        where tenant_id = ? and org_id = ? and message_key = any(?) and not filed
                        and (filer is null or filer = ? or filing_at < ?) returning message_key""")
                .params(
                        lease.user().value(),
                        Leases.at(clock.instant()),
                        lease.tenant().value(),
                        orgId,
                        Journal.texts(messageKeys),
                        lease.user().value(),
                        Leases.at(idleSince))
                .query(String.class)
                .list());
    }

    /** Notes that whatever can be stored of the files of these messages is stored. */
    @Transactional
    public void filed(Lease lease, String orgId, Collection<String> messageKeys) {
        Leases.hold(jdbc, lease);
        jdbc.sql("update message_claim set filed = true where tenant_id = ? and org_id = ? and message_key = any(?)")
                .params(lease.tenant().value(), orgId, Journal.texts(messageKeys))
                .update();
    }

    /** Gives own claims up, unless a record came of them: surely nothing was written. */
    @Transactional
    public void release(Lease lease, String orgId, Collection<String> messageKeys) {
        Leases.hold(jdbc, lease);
        jdbc.sql("""
                        delete from message_claim where tenant_id = ? and org_id = ? and message_key = any(?)
                        and record is null and user_id = ?""")
                .params(
                        lease.tenant().value(),
                        orgId,
                        Journal.texts(messageKeys),
                        lease.user().value())
                .update();
    }

    /** The record of a claim is gone from the CRM: the message may be claimed anew. */
    @Transactional
    public void disown(Lease lease, String orgId, Collection<String> messageKeys) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from message_claim where tenant_id = ? and org_id = ? and message_key = any(?)")
                .params(lease.tenant().value(), orgId, Journal.texts(messageKeys))
                .update();
    }
}
