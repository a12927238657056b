package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The marked conversations, and what is linked with them. A person ends a mark without a lease; what a cycle notes carries its
 * {@link Lease}. Ids and times; no content.
 */
@Repository
public class ThreadBook {

    private static final String COLUMNS = "conversation, item_id, people, business, since";

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");

    /**
     * The conversations that are one thread: that of the asking user, those of others with the same id or with one of the
     * messages it is known by, and whatever has a saved message in common with one of these (sync H-8).
     */
    private static final String THREAD = """
            with recursive thread (user_id, conversation) as (
                select cast(:user as uuid), cast(:conversation as text) collate "C"
                union
                select user_id, conversation from marked_thread
                where tenant_id = :tenant and user_id = any(cast(:users as uuid[])) and conversation = :conversation
                union
                select user_id, conversation from mail_entry
                where tenant_id = :tenant and user_id = any(cast(:users as uuid[])) and conversation is not null
                  and (conversation = :conversation or message_key = any(:keys))
                union
                select other.user_id, other.conversation from thread
                join mail_entry own on own.user_id = thread.user_id and own.conversation = thread.conversation
                join mail_entry other on other.tenant_id = own.tenant_id and other.message_key = own.message_key
                where other.conversation is not null and other.user_id = any(cast(:users as uuid[])))
            """;

    /** What each user linked with mail of the thread, in order of time. */
    private static final String LINKED = THREAD + """
            select user_id, links from (
                select mark.user_id, mark.people || mark.business as links, mark.since, mark.item_id
                from marked_thread mark join thread using (user_id, conversation)
                union all
                select entry.user_id, entry.people || array_remove(array[entry.records[2]], null), entry.since, entry.item_id
                from mail_entry entry join thread using (user_id, conversation)
                where not entry.tombstone and cardinality(entry.records) > 0
                union all
                select copy.user_id, copy.people || array_remove(array[copy.business], null), copy.since, copy.item_id
                from mail_copy copy join mail_entry entry using (user_id, item_id)
                join thread on thread.user_id = entry.user_id and thread.conversation = entry.conversation
                where copy.record is not null) linked
            where cardinality(links) > 0 order by since, item_id, user_id""";

    private record Linked(UserId user, List<RecordRef> records) {}

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ThreadBook(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Marks a conversation, unless it is marked; its earlier messages are due to be looked for at once. */
    @Transactional
    public void mark(Lease lease, MarkedThread thread) {
        Leases.hold(jdbc, lease);
        jdbc.sql("insert into marked_thread (tenant_id, user_id, " + COLUMNS + ", look_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(
                        lease.tenant().value(),
                        lease.user().value(),
                        thread.conversation(),
                        thread.item().value(),
                        refs(thread.people()),
                        refs(thread.business()),
                        Leases.at(thread.since()),
                        Leases.at(thread.since()))
                .update();
    }

    /**
     * Notes what a message is to be linked with before the first of several activities goes out; due at once. A person's own open
     * wish for the message counts more.
     */
    @Transactional
    public void keep(Lease lease, ItemId item, SaveWish wish) {
        Leases.hold(jdbc, lease);
        java.sql.Timestamp now = Leases.at(clock.instant());
        jdbc.sql("""
                        insert into wish (tenant_id, user_id, item_id, revision, kind, asked, chosen, people, business, thread,
                          duplicates, state, since, retry_at)
                        values (?, ?, ?, nextval('wish_revision'), 'THREAD', ?, true, ?, ?, false, true, 'OPEN', ?, ?)
                        on conflict (user_id, item_id) do update set revision = excluded.revision, kind = excluded.kind,
                          asked = excluded.asked, chosen = true, people = excluded.people, business = excluded.business, files = null,
                          thread = false, duplicates = true, state = 'OPEN', rule = null, code = null, fields = '{}',
                          since = excluded.since, attempts = 0, retry_at = excluded.retry_at
                        where wish.tenant_id = excluded.tenant_id and (wish.kind = 'THREAD' or wish.state <> 'OPEN')""")
                .params(
                        lease.tenant().value(),
                        lease.user().value(),
                        item.value(),
                        now,
                        refs(wish.people()),
                        refs(wish.business()),
                        now,
                        now)
                .update();
    }

    /** Ends the mark; answers whether there was one. What was saved stays saved (sync H-9). */
    @Transactional
    public boolean unmark(TenantId tenant, UserId user, String conversation) {
        return jdbc.sql("delete from marked_thread where user_id = ? and tenant_id = ? and conversation = ?")
                        .params(user.value(), tenant.value(), conversation)
                        .update()
                > 0;
    }

    /** Those of these conversations that the user has marked. */
    public List<MarkedThread> marked(TenantId tenant, UserId user, Collection<String> conversations) {
        return conversations.isEmpty()
                ? List.of()
                : jdbc.sql("select " + COLUMNS
                                + " from marked_thread where user_id = ? and tenant_id = ? and conversation = any(?)")
                        .params(user.value(), tenant.value(), Journal.texts(conversations))
                        .query(ThreadBook::thread)
                        .list();
    }

    /** The conversations that the user has marked, the newest mark first (pane U-222). */
    public List<MarkedThread> all(TenantId tenant, UserId user, int most) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from marked_thread where user_id = ? and tenant_id = ? order by since desc, item_id limit ?")
                .params(user.value(), tenant.value(), most)
                .query(ThreadBook::thread)
                .list();
    }

