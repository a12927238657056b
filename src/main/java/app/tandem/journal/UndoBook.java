package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is being taken back out of the CRM (pane U-188): the intents, and what they leave. Every write carries its
 * {@link Lease}. Ids, codes and times; no content.
 */
@Repository
public class UndoBook {

    /** Longer than a colleague's cycle can hold on to what it read. */
    private static final Duration KEPT = Duration.ofDays(7);

    /**
     * Whose a saved message is.
     *
     * @param own written for this user by the sync or by his own wish
     * @param shared colleagues rely on its record
     */
    public record Standing(boolean own, boolean shared) {}

    private final JdbcClient jdbc;
    private final Journal journal;
    private final ClaimBook claims;
    private final InstantSource clock;

    UndoBook(JdbcClient jdbc, Journal journal, ClaimBook claims, InstantSource clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.claims = claims;
        this.clock = clock;
    }

    /** Whose the record of a message is, as far as the journal knows. */
    @Transactional(readOnly = true)
    public Standing standing(TenantId tenant, UserId user, String messageKey, RecordRef record) {
        return jdbc.sql("""
                        select exists (select from mail_entry where tenant_id = ? and message_key = ? and records[1] = ?
                            and user_id = ? and rule = 'sync E-49')
                          and not exists (select from message_claim where tenant_id = ? and message_key = ?
                            and record = ? and user_id <> ?),
                          exists (select from mail_entry where tenant_id = ? and message_key = ? and records[1] = ?
                            and user_id <> ?)""")
                .params(tenant.value(), messageKey, Journal.text(record), user.value())
                .params(tenant.value(), messageKey, Journal.text(record), user.value())
                .params(tenant.value(), messageKey, Journal.text(record), user.value())
                .query((row, n) -> new Standing(row.getBoolean(1), row.getBoolean(2)))
                .single();
    }

