package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The further activities that persons' wishes have made of messages. Written under a {@link Lease}; ids and times, no content. */
@Repository
public class CopyBook {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final InstantSource clock;

    CopyBook(JdbcClient jdbc, JdbcTemplate batches, InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** The further activities of these items of a user. */
    @Transactional(readOnly = true)
    public List<MailCopy> copies(TenantId tenant, UserId user, Collection<ItemId> items) {
        return jdbc.sql("""
                        select item_id, attempt_key, message_key, people, business, record from mail_copy
                        where user_id = ? and tenant_id = ? and item_id = any(?) order by since, attempt_key""")
                .params(
                        user.value(),
                        tenant.value(),
                        Journal.texts(items.stream().map(ItemId::value).toList()))
                .query(CopyBook::copy)
                .list();
    }

    /**
     * The activities that any user of the tenant has written for a message and is not taking back, as far as their links are
     * known.
     */
    @Transactional(readOnly = true)
    public List<MailCopy> written(TenantId tenant, String messageKey) {
        return jdbc.sql("""
                        select item_id, attempt_key, message_key, people, business, record from mail_copy copy
                        where tenant_id = ? and message_key = ? and record is not null
                          and not exists (select from mail_entry entry where entry.user_id = copy.user_id
                            and entry.item_id = copy.item_id and entry.stage = 'UNDOING')
                        union all
                        select item_id, '', message_key, people, records[2], records[1] from mail_entry
                        where tenant_id = ? and message_key = ? and not tombstone and stage <> 'UNDOING'
                          and cardinality(records) > 0 and (cardinality(records) > 1 or cardinality(people) > 0)""")
                .params(tenant.value(), messageKey, tenant.value(), messageKey)
                .query(CopyBook::copy)
                .list();
    }

    /** The files that any user of the tenant has stored of these messages, by message. */
    @Transactional(readOnly = true)
    public Map<String, Set<String>> files(TenantId tenant, Collection<String> messageKeys) {
        Map<String, Set<String>> files = new HashMap<>();
        jdbc.sql("""
                        select entry.message_key, file.record_id from mail_entry entry
                        join attachment_entry file on file.user_id = entry.user_id and file.item_id = entry.item_id
                        where entry.tenant_id = ? and entry.message_key = any(?) and file.record_id is not null
                        and file.rule <> ?""")
                .params(tenant.value(), Journal.texts(messageKeys), AttachmentEntry.SHOWN)
                .query(row -> {
                    files.computeIfAbsent(row.getString(1), key -> new TreeSet<>())
                            .add(row.getString(2));
                });
        return files;
    }

    /** Those of these attempts that some user of the tenant has begun. */
    @Transactional(readOnly = true)
    public Set<String> begun(TenantId tenant, Collection<String> attemptKeys) {
        return Set.copyOf(
                jdbc.sql("select distinct attempt_key from mail_copy where tenant_id = ? and attempt_key = any(?)")
                        .params(tenant.value(), Journal.texts(attemptKeys))
                        .query(String.class)
                        .list());
    }

    /** Writes further activities, intended or written. */
    @Transactional
    public void save(Lease lease, Collection<MailCopy> copies) {
        Leases.hold(jdbc, lease);
        java.sql.Timestamp now = Leases.at(clock.instant());
        batches.batchUpdate(
                """
                insert into mail_copy (tenant_id, user_id, item_id, attempt_key, message_key, people, business, record, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (user_id, item_id, attempt_key) do update set record = excluded.record,
                  people = excluded.people, business = excluded.business""",
                copies.stream()
                        .map(copy -> new @Nullable Object[] {
                            lease.tenant().value(),
                            lease.user().value(),
                            copy.item().value(),
                            copy.attemptKey(),
                            copy.messageKey(),
                            WishBook.refs(copy.people()),
                            copy.business() == null ? null : Journal.text(copy.business()),
                            copy.record() == null ? null : Journal.text(copy.record()),
                            now
                        })
                        .toList());
    }

    private static MailCopy copy(ResultSet row, int number) throws SQLException {
        String business = row.getString("business");
        String record = row.getString("record");
        return new MailCopy(
                new ItemId(row.getString("item_id")),
                row.getString("attempt_key"),
                row.getString("message_key"),
                WishBook.refs(row.getArray("people")),
                business == null ? null : Journal.record(business),
                record == null ? null : Journal.record(record));
    }
}
