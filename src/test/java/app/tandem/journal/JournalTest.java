package app.tandem.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.UserId;
import app.tandem.item.AttachmentId;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the journal and its claims promise: only the holder of the lease writes, only the owner's tenant reads, one saves per org. */
class JournalTest extends OverPostgres {

    private static final UserId BEN = new UserId(new UUID(0, 102));
    private static final ItemId MAIL = new ItemId("mail");
    private static final String ORG = "00D000000000001AAA";
    private static final String KEY = "key";
    private static final RecordRef RECORD = new RecordRef("EmailMessage", "02s000000000001AAA");
    private static final Reason SAVED = Reason.of(Reason.State.SAVED, "sync M-1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Journal journal = new Journal(jdbc, batches, () -> now);
    private final ClaimBook claims = new ClaimBook(jdbc, batches, () -> now);
    private final Agenda agenda = new Agenda(jdbc);
    private final Lease anna = lease(ANNA);
    private final Lease ben = lease(BEN);

    /** Whoever was taken over records nothing, by whatever method. */
    @TestFactory
    Stream<DynamicTest> aStaleLeaseWritesNothing() {
        journal.save(anna, List.of(mail("mail")));
        claims.claim(anna, ORG, List.of(KEY), START);
        now = now.plus(MINUTE).plusSeconds(1);
        lease(ANNA);
        Map<String, Consumer<Lease>> writes = new LinkedHashMap<>();
        writes.put("save", stale -> journal.save(stale, List.of(mail("other"))));
        writes.put("forget", stale -> journal.forget(stale, List.of(MAIL)));
        writes.put("saveAttachments", stale -> journal.saveAttachments(stale, List.of(attachment("1"))));
        writes.put("acknowledge", stale -> journal.acknowledge(stale, Map.of(MailFolder.INBOX, "cursor")));
        writes.put("claim", stale -> claims.claim(stale, ORG, List.of("other"), START));
        writes.put("claimed", stale -> claims.claimed(stale, ORG, Map.of(KEY, RECORD)));
        writes.put("release", stale -> claims.release(stale, ORG, List.of(KEY)));
        writes.put("disown", stale -> claims.disown(stale, ORG, List.of(KEY)));
        writes.put("takeFiling", stale -> claims.takeFiling(stale, ORG, List.of(KEY), START));
        writes.put("filed", stale -> claims.filed(stale, ORG, List.of(KEY)));
        writes.put("extend", stale -> leases.extend(stale, MINUTE));
        Map<String, Object> before = everything();
        return writes.entrySet().stream()
                .map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
                    assertThatThrownBy(() -> write.getValue().accept(anna)).isInstanceOf(StaleLeaseException.class);
                    assertThat(everything()).isEqualTo(before);
                }));
    }

    @Test
    void everyMethodThatTakesALeaseIsAmongThose() {
        assertThat(Stream.of(Journal.class, ClaimBook.class)
                        .flatMap(book -> Stream.of(book.getDeclaredMethods()))
                        .filter(method -> !java.lang.reflect.Modifier.isPrivate(method.getModifiers()))
                        .filter(method -> List.of(method.getParameterTypes()).contains(Lease.class))
                        .map(java.lang.reflect.Method::getName)
                        .sorted())
                .hasToString(
                        "[acknowledge, claim, claimed, disown, filed, forget, release, save, saveAttachments, takeFiling]");
    }

    /** sync D-1: the first saves, the other one adopts. */
    @Test
    void theFirstClaimWins() {
        Claim first = claim(anna, START);
        Claim second = claim(ben, START);

        assertThat(first.user()).isEqualTo(ANNA);
        assertThat(first.attempted()).isFalse();
        assertThat(second.user()).isEqualTo(ANNA);
        assertThat(second.attempted()).isTrue();
    }

    @Test
    void onlyItsOwnerReleasesAClaim() {
        claim(anna, START);
        claims.release(ben, ORG, List.of(KEY));
        assertThat(claim(ben, START).user()).isEqualTo(ANNA);

        claims.release(anna, ORG, List.of(KEY));
        Claim taken = claim(ben, START);
        assertThat(taken.user()).isEqualTo(BEN);
        assertThat(taken.attempted()).isFalse();
    }

    /** A record may have come of an idle claim, so that whoever takes it looks first. */
    @Test
    void anIdleClaimMayBeTaken() {
        claim(anna, START);
        now = START.plusSeconds(30);
        assertThat(claim(ben, START).user()).isEqualTo(ANNA);

        Claim taken = claim(ben, START.plusSeconds(1));
        assertThat(taken.user()).isEqualTo(BEN);
        assertThat(taken.since()).isEqualTo(now);
        assertThat(taken.attempted()).isTrue();
    }

    /** sync A-7: one user at a time stores the files of a message, until they are stored. */
    @Test
    void theFilingOfAMessageIsTakenByOneAtATime() {
        claim(anna, START);
        claims.claimed(anna, ORG, Map.of(KEY, RECORD));
        assertThat(claims.takeFiling(anna, ORG, List.of(KEY), START)).containsExactly(KEY);
        assertThat(claims.takeFiling(anna, ORG, List.of(KEY), START)).containsExactly(KEY);
        assertThat(claims.takeFiling(ben, ORG, List.of(KEY), START)).isEmpty();
        assertThat(claims.takeFiling(ben, ORG, List.of(KEY), START.plusSeconds(1)))
                .containsExactly(KEY);
        assertThat(claims.takeFiling(anna, ORG, List.of(KEY), START)).isEmpty();

        claims.filed(ben, ORG, List.of(KEY));
        assertThat(claims.takeFiling(ben, ORG, List.of(KEY), START)).isEmpty();
        Claim filed = claim(anna, START);
        assertThat(filed.filed()).isTrue();
        assertThat(filed.user()).isEqualTo(ANNA);
    }

    /** sync E-1: what is saved anew has its files anew. */
    @Test
    void anotherRecordOfAMessageIsNotFiledYet() {
        claims.claimed(anna, ORG, Map.of(KEY, RECORD));
        claims.filed(anna, ORG, List.of(KEY));
        claims.claimed(anna, ORG, Map.of(KEY, RECORD));
        assertThat(claim(anna, START).filed()).isTrue();
        claims.claimed(anna, ORG, Map.of(KEY, new RecordRef("Task", "00T000000000099AAA")));
        assertThat(claim(anna, START).filed()).isFalse();
    }

    @Test
    void aClaimWithARecordIsNeitherTakenNorReleasedUntilTheRecordIsGone() {
        claim(anna, START);
        claims.claimed(anna, ORG, Map.of(KEY, RECORD));
        claims.release(anna, ORG, List.of(KEY));
        Claim adopted = claim(ben, START.plus(MINUTE));
        assertThat(adopted.user()).isEqualTo(ANNA);
        assertThat(adopted.record()).isEqualTo(RECORD);

        claims.disown(ben, ORG, List.of(KEY));
        assertThat(claim(ben, START).user()).isEqualTo(BEN);
    }

    @Test
    void claimsOfOneOrgAreNothingToAnother() {
        claim(anna, START);

        assertThat(claims.claims(TENANT, "00D000000000002AAA", List.of(KEY))).isEmpty();
    }

    @Test
    void whatIsDueComesLongestWaitingFirst() {
        journal.save(
                anna,
                List.of(
                        mail("b").retry(START.minusSeconds(2)),
                        mail("a").retry(START.minusSeconds(2)),
                        mail("first").retry(START.minusSeconds(3)),
                        mail("now").retry(START),
                        mail("later").retry(START.plusSeconds(1)),
                        mail("never")));
        journal.save(ben, List.of(mail("of another user").retry(START.minusSeconds(9))));

        assertThat(journal.due(TENANT, ANNA, 9))
                .extracting(entry -> entry.item().value())
                .containsExactly("first", "a", "b", "now");
        assertThat(journal.due(TENANT, ANNA, 2))
                .extracting(entry -> entry.item().value())
                .containsExactly("first", "a");
        assertThat(agenda.next(TENANT, ANNA)).contains(START.minusSeconds(3));
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        MailEntry entry = new MailEntry(
                MAIL,
                "etag",
                new MailEntry.Origin(KEY, "conversation", START.minusSeconds(5)),
                MailEntry.Stage.CREATED,
                new Reason(Reason.State.WAITS, "sync E-48", "REQUIRED_FIELD_MISSING", List.of("Name", "Ref__c")),
                START,
                List.of(RECORD),
                List.of(new RecordRef("Contact", "003000000000001AAA")),
                true,
                true,
                3,
                START.plusSeconds(7));
        journal.save(anna, List.of(mail("mail")));
        journal.save(anna, List.of(entry));

        assertThat(journal.find(TENANT, ANNA, List.of(MAIL))).isEqualTo(Map.of(MAIL, entry));
        assertThat(journal.open(TENANT, ANNA)).isEqualTo(1);
    }

    @Test
    void whatIsForgottenLeavesItsClaimAndTheOthers() {
        journal.save(anna, List.of(mail("mail"), mail("other")));
        journal.saveAttachments(anna, List.of(attachment("1")));
        claim(anna, START);
        journal.forget(anna, List.of(MAIL));

        assertThat(journal.find(TENANT, ANNA, List.of(MAIL, new ItemId("other"))))
                .containsOnlyKeys(new ItemId("other"));
        assertThat(journal.attachments(TENANT, ANNA, List.of(MAIL))).isEmpty();
        assertThat(claims.claims(TENANT, ORG, List.of(KEY))).containsOnlyKeys(KEY);
    }

    @Test
    void aCursorIsKeptPerFolderAndUser() {
        journal.acknowledge(anna, Map.of(MailFolder.INBOX, "one"));
        journal.acknowledge(anna, Map.of(MailFolder.INBOX, "two"));
        journal.acknowledge(ben, Map.of(MailFolder.INBOX, "ben's"));

        assertThat(journal.cursors(TENANT, ANNA)).containsExactly(Map.entry(MailFolder.INBOX, "two"));
    }

    /** sync M-11, U-8. */
    @Test
    void aConversationKnowsItsSavedMessages() {
        journal.save(
                anna,
                List.of(
                        mail("saved", "talk").saved(List.of(RECORD), List.of()),
                        mail("not saved", "talk"),
                        mail("elsewhere", "another talk").saved(List.of(RECORD), List.of()),
                        mail("alone", null).saved(List.of(RECORD), List.of())));
        journal.save(ben, List.of(mail("of another user", "talk").saved(List.of(RECORD), List.of())));

        assertThat(journal.savedIn(TENANT, ANNA, List.of("talk")))
                .extracting(entry -> entry.item().value())
                .containsExactly("saved");
        assertThat(journal.savedIn(TENANT, ANNA, List.of())).isEmpty();
    }

    @Test
    void anotherTenantSeesAndChangesNothing() {
        journal.save(
                anna,
                List.of(mail("mail", "talk")
                        .saved(List.of(RECORD), List.of())
                        .retry(START)
                        .at(MailEntry.Stage.FILED)));
        journal.saveAttachments(anna, List.of(attachment("1")));
        journal.acknowledge(anna, Map.of(MailFolder.INBOX, "cursor"));
        claim(anna, START);
        leases.wake(STRANGERS, ANNA);
        assertThat(leases.isWoken(TENANT, ANNA)).isFalse();
        leases.wake(TENANT, ANNA);

        assertThat(journal.find(STRANGERS, ANNA, List.of(MAIL))).isEmpty();
        assertThat(journal.due(STRANGERS, ANNA, 9)).isEmpty();
        assertThat(agenda.next(STRANGERS, ANNA)).isEmpty();
        assertThat(journal.savedIn(STRANGERS, ANNA, List.of("talk"))).isEmpty();
        assertThat(journal.open(STRANGERS, ANNA)).isZero();
        assertThat(journal.attachments(STRANGERS, ANNA, List.of(MAIL))).isEmpty();
        assertThat(journal.cursors(STRANGERS, ANNA)).isEmpty();
        assertThat(claims.claims(STRANGERS, ORG, List.of(KEY))).isEmpty();
        assertThat(leases.isHeld(STRANGERS, ANNA)).isFalse();
        assertThat(leases.isWoken(STRANGERS, ANNA)).isFalse();
        assertThat(leases.lastCycle(STRANGERS, ANNA)).isEmpty();
        now = now.plus(MINUTE).plusSeconds(1);
        assertThat(leases.acquire(STRANGERS, ANNA, "node", MINUTE)).isEmpty();
        assertThatThrownBy(() -> journal.forget(new Lease(STRANGERS, ANNA, anna.fence(), false), List.of(MAIL)))
                .isInstanceOf(StaleLeaseException.class);
    }

    private Claim claim(Lease lease, Instant idleSince) {
        return claims.claim(lease, ORG, List.of(KEY), idleSince).get(KEY);
    }

    private Lease lease(UserId user) {
        return leases.acquire(TENANT, user, "node", MINUTE).orElseThrow();
    }

    private static MailEntry mail(String id) {
        return mail(id, null);
    }

    private static MailEntry mail(String id, @Nullable String conversation) {
        return MailEntry.first(new ItemId(id), "etag", new MailEntry.Origin(KEY, conversation, null), SAVED, START);
    }

    private static AttachmentEntry attachment(String id) {
        return new AttachmentEntry(MAIL, new AttachmentId(id), SAVED, null, 0);
    }

    /** All rows that a lease protects. */
    private Map<String, Object> everything() {
        Map<String, Object> rows = new LinkedHashMap<>();
        for (String table : List.of("mail_entry", "attachment_entry", "folder_cursor", "message_claim", "lease")) {
            rows.put(
                    table,
                    jdbc.sql("select t::text from " + table + " t order by 1")
                            .query(String.class)
                            .list());
        }
        return rows;
    }
}