    /** Whether anybody in the tenant has marked a conversation. */
    public boolean isAnyMarked(TenantId tenant) {
        return jdbc.sql("select exists (select from marked_thread where tenant_id = ?)")
                .params(tenant.value())
                .query(Boolean.class)
                .single();
    }

    /** The marked conversations whose earlier messages are to be looked for now. */
    public List<MarkedThread> toLookBack(TenantId tenant, UserId user) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from marked_thread where user_id = ? and tenant_id = ? and look_at <= ? order by look_at, item_id")
                .params(user.value(), tenant.value(), Leases.at(clock.instant()))
                .query(ThreadBook::thread)
                .list();
    }

    /** The earlier messages of these conversations are settled, or wait in their entries. */
    @Transactional
    public void lookedBack(Lease lease, Collection<String> conversations) {
        Leases.hold(jdbc, lease);
        jdbc.sql(
                        "update marked_thread set look_at = null where user_id = ? and tenant_id = ? and conversation = any(?)")
                .params(lease.user().value(), lease.tenant().value(), Journal.texts(conversations))
                .update();
    }

    /**
     * What mail of a conversation is to be linked with (sync H-5, H-7): as the user marked it while nobody else links mail of
     * the thread, else the union of what anybody linked. Empty where none of these users has marked the thread.
     *
     * @param users those whose links count: of one org
     * @param messageKeys fingerprints of messages that belong to the thread, in whosever mailbox
     */
    @Transactional(readOnly = true)
    public Optional<ThreadLinks> links(
            TenantId tenant,
            UserId user,
            Collection<UserId> users,
            String conversation,
            Collection<String> messageKeys) {
        JdbcClient.StatementSpec marks = jdbc.sql(THREAD
                + "select count(*) filter (where mark.user_id = :user) as own, count(*) as marks"
                + " from marked_thread mark join thread using (user_id, conversation)");
        int[] counted = thread(marks, tenant, user, users, conversation, messageKeys)
                .query((row, n) -> new int[] {row.getInt(1), row.getInt(2)})
                .single();
        if (counted[1] == 0) {
            return Optional.empty();
        }
        List<Linked> linked = thread(jdbc.sql(LINKED), tenant, user, users, conversation, messageKeys)
                .query((row, n) -> new Linked(
                        new UserId(row.getObject(1, UUID.class)),
                        Journal.list(row.getArray(2)).stream()
                                .map(Journal::record)
                                .toList()))
                .list();
        boolean shared = linked.stream().anyMatch(one -> !one.user().equals(user));
        return shared || counted[0] == 0
                ? Optional.of(union(linked))
                : marked(tenant, user, Set.of(conversation)).stream()
                        .findFirst()
                        .map(mark -> new ThreadLinks(mark.people(), mark.business(), false));
    }

    private static JdbcClient.StatementSpec thread(
            JdbcClient.StatementSpec statement,
            TenantId tenant,
            UserId user,
            Collection<UserId> users,
            String conversation,
            Collection<String> messageKeys) {
        return statement
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param(
                        "users",
                        users.stream().map(one -> one.value().toString()).toArray(String[]::new))
                .param("conversation", conversation)
                .param("keys", Journal.texts(messageKeys));
    }

    private static ThreadLinks union(List<Linked> linked) {
        Set<RecordRef> people = new LinkedHashSet<>();
        Set<RecordRef> business = new LinkedHashSet<>();
        linked.stream()
                .flatMap(one -> one.records().stream())
                .forEach(record -> (PEOPLE.contains(record.type()) ? people : business).add(record));
        return new ThreadLinks(List.copyOf(people), List.copyOf(business), true);
    }

    private static String[] refs(List<RecordRef> records) {
        return records.stream().map(Journal::text).toArray(String[]::new);
    }

    private static MarkedThread thread(ResultSet row, int number) throws SQLException {
        return new MarkedThread(
                row.getString("conversation"),
                new ItemId(row.getString("item_id")),
                Journal.list(row.getArray("people")).stream()
                        .map(Journal::record)
                        .toList(),
                Journal.list(row.getArray("business")).stream()
                        .map(Journal::record)
                        .toList(),
                row.getTimestamp("since").toInstant());
    }
}
