package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The agreed state per message, what is under way, and the reasons. Every write carries the {@link Lease} and is refused
 * with {@link StaleLeaseException} when it was taken over. Holds ids, hashes, codes and times; no content.
 */
@Repository
public class Journal {

    static final String ENTRY_COLUMNS =
            "item_id, version, message_key, conversation, happened, stage, state, rule, code,"
                    + " fields, since, records, people, marked, tombstone, attempts, retry_at";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final InstantSource clock;

    Journal(JdbcClient jdbc, JdbcTemplate batches, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** The entries of these messages; what nobody asked to save has none. */
    @Transactional(readOnly = true)
    public Map<ItemId, MailEntry> find(TenantId tenant, UserId user, Collection<ItemId> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        Map<ItemId, MailEntry> found = new HashMap<>();
        jdbc.sql("select " + ENTRY_COLUMNS
                        + " from mail_entry where user_id = ? and tenant_id = ? and item_id = any(?)")
                .params(
                        user.value(),
                        tenant.value(),
                        texts(items.stream().map(ItemId::value).toList()))
                .query(Journal::entry)
                .list()
                .forEach(entry -> found.put(entry.item(), entry));
        return found;
    }

    /** Entries whose time to be looked at again has come, the longest waiting first. */
    @Transactional(readOnly = true)
    public List<MailEntry> due(TenantId tenant, UserId user, int limit) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and retry_at <= ?
                        order by retry_at, item_id limit ?""")
                .params(user.value(), tenant.value(), at(clock.instant()), limit)
                .query(Journal::entry)
                .list();
    }

    /** Messages of these conversations that are saved (sync M-11, U-8). */
    @Transactional(readOnly = true)
    public List<MailEntry> savedIn(TenantId tenant, UserId user, Collection<String> conversations) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and conversation = any(?)
                        and cardinality(records) > 0""")
                .params(user.value(), tenant.value(), texts(conversations))
                .query(Journal::entry)
                .list();
    }

    /** When the next entry is due, if any waits. */
    @Transactional(readOnly = true)
    public Optional<Instant> nextDue(TenantId tenant, UserId user) {
        return jdbc.sql("""
                        select retry_at from mail_entry where user_id = ? and tenant_id = ? and retry_at is not null
                        order by retry_at limit 1""")
                .params(user.value(), tenant.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Messages that somebody asked to save and that wait or were refused, newest first. */
    @Transactional(readOnly = true)
    public List<MailEntry> unsettled(TenantId tenant, UserId user, int most) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and state in ('WAITS', 'REFUSED')
                        and not tombstone order by since desc, item_id limit ?""")
                .params(user.value(), tenant.value(), most)
                .query(Journal::entry)
                .list();
    }

    /** How many messages of a user are at a stage where something is still to be done. */
    @Transactional(readOnly = true)
    public int open(TenantId tenant, UserId user) {
        return jdbc.sql("""
                        select count(*) from mail_entry
                        where user_id = ? and tenant_id = ? and stage in ('INTENDED', 'CREATED', 'FILED')""")
                .params(user.value(), tenant.value())
                .query(Integer.class)
                .single();
    }

    /** Writes entries whole. */
    @Transactional
    public void save(Lease lease, Collection<MailEntry> entries) {
        fence(lease);
        batches.batchUpdate(
                "insert into mail_entry (tenant_id, user_id, " + ENTRY_COLUMNS + """
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (user_id, item_id) do update set version = excluded.version,
                  message_key = excluded.message_key, conversation = excluded.conversation,
                  happened = excluded.happened, stage = excluded.stage, state = excluded.state,
                  rule = excluded.rule, code = excluded.code, fields = excluded.fields, since = excluded.since,
                  records = excluded.records, people = excluded.people, marked = excluded.marked, tombstone = excluded.tombstone,
                  attempts = excluded.attempts, retry_at = excluded.retry_at
                where mail_entry.tenant_id = excluded.tenant_id""",
                entries.stream().map(entry -> parameters(lease, entry)).toList());
    }

    /** Forgets messages that are gone from the mailbox; saved ones keep their claim, and what is being undone is finished. */
    @Transactional
    public void forget(Lease lease, Collection<ItemId> items) {
        fence(lease);
        String[] ids = texts(items.stream().map(ItemId::value).toList());
        jdbc.sql(
                        "delete from mail_entry where user_id = ? and tenant_id = ? and item_id = any(?) and stage <> 'UNDOING'")
                .params(lease.user().value(), lease.tenant().value(), ids)
                .update();
        jdbc.sql("""
                        delete from attachment_entry files where user_id = ? and tenant_id = ? and item_id = any(?)
                        and not exists (select from mail_entry kept
                          where kept.user_id = files.user_id and kept.item_id = files.item_id)""").params(lease.user().value(), lease.tenant().value(), ids).update();
    }

    /** The attachments of these messages that were decided upon or could not be read. */
    @Transactional(readOnly = true)
    public List<AttachmentEntry> attachments(TenantId tenant, UserId user, Collection<ItemId> items) {
        return jdbc.sql("""
                        select item_id, attachment_id, state, rule, code, record_id, readings from attachment_entry
                        where user_id = ? and tenant_id = ? and item_id = any(?)""")
                .params(
                        user.value(),
                        tenant.value(),
                        texts(items.stream().map(ItemId::value).toList()))
                .query((row, n) -> new AttachmentEntry(
                        new ItemId(row.getString(1)),
                        new AttachmentId(row.getString(2)),
                        new Reason(
                                Reason.State.valueOf(row.getString(3)), row.getString(4), row.getString(5), List.of()),
                        row.getString(6),
                        row.getInt(7)))
                .list();
    }

    /** Writes what became of attachments. */
    @Transactional
    public void saveAttachments(Lease lease, Collection<AttachmentEntry> entries) {
        fence(lease);
        Timestamp now = at(clock.instant());
        batches.batchUpdate(
                """
                insert into attachment_entry (tenant_id, user_id, item_id, attachment_id, state, rule, code, record_id, readings, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (user_id, item_id, attachment_id) do update set state = excluded.state,
                  rule = excluded.rule, code = excluded.code, record_id = excluded.record_id, readings = excluded.readings,
                  since = excluded.since""",
                entries.stream()
                        .map(entry -> new @Nullable Object[] {
                            lease.tenant().value(),
                            lease.user().value(),
                            entry.item().value(),
                            entry.attachment().value(),
                            entry.reason().state().name(),
                            entry.reason().rule(),
                            entry.reason().code(),
                            entry.record(),
                            entry.readings(),
                            now
                        })
                        .toList());
    }

    /** How far a folder is settled; empty before the first page. */
    @Transactional(readOnly = true)
    public Optional<String> cursor(TenantId tenant, UserId user, MailFolder folder) {
        return jdbc.sql("select position from folder_cursor where user_id = ? and tenant_id = ? and folder = ?")
                .params(user.value(), tenant.value(), folder.name())
                .query(String.class)
                .optional();
    }

    /** Moves the cursor: every intent of the page behind it is settled, or waits in its entry. */
    @Transactional
    public void acknowledge(Lease lease, MailFolder folder, String cursor) {
        fence(lease);
        jdbc.sql("""
                        insert into folder_cursor (tenant_id, user_id, folder, position, since) values (?, ?, ?, ?, ?)
                        on conflict (user_id, folder) do update set position = excluded.position
                        where folder_cursor.tenant_id = excluded.tenant_id""")
                .params(lease.tenant().value(), lease.user().value(), folder.name(), cursor, at(clock.instant()))
                .update();
    }

    /**
     * Takes the messages nobody has claimed in the org, those claimed by the same user, and those whose claim lies idle
     * since before the given time; answers the claims as they are now.
     */
    @Transactional
    public Map<String, Claim> claim(Lease lease, String orgId, Collection<String> messageKeys, Instant idleSince) {
        fence(lease);
        Timestamp now = at(clock.instant());
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
                            lease.tenant().value(), orgId, key, lease.user().value(), now, at(idleSince)
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
                .params(tenant.value(), orgId, texts(messageKeys))
                .query((row, n) -> new Claim(
                        row.getString(1),
                        new UserId(row.getObject(2, java.util.UUID.class)),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4) == null ? null : record(row.getString(4)),
                        true,
                        row.getBoolean(5)))
                .list()
                .forEach(claim -> claims.put(claim.messageKey(), claim));
        return claims;
    }

    /** What any user of the tenant has noted that this record of a message is linked with, people first. */
    @Transactional(readOnly = true)
    public List<RecordRef> linked(TenantId tenant, String messageKey, RecordRef record) {
        return jdbc.sql("""
                        select people || records[2:] from mail_entry
                        where tenant_id = ? and message_key = ? and records[1] = ?
                        and cardinality(people || records[2:]) > 0 order by since, item_id limit 1""")
                .params(tenant.value(), messageKey, text(record))
                .query((row, n) ->
                        list(row.getArray(1)).stream().map(Journal::record).toList())
                .optional()
                .orElse(List.of());
    }

    /** The links of the newest attempt at a message whose outcome is open, people first; whichever user of the tenant made it. */
    @Transactional(readOnly = true)
    public List<RecordRef> promised(TenantId tenant, String messageKey) {
        return jdbc.sql("""
                        select people from mail_entry where tenant_id = ? and message_key = ? and stage = 'INTENDED'
                        and cardinality(people) > 0 order by since desc, item_id limit 1""")
                .params(tenant.value(), messageKey)
                .query((row, n) ->
                        list(row.getArray(1)).stream().map(Journal::record).toList())
                .optional()
                .orElse(List.of());
    }

    /** The users who saved a message into their orgs. */
    @Transactional(readOnly = true)
    public List<UserId> savers(TenantId tenant, String messageKey) {
        return jdbc.sql("""
                        select user_id from message_claim
                        where tenant_id = ? and message_key = ? and record is not null order by claimed_at""")
                .params(tenant.value(), messageKey)
                .query((row, n) -> new UserId(row.getObject(1, java.util.UUID.class)))
                .list();
    }

    /** Notes the records of claimed messages; whoever claimed them, the record counts. */
    @Transactional
    public void claimed(Lease lease, String orgId, Map<String, RecordRef> records) {
        fence(lease);
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
                            at(clock.instant()),
                            text(entry.getValue())
                        })
                        .toList());
    }

    /**
     * Takes the filing of these messages, unless it is done or a colleague began it after the given time; answers those that
     * are the user's to file now.
     */
    @Transactional
    public Set<String> takeFiling(Lease lease, String orgId, Collection<String> messageKeys, Instant idleSince) {
        fence(lease);
        return Set.copyOf(jdbc.sql("""
                        update message_claim set filer = ?, filing_at = ?
                        where tenant_id = ? and org_id = ? and message_key = any(?) and not filed
                        and (filer is null or filer = ? or filing_at < ?) returning message_key""")
                .params(
                        lease.user().value(),
                        at(clock.instant()),
                        lease.tenant().value(),
                        orgId,
                        texts(messageKeys),
                        lease.user().value(),
                        at(idleSince))
                .query(String.class)
                .list());
    }

    /** Notes that whatever can be stored of the files of these messages is stored. */
    @Transactional
    public void filed(Lease lease, String orgId, Collection<String> messageKeys) {
        fence(lease);
        jdbc.sql("update message_claim set filed = true where tenant_id = ? and org_id = ? and message_key = any(?)")
                .params(lease.tenant().value(), orgId, texts(messageKeys))
                .update();
    }

    /** Gives own claims up, unless a record came of them: surely nothing was written. */
    @Transactional
    public void release(Lease lease, String orgId, Collection<String> messageKeys) {
        fence(lease);
        jdbc.sql("""
                        delete from message_claim where tenant_id = ? and org_id = ? and message_key = any(?)
                        and record is null and user_id = ?""")
                .params(
                        lease.tenant().value(),
                        orgId,
                        texts(messageKeys),
                        lease.user().value())
                .update();
    }

    /** The record of a claim is gone from the CRM: the message may be claimed anew. */
    @Transactional
    public void disown(Lease lease, String orgId, Collection<String> messageKeys) {
        fence(lease);
        jdbc.sql("delete from message_claim where tenant_id = ? and org_id = ? and message_key = any(?)")
                .params(lease.tenant().value(), orgId, texts(messageKeys))
                .update();
    }

    private void fence(Lease lease) {
        Leases.hold(jdbc, lease);
    }

    private static @Nullable Object[] parameters(Lease lease, MailEntry entry) {
        return new @Nullable Object[] {
            lease.tenant().value(),
            lease.user().value(),
            entry.item().value(),
            entry.version(),
            entry.messageKey(),
            entry.origin().conversation(),
            entry.origin().happened() == null ? null : at(entry.origin().happened()),
            entry.stage().name(),
            entry.reason().state().name(),
            entry.reason().rule(),
            entry.reason().code(),
            texts(entry.reason().fields()),
            at(entry.since()),
            texts(entry.records().stream().map(Journal::text).toList()),
            texts(entry.people().stream().map(Journal::text).toList()),
            entry.marked(),
            entry.tombstone(),
            entry.attempts(),
            entry.retryAt() == null ? null : at(entry.retryAt())
        };
    }

    static MailEntry entry(ResultSet row, int number) throws SQLException {
        return new MailEntry(
                new ItemId(row.getString("item_id")),
                row.getString("version"),
                new MailEntry.Origin(
                        row.getString("message_key"),
                        row.getString("conversation"),
                        Leases.instant(row.getTimestamp("happened"))),
                MailEntry.Stage.valueOf(row.getString("stage")),
                new Reason(
                        Reason.State.valueOf(row.getString("state")),
                        row.getString("rule"),
                        row.getString("code"),
                        list(row.getArray("fields"))),
                row.getTimestamp("since").toInstant(),
                list(row.getArray("records")).stream().map(Journal::record).toList(),
                list(row.getArray("people")).stream().map(Journal::record).toList(),
                row.getBoolean("marked"),
                row.getBoolean("tombstone"),
                row.getInt("attempts"),
                Leases.instant(row.getTimestamp("retry_at")));
    }

    static List<String> list(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static String[] texts(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    static String text(RecordRef record) {
        return record.type() + ":" + record.id();
    }

    static RecordRef record(String text) {
        int colon = text.indexOf(':');
        return new RecordRef(text.substring(0, colon), text.substring(colon + 1));
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
