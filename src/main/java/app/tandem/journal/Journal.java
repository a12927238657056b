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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public List<MailEntry> due(TenantId tenant, UserId user, int limit) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and retry_at <= ?
                        order by retry_at, item_id limit ?""")
                .params(user.value(), tenant.value(), at(clock.instant()), limit)
                .query(Journal::entry)
                .list();
    }

    /** Messages of these conversations that are saved (sync M-11, U-8). */
    public List<MailEntry> savedIn(TenantId tenant, UserId user, Collection<String> conversations) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and conversation = any(?)
                        and cardinality(records) > 0""")
                .params(user.value(), tenant.value(), texts(conversations))
                .query(Journal::entry)
                .list();
    }

    /** Messages that somebody asked to save and that wait or were refused, newest first. */
    public List<MailEntry> unsettled(TenantId tenant, UserId user, int most) {
        return jdbc.sql("select " + ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and state in ('WAITS', 'REFUSED')
                        and not tombstone order by since desc, item_id limit ?""")
                .params(user.value(), tenant.value(), most)
                .query(Journal::entry)
                .list();
    }

    /** How many messages of a user are at a stage where something is still to be done. */
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

    /** How far the folders are settled; one without its first page is missing. */
    public Map<MailFolder, String> cursors(TenantId tenant, UserId user) {
        Map<MailFolder, String> cursors = new EnumMap<>(MailFolder.class);
        jdbc.sql("select folder, position from folder_cursor where user_id = ? and tenant_id = ?")
                .params(user.value(), tenant.value())
                .query((row, n) -> cursors.put(MailFolder.valueOf(row.getString(1)), row.getString(2)))
                .list();
        return cursors;
    }

    /** Moves the cursors: every intent of the pages behind them is settled, or waits in its entry. */
    @Transactional
    public void acknowledge(Lease lease, Map<MailFolder, String> cursors) {
        fence(lease);
        jdbc.sql("""
                        insert into folder_cursor (tenant_id, user_id, folder, position, since)
                        select ?, ?, folder, position, ? from unnest(?, ?) as reached (folder, position)
                        on conflict (user_id, folder) do update set position = excluded.position
                        where folder_cursor.tenant_id = excluded.tenant_id""")
                .params(
                        lease.tenant().value(),
                        lease.user().value(),
                        at(clock.instant()),
                        texts(cursors.keySet().stream().map(Enum::name).toList()),
                        texts(cursors.values()))
                .update();
    }

    /** What any user of the tenant has noted that this record of a message is linked with, people first. */
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
