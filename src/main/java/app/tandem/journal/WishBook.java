package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Persons' wishes. A person writes without a lease; what a cycle notes carries
 * its {@link Lease}, and counts only for the revision of the wish that it worked on. Ids, codes and times; no content.
 */
@Repository
public class WishBook {

    private static final String COLUMNS =
            "item_id, revision, kind, asked, chosen, people, business, files, thread, duplicates, wording,"
                    + " message_key, state, rule, code, fields, since, attempts, retry_at";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    WishBook(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes a wish, in place of any earlier one for the item; due at once. */
    @Transactional
    public void ask(TenantId tenant, UserId user, ItemId item, WishEntry.Kind kind, SaveWish wish) {
        java.sql.Timestamp now = Leases.at(clock.instant());
        String @Nullable [] files = wish.files()
                .map(some -> some.stream().map(AttachmentId::value).toArray(String[]::new))
                .orElse(null);
        jdbc.sql("""
                        insert into wish (tenant_id, user_id, item_id, revision, kind, asked, chosen, people, business,
                          files, thread, duplicates, wording, state, since, retry_at)
                        values (?, ?, ?, nextval('wish_revision'), ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?)
                        on conflict (user_id, item_id) do update set revision = excluded.revision, kind = excluded.kind,
                          asked = excluded.asked, chosen = excluded.chosen, people = excluded.people, business = excluded.business,
                          files = excluded.files, thread = excluded.thread, duplicates = excluded.duplicates,
                          wording = excluded.wording, state = 'OPEN', rule = null, code = null, fields = '{}', since = excluded.since,
                          attempts = 0, retry_at = excluded.retry_at
                        where wish.tenant_id = excluded.tenant_id""")
                .params(
                        tenant.value(),
                        user.value(),
                        item.value(),
                        kind.name(),
                        now,
                        wish.chosen(),
                        refs(wish.people()),
                        refs(wish.business()))
                .param(files)
                .params(wish.thread(), wish.duplicates())
                .param(wish.wording().orElse(null))
                .params(now, now)
                .update();
    }

    /** Notes that what is saved of an item is to be taken back; what was chosen for it stays known. Due at once. */
    @Transactional
    public void undo(TenantId tenant, UserId user, ItemId item) {
        java.sql.Timestamp now = Leases.at(clock.instant());
        jdbc.sql("""
                        insert into wish (tenant_id, user_id, item_id, revision, kind, asked, thread, duplicates, state,
                          since, retry_at)
                        values (?, ?, ?, nextval('wish_revision'), 'UNDO', ?, false, true, 'OPEN', ?, ?)
                        on conflict (user_id, item_id) do update set revision = excluded.revision,
                          kind = case wish.kind when 'UNDO' then 'UNDO' else 'UNDO_WISH' end,
                          asked = excluded.asked, state = 'OPEN', rule = null, code = null, fields = '{}',
                          since = excluded.since, attempts = 0, retry_at = excluded.retry_at
                        where wish.tenant_id = excluded.tenant_id""")
                .params(tenant.value(), user.value(), item.value(), now, now, now)
                .update();
    }

    /** The wish for an item, met ones included. */
    public Optional<WishEntry> find(TenantId tenant, UserId user, ItemId item) {
        return jdbc.sql("select " + COLUMNS + " from wish where user_id = ? and tenant_id = ? and item_id = ?")
                .params(user.value(), tenant.value(), item.value())
                .query(WishBook::wish)
                .optional();
    }

    /** The wishes that are not met yet, and those whose wording is still to be taken off its message; in the order of asking. */
    public List<WishEntry> open(TenantId tenant, UserId user) {
        return jdbc.sql("select " + COLUMNS + """
                         from wish where user_id = ? and tenant_id = ? and (retry_at is not null or wording is not null)
                        order by revision""")
                .params(user.value(), tenant.value())
                .query(WishBook::wish)
                .list();
    }

    /** Keeps what became of wishes, unless the person changed his mind meanwhile. */
    @Transactional
    public void note(Lease lease, Collection<WishEntry> wishes) {
        Leases.hold(jdbc, lease);
        for (WishEntry wish : wishes) {
            Reason why = wish.reason();
            jdbc.sql("""
                            update wish set state = ?, rule = ?, code = ?, fields = ?, since = ?, attempts = ?,
                              retry_at = ?, message_key = ?
                            where user_id = ? and tenant_id = ? and item_id = ? and revision = ?""")
                    .param(wish.state().name())
                    .param(why == null ? null : why.rule())
                    .param(why == null ? null : why.code())
                    .params(
                            Journal.texts(why == null ? List.of() : why.fields()),
                            Leases.at(wish.since()),
                            wish.attempts())
                    .param(wish.retryAt() == null ? null : Leases.at(wish.retryAt()))
                    .param(wish.messageKey())
                    .params(
                            lease.user().value(),
                            lease.tenant().value(),
                            wish.item().value(),
                            wish.revision())
                    .update();
        }
    }

    /** Moves a wish from a draft to its sent copy, whose id is another one. */
    @Transactional
    public void moved(Lease lease, WishEntry wish, ItemId to) {
        Leases.hold(jdbc, lease);
        jdbc.sql("""
                        update wish set item_id = ? where user_id = ? and tenant_id = ? and item_id = ? and revision = ?
                        and not exists (select 1 from wish other where other.user_id = wish.user_id and other.item_id = ?)""")
                .params(
                        to.value(),
                        lease.user().value(),
                        lease.tenant().value(),
                        wish.item().value(),
                        wish.revision(),
                        to.value())
                .update();
    }

    /** The wording of a wish that has ended is not on its message any more, unless the person changed his mind meanwhile. */
    @Transactional
    public void unworded(Lease lease, WishEntry wish) {
        Leases.hold(jdbc, lease);
        jdbc.sql("""
                        update wish set wording = null where user_id = ? and tenant_id = ? and item_id = ? and revision = ?
                        and retry_at is null""")
                .params(
                        lease.user().value(),
                        lease.tenant().value(),
                        wish.item().value(),
                        wish.revision())
                .update();
    }

    /** Forgets a wish whose item was never sent, unless the person changed his mind meanwhile. */
    @Transactional
    public void forget(Lease lease, WishEntry wish) {
        Leases.hold(jdbc, lease);
        jdbc.sql("delete from wish where user_id = ? and tenant_id = ? and item_id = ? and revision = ?")
                .params(
                        lease.user().value(),
                        lease.tenant().value(),
                        wish.item().value(),
                        wish.revision())
                .update();
    }

    /** Forgets what was met for messages that left the mailbox, unless it is being undone. */
    @Transactional
    public void left(Lease lease, Collection<ItemId> items) {
        Leases.hold(jdbc, lease);
        String[] ids = Journal.texts(items.stream().map(ItemId::value).toList());
        for (String table : List.of("wish own where state = 'MET' and ", "mail_copy own where ")) {
            jdbc.sql("delete from " + table + """
                            own.user_id = ? and own.tenant_id = ? and own.item_id = any(?)
                            and not exists (select from mail_entry entry where entry.user_id = own.user_id
                              and entry.item_id = own.item_id and entry.stage = 'UNDOING')""")
                    .params(lease.user().value(), lease.tenant().value(), ids)
                    .update();
        }
    }

    /** Forgets the wish for an item; what was saved stays saved. Answers whether there was one to forget. */
    @Transactional
    public boolean withdraw(TenantId tenant, UserId user, ItemId item) {
        return jdbc.sql("delete from wish where user_id = ? and tenant_id = ? and item_id = ? and state <> 'MET'")
                        .params(user.value(), tenant.value(), item.value())
                        .update()
                > 0;
    }

    static String[] refs(Collection<RecordRef> records) {
        return records.stream().map(Journal::text).toArray(String[]::new);
    }

    private static WishEntry wish(ResultSet row, int number) throws SQLException {
        Array files = row.getArray("files");
        Optional<List<AttachmentId>> chosen = files == null
                ? Optional.empty()
                : Optional.of(
                        Journal.list(files).stream().map(AttachmentId::new).toList());
        WishEntry.State state = WishEntry.State.valueOf(row.getString("state"));
        return new WishEntry(
                new ItemId(row.getString("item_id")),
                row.getLong("revision"),
                WishEntry.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("asked").toInstant(),
                new SaveWish(
                        row.getBoolean("chosen"),
                        refs(row.getArray("people")),
                        refs(row.getArray("business")),
                        chosen,
                        row.getBoolean("thread"),
                        row.getBoolean("duplicates"),
                        Optional.ofNullable(row.getString("wording"))),
                row.getString("message_key"),
                state,
                reason(row, state),
                row.getTimestamp("since").toInstant(),
                row.getInt("attempts"),
                Leases.instant(row.getTimestamp("retry_at")));
    }

    private static @Nullable Reason reason(ResultSet row, WishEntry.State state) throws SQLException {
        String rule = row.getString("rule");
        Reason.State as = state == WishEntry.State.REFUSED ? Reason.State.REFUSED : Reason.State.WAITS;
        return rule == null ? null : new Reason(as, rule, row.getString("code"), Journal.list(row.getArray("fields")));
    }

    static List<RecordRef> refs(Array array) throws SQLException {
        return Journal.list(array).stream().map(Journal::record).toList();
    }
}