    /** The user's entries of a message that are saved in this record. */
    @Transactional(readOnly = true)
    public List<MailEntry> savedIn(TenantId tenant, UserId user, String messageKey, RecordRef record) {
        return jdbc.sql("select " + Journal.ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and message_key = ? and records[1] = ?
                        order by since, item_id""")
                .params(user.value(), tenant.value(), messageKey, Journal.text(record))
                .query(Journal::entry)
                .list();
    }

    /** Whether some user of the tenant is taking back what he saved of this message. */
    @Transactional(readOnly = true)
    public boolean isUnderWay(TenantId tenant, String messageKey) {
        return jdbc.sql("""
                        select exists (select from mail_entry
                          where tenant_id = ? and message_key = ? and stage = 'UNDOING')""")
                .params(tenant.value(), messageKey)
                .query(Boolean.class)
                .single();
    }

    /** What the user takes back and is due. */
    @Transactional(readOnly = true)
    public List<MailEntry> due(TenantId tenant, UserId user) {
        return jdbc.sql("select " + Journal.ENTRY_COLUMNS + """
                         from mail_entry where user_id = ? and tenant_id = ? and stage = 'UNDOING' and retry_at <= ?
                        order by since, item_id""")
                .params(user.value(), tenant.value(), Leases.at(clock.instant()))
                .query(Journal::entry)
                .list();
    }

    /** The intent: from here on these records may be gone. Nobody else adopts them for good. */
    @Transactional
    public void begin(Lease lease, Collection<MailEntry> entries, Collection<RecordRef> records) {
        journal.save(
                lease,
                entries.stream()
                        .map(entry -> entry.at(MailEntry.Stage.UNDOING).retry(clock.instant()))
                        .toList());
        java.sql.Timestamp now = Leases.at(clock.instant());
        for (RecordRef record : records) {
            jdbc.sql("""
                            insert into undone (tenant_id, record, user_id, since) values (?, ?, ?, ?)
                            on conflict (tenant_id, record) do update set since = excluded.since""")
                    .params(
                            lease.tenant().value(),
                            Journal.text(record),
                            lease.user().value(),
                            now)
                    .update();
        }
        jdbc.sql("delete from undone where tenant_id = ? and since < ?")
                .params(lease.tenant().value(), Leases.at(clock.instant().minus(KEPT)))
                .update();
    }

    /** What could not be taken back stays: the entries as given, and these records are no longer on their way out. */
    @Transactional
    public void abandon(Lease lease, Collection<MailEntry> entries, Collection<RecordRef> kept) {
        journal.save(lease, entries);
        jdbc.sql("delete from undone where tenant_id = ? and record = any(?)")
                .params(lease.tenant().value(), texts(kept))
                .update();
    }

    /** These further activities are gone. */
    @Transactional
    public void forgetCopies(Lease lease, Collection<ItemId> items, Collection<RecordRef> gone) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from mail_copy where user_id = ? and tenant_id = ? and item_id = any(?) and record = any(?)")
                .params(lease.user().value(), lease.tenant().value(), ids(items), texts(gone))
                .update();
    }

    /** Further activities that surely were not written. */
    @Transactional
    public void forgetUnwritten(Lease lease, Collection<ItemId> items) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from mail_copy where user_id = ? and tenant_id = ? and item_id = any(?) and record is null")
                .params(lease.user().value(), lease.tenant().value(), ids(items))
                .update();
    }

    /** All is taken back: the entries are tombstones, and their message is nobody's any more. */
    @Transactional
    public void finish(Lease lease, String orgId, Collection<MailEntry> tombstones, String messageKey) {
        journal.save(lease, tombstones);
        String[] items = ids(tombstones.stream().map(MailEntry::item).toList());
        for (String table : List.of("attachment_entry where ", "mail_copy where ", "wish where state = 'MET' and ")) {
            jdbc.sql("delete from " + table + "user_id = ? and tenant_id = ? and item_id = any(?)")
                    .params(lease.user().value(), lease.tenant().value(), items)
                    .update();
        }
        claims.disown(lease, orgId, List.of(messageKey));
    }

    /**
     * Whoever adopted a record that its saver was just taking back has nothing: his entries and met wishes are due again.
     * A glance where there is nothing to mend.
     */
    @Transactional
    public void mend(Lease lease) {
        Leases.hold(jdbc, lease);
        java.sql.Timestamp now = Leases.at(clock.instant());
        List<String> items = jdbc.sql("""
                        update mail_entry set stage = 'IDLE', state = 'WAITS', rule = 'sync E-1', code = 'UNDONE',
                          since = ?, records = '{}', people = '{}', marked = false, attempts = 0, retry_at = ?
                        where user_id = ? and tenant_id = ? and stage <> 'UNDOING'
                        and records[1] in (select record from undone where tenant_id = ?)
                        returning item_id""")
                .params(
                        now,
                        now,
                        lease.user().value(),
                        lease.tenant().value(),
                        lease.tenant().value())
                .query((row, n) -> row.getString(1))
                .list();
        if (items.isEmpty()) {
            return;
        }
        String[] ids = Journal.texts(items);
        jdbc.sql("update wish set state = 'OPEN', retry_at = ? where user_id = ? and tenant_id = ? and item_id = any(?)"
                        + " and state = 'MET'")
                .params(now, lease.user().value(), lease.tenant().value(), ids)
                .update();
        jdbc.sql("delete from attachment_entry where user_id = ? and tenant_id = ? and item_id = any(?)")
                .params(lease.user().value(), lease.tenant().value(), ids)
                .update();
        jdbc.sql("""
                        delete from message_claim where tenant_id = ?
                        and record in (select record from undone where tenant_id = ?)""").params(lease.tenant().value(), lease.tenant().value()).update();
    }

    private static String[] ids(Collection<ItemId> items) {
        return Journal.texts(items.stream().map(ItemId::value).toList());
    }

    private static String[] texts(Collection<RecordRef> records) {
        return Journal.texts(records.stream().map(Journal::text).toList());
    }
}
