package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.MarkerCategory;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The adapter over the sandbox's Graph on its bad days. */
class GraphBadDaysTest {

    private static final String PATCH = "PATCH /users/*/messages/*";
    private static final String MOVE = "POST /users/*/messages/*/move";
    private static final String GET = "GET /users/*/messages/*";
    private static final String DELTA = "GET /users/*/mailFolders/*/messages/**";

    private final GraphDriver world = new GraphDriver(50);
    private final Mailbox mailbox = world.mailbox();

    @AfterEach
    void close() {
        world.close();
    }

    private List<ItemId> deliver(MailFolder folder, int count) {
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(world.deliver(folder, Letter.about("No. " + i)));
        }
        return ids;
    }

    private Mail now(ItemId id) {
        ReadOutcome<Mail> outcome = mailbox.locate(List.of(id)).get(id);
        assertThat(outcome).isInstanceOf(ReadOutcome.Found.class);
        return ((ReadOutcome.Found<Mail>) outcome).value();
    }

    private MailChange back(ItemId id) {
        return new MailChange(id, now(id).etag(), List.of("Salesforce"), MailFolder.INBOX);
    }

    private WriteOutcome apply(MailChange change) {
        return mailbox.apply(List.of(change)).get(change.id());
    }

    private static RemoteFailure failure(Runnable call) {
        RemoteFailureException thrown = catchThrowableOfType(RemoteFailureException.class, call::run);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    // Writes whose answer is lost or refused

    @Test
    void anAnswerLostAfterTheEffectIsUnknownAndLookingTells() {
        ItemId id = deliver(MailFolder.MARKER, 1).getFirst();
        MailChange change = back(id);
        world.fails("POST /$batch", 1, new Fault.Cut(true));
        assertThat(apply(change)).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(now(id).categories()).containsExactly("Salesforce");
        assertThat(now(id).folder()).isEqualTo(MailFolder.MARKER);
        assertThat(apply(back(id))).isInstanceOf(WriteOutcome.Done.class);
        assertThat(now(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    @Test
    void anAnswerLostBeforeTheEffectIsUnknownTooAndNothingHappened() {
        ItemId id = deliver(MailFolder.MARKER, 1).getFirst();
        MailChange change = back(id);
        world.fails("POST /$batch", 1, new Fault.Cut(false));
        assertThat(apply(change)).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(now(id).categories()).isEmpty();
        assertThat(apply(change)).isInstanceOf(WriteOutcome.Done.class);
    }

    @Test
    void repeatingAWriteThatHappenedIsAChangeAndNotASecondWrite() {
        ItemId id = deliver(MailFolder.INBOX, 1).getFirst();
        MailChange change = new MailChange(id, now(id).etag(), List.of("Salesforce"), null);
        world.fails("POST /$batch", 1, new Fault.Cut(true));
        apply(change);
        assertThat(apply(change)).isEqualTo(new WriteOutcome.Changed());
        assertThat(now(id).categories()).containsExactly("Salesforce");
    }

    @Test
    void aMoveThatFailsAfterTheCategoriesIsNotDoneAndCanBeFinished() {
        ItemId id = deliver(MailFolder.MARKER, 1).getFirst();
        MailChange change = back(id);
        world.fails(MOVE, 1, new Fault.Status(503, null, "ErrorServerBusy"));
        assertThat(apply(change)).isInstanceOf(WriteOutcome.Later.class);
        assertThat(now(id).folder()).isEqualTo(MailFolder.MARKER);
        assertThat(apply(back(id))).isInstanceOf(WriteOutcome.Done.class);
        assertThat(now(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    @Test
    void aConflictWithoutOurPreconditionIsAChangeAsWell() {
        ItemId id = deliver(MailFolder.MARKER, 1).getFirst();
        MailChange change = new MailChange(id, now(id).etag(), null, MailFolder.INBOX);
        world.fails(MOVE, 1, new Fault.Status(412, null, "ErrorIrresolvableConflict"));
        assertThat(apply(change)).isEqualTo(new WriteOutcome.Changed());
    }

    @Test
    void oneRefusedPartOfABatchHarmsNoOther() {
        List<MailChange> changes =
                deliver(MailFolder.MARKER, 20).stream().map(this::back).toList();
        world.fails(PATCH, 7, 1, new Fault.Status(429, "9", "ApplicationThrottled"));
        Map<ItemId, WriteOutcome> outcomes = mailbox.apply(changes);
        assertThat(outcomes.values().stream().filter(WriteOutcome.Later.class::isInstance))
                .as("one was refused, and the moves wait until the mailbox may be asked again")
                .hasSize(20);
        world.kernel.clock.advance(Duration.ofSeconds(9));
        Map<ItemId, WriteOutcome> again =
                mailbox.apply(changes.stream().map(change -> back(change.id())).toList());
        assertThat(again.values()).hasSize(20).allMatch(WriteOutcome.Done.class::isInstance);
        assertThat(changes).allMatch(change -> now(change.id()).folder() == MailFolder.INBOX);
    }

    // Reads

    @Test
    void aThrottledFeedHoldsTheMailboxAndIsReadAfterwards() {
        deliver(MailFolder.INBOX, 2);
        world.fails(DELTA, 1, new Fault.Status(429, "date:PT10S", "ApplicationThrottled"));
        var throttled = (RemoteFailure.Throttled) failure(() -> mailbox.changes(MailFolder.INBOX, null));
        assertThat(Duration.between(world.kernel.clock.now(), throttled.until()))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(11));
        world.kernel.clock.advance(Duration.ofSeconds(11));
        assertThat(mailbox.changes(MailFolder.INBOX, null).changed()).hasSize(2);
    }

    @Test
    void aSessionThatEndsMidwayIsRenewedAndTheFeedGoesOn() {
        deliver(MailFolder.INBOX, 60);
        ChangePage first = mailbox.changes(MailFolder.INBOX, null);
        world.fails(DELTA, 1, new Fault.ExpireSession());
        ChangePage second = mailbox.changes(MailFolder.INBOX, first.cursor());
        assertThat(second.changed()).hasSize(10);
        assertThat(world.tokens.refused).containsExactly("product-0");
    }

    @Test
    void theFeedSurvivesCutsTruncationsAndReplays() {
        deliver(MailFolder.INBOX, 5);
        String cursor = mailbox.changes(MailFolder.INBOX, null).cursor();
        deliver(MailFolder.INBOX, 5);
        world.fails(DELTA, 1, new Fault.Cut(true));
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).changed()).hasSize(5);
        world.fails(DELTA, 1, new Fault.Truncate(700));
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).changed()).hasSize(5);
        world.fails(DELTA, 1, new Fault.Replay());
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).changed()).hasSize(10);
    }

    @Test
    void aMessageThatLeftAndCameBackIsToldAsRemovedAndLocated() {
        ItemId id = deliver(MailFolder.INBOX, 1).getFirst();
        String cursor = mailbox.changes(MailFolder.INBOX, null).cursor();
        world.move(id, MailFolder.OTHER);
        world.move(id, MailFolder.INBOX);
        assertThat(mailbox.changes(MailFolder.INBOX, cursor).removed()).containsExactly(id);
        assertThat(now(id).folder()).isEqualTo(MailFolder.INBOX);
    }

    @Test
    void idsStayTheSameOnEveryPage() {
        Set<ItemId> delivered = Set.copyOf(deliver(MailFolder.INBOX, 120));
        List<ItemId> told = new ArrayList<>();
        ChangePage page = mailbox.changes(MailFolder.INBOX, null);
        page.changed().forEach(mail -> told.add(mail.id()));
        while (page.more()) {
            page = mailbox.changes(MailFolder.INBOX, page.cursor());
            page.changed().forEach(mail -> told.add(mail.id()));
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(delivered);
    }

    @Test
    void oneUnreadableMailOfMany() {
        List<ItemId> ids = deliver(MailFolder.INBOX, 25);
        world.fails(GET, 3, 1, new Fault.Status(503, null, "ErrorServerBusy"));
        var read = mailbox.read(Set.copyOf(ids));
        assertThat(read.values().stream().filter(ReadOutcome.Found.class::isInstance))
                .hasSize(24);
        assertThat(read.values().stream().filter(ReadOutcome.Later.class::isInstance))
                .hasSize(1);
    }

    // Folder and categories

    @Test
    @DisplayName("a marker folder in the deleted items is not the marker folder any more (sync M-2)")
    void aFolderAmongTheDeletedItemsIsReplaced() {
        mailbox.customise(List.of());
        String cursor = mailbox.changes(MailFolder.MARKER, null).cursor();
        String old = world.folderId(MailFolder.MARKER);
        world.owner("DELETE", "/mailFolders/" + old, null);
        world.parts.layouts().forget(world.parts.gates().line(world.user));
        assertThat(mailbox.changes(MailFolder.MARKER, cursor).resync()).isTrue();
        assertThat(world.folderId(MailFolder.MARKER)).isNotEqualTo(old);
    }

    @Test
    @DisplayName("what was known of a mailbox's folders ends with the user who was known for it")
    void aMailboxOfANewUserIsLookedAtAnew() {
        mailbox.customise(List.of());
        String old = world.folderId(MailFolder.MARKER);
        world.owner("DELETE", "/mailFolders/" + old, null);
        User same = world.user;
        User anew = new User(new UserId(new UUID(9, 9)), same.tenant(), same.state(), same.mailbox(), same.crm());
        assertThat(world.parts.layouts().address(world.parts.gates().line(anew), MailFolder.MARKER))
                .isNotEqualTo(old)
                .isEqualTo(world.folderId(MailFolder.MARKER));
    }

    @Test
    @DisplayName("what is known to be there costs no call (performance R6)")
    void customisingAgainCostsNothing() {
        List<MarkerCategory> markers =
                List.of(new MarkerCategory("Salesforce", "preset7"), new MarkerCategory("Sync Error", "preset0"));
        mailbox.customise(markers);
        mailbox.identity();
        int before = world.requests().size();
        mailbox.customise(markers);
        mailbox.identity();
        assertThat(world.requests()).hasSize(before);
        assertThat(before)
                .as("one to look, one to create, one for the identity")
                .isEqualTo(3);
    }

    @Test
    void categoriesThatSomebodyElseMadeMeanwhileAreFine() {
        world.fails("POST /users/*/outlook/masterCategories", 1, new Fault.Status(409, null, "CategoryAlreadyExists"));
        mailbox.customise(List.of(new MarkerCategory("Salesforce", "preset7")));
        assertThat(mailbox.changes(MailFolder.MARKER, null).changed()).isEmpty();
    }

    @Test
    void aFolderThatSomebodyElseMadeMeanwhileIsFoundAndUsed() {
        world.parts.layouts().ensure(world.parts.gates().line(world.user), List.of());
        String made = world.folderId(MailFolder.MARKER);
        var line = world.parts.gates().line(world.user);
        world.parts.layouts().forget(line);
        world.fails("GET /users/*/mailFolders", 1, new Fault.Cut(true));
        mailbox.customise(List.of());
        assertThat(world.parts.layouts().address(line, MailFolder.MARKER)).isEqualTo(made);
    }

    // Size and cost

    @Test
    @DisplayName("a file of 35 MB is streamed, never held")
    void aLargeFileIsStreamed() throws IOException, NoSuchAlgorithmException {
        byte[] large = new byte[35 * 1024 * 1024];
        new java.util.Random(7).nextBytes(large);
        ItemId id = world.deliver(
                MailFolder.INBOX, Letter.about("Large").with("video.bin", "application/octet-stream", large));
        var content = ((ReadOutcome.Found<app.tandem.item.MailContent>)
                        mailbox.read(Set.of(id)).get(id))
                .value();
        Attachment file = content.attachments().getFirst();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long most = 0;
        try (InputStream stream = mailbox.open(id, file).orElseThrow()) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
                most = Math.max(most, read);
            }
        }
        assertThat(most).isLessThanOrEqualTo(64 * 1024);
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
    }
}
