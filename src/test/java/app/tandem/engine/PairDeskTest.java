package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemId;
import app.tandem.item.ItemKind;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Deed;
import app.tandem.journal.Lease;
import app.tandem.journal.StoredDeeds;
import app.tandem.settings.PairSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person hears of tasks that are kept in step, and may take back, on PostgreSQL (decision 038). */
class PairDeskTest {

    private final EngineWorld world = new EngineWorld();

    @BeforeEach
    void on() {
        world.twoWay = new PairSettings(true, true, true, false);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTaskInStepSaysSoByTheIdOfEitherSide() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        String record = world.records.all().getFirst().id();
        assertThat(why(task).reason()).isEqualTo(Reason.of(Reason.State.SAVED, "sync T-2"));
        assertThat(why(task).since()).isEqualTo(world.now());
        assertThat(why(task).records()).containsExactly(new RecordRef("Task", record));
        assertThat(why(record)).isEqualTo(why(task));
    }

    @Test
    void aTaskThatSalesforceRefusesSaysWhyAndWhenItIsTriedAgain_Y_12() {
        world.records.answersNext(
                Written.not(new WriteOutcome.Refused("REQUIRED_FIELD_MISSING", List.of("Region__c"))));
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        assertThat(why(task).reason())
                .isEqualTo(
                        new Reason(Reason.State.REFUSED, "sync Y-12", "REQUIRED_FIELD_MISSING", List.of("Region__c")));
        assertThat(why(task).next()).isAfter(world.now());
        assertThat(world.pairs.unsettled(world.anna, 10))
                .singleElement()
                .satisfies(issue -> assertThat(issue.reason().code()).isEqualTo("REQUIRED_FIELD_MISSING"));
    }

    @Test
    void whoseCauseIsGoneIsTriedAgainAtOnce() {
        world.records.answersNext(Written.not(new WriteOutcome.Refused("STORAGE_LIMIT_EXCEEDED", List.of())));
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.cycle();
        assertThat(world.records.all()).as("not by itself, so soon").isEmpty();
        assertThat(world.pairs.again(
                        world.anna,
                        world.pairs.unsettled(world.anna, 10).getFirst().key()))
                .isTrue();
        world.cycle();
        assertThat(world.records.all()).hasSize(1);
        assertThat(world.pairs.unsettled(world.anna, 10)).isEmpty();
        assertThat(why(task).reason().state()).isEqualTo(Reason.State.SAVED);
    }

    @Test
    void whatNobodyAskedForSaysThat() {
        assertThat(why("nobody's").reason()).isEqualTo(Reason.of(Reason.State.LEFT_ALONE, "sync E-42"));
    }

    @Test
    void anotherTenantIsNotAnswered() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        TenantId strangers = new TenantId(new UUID(9, 9));
        assertThat(world.engine
                        .why(strangers, world.anna.id(), new ItemId(task))
                        .reason()
                        .rule())
                .isEqualTo("sync E-42");
        assertThat(world.engine
                        .why(world.anna.tenant(), new UserId(new UUID(9, 9)), new ItemId(task))
                        .reason()
                        .rule())
                .isEqualTo("sync E-42");
    }

    @Test
    void theAnswerIsOneLookIntoAnIndex() {
        JdbcClient jdbc = JdbcClient.create(world.database());
        jdbc.sql("""
                        insert into pair (tenant_id, user_id, kind, pair_key, item_id, record_id, from_crm, stage,
                          state, rule, since)
                        select '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'TASK',
                          'key' || n, 'item' || n, 'record' || n, false, 'IDLE', 'SAVED', 'sync T-2', now()
                        from generate_series(1, 5000) n""").update();
        jdbc.sql("analyze pair").update();
        String plan = String.join("\n", jdbc.sql("""
                                explain select * from pair where user_id = '00000000-0000-0000-0000-000000000001'
                                and tenant_id = '00000000-0000-0000-0000-000000000002' and (item_id = 'x' or record_id = 'x')""").query(String.class).list());
        assertThat(plan).contains("pair_by_item", "pair_by_record").doesNotContain("Seq Scan");
    }

    @Test
    void aSessionThatCreatedAndChangedIsTakenBackByTheNext() {
        String task = world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.records.personChanges(world.records.all().getFirst().id(), subject("Call at once"));
        world.tasks.personCreates(subject("Write"));
        world.cycle();
        PairDesk.Session last = last();
        assertThat(last.counts()).isEqualTo(Map.of(PairDesk.What.CREATED, 1, PairDesk.What.CHANGED, 1));
        assertThat(world.pairs.did(world.anna, last.number(), 10)).hasSize(2);

        assertThat(world.pairs.undo(world.anna, last.number())).isEqualTo(2);
        assertThat(last().asked()).isEqualTo(2);
        world.cycle();
        assertThat(last().takenBack()).isEqualTo(2);
        assertThat(last().undoable()).isZero();
        assertThat(world.tasks.item(task).value(ItemField.SUBJECT)).isEqualTo("Call");
        assertThat(world.records.all())
                .singleElement()
                .satisfies(record -> assertThat(record.value(ItemField.SUBJECT)).isEqualTo("Call at once"));
        world.cycle();
        assertThat(world.pairs.sessions(world.anna, 10))
                .as("nothing was done again")
                .hasSize(2);
    }

    @Test
    void whatIsTakenBackIsTakenBackEvenWhereTasksAreSwitchedOffMeanwhile() {
        world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.twoWay = new PairSettings(false, true, true, false);
        world.pairs.undo(world.anna, last().number());
        world.cycle();
        assertThat(world.records.all()).isEmpty();
    }

    @Test
    void aContactThatWasCreatedInSalesforceIsToldAndStays() {
        StoredDeeds book = world.bean(StoredDeeds.class);
        Lease lease = world.leases
                .acquire(world.anna.tenant(), world.anna.id(), "node", Duration.ofMinutes(1))
                .orElseThrow();
        List<Deed> deeds = Stream.of(Side.MAILBOX, Side.CRM)
                .map(side -> Deed.done(
                        lease,
                        world.now(),
                        ItemKind.CONTACT,
                        side,
                        Deed.What.CREATED,
                        new AgreedItem(side.name(), "v1", Map.of()),
                        Set.of(),
                        null))
                .toList();
        book.add(lease, deeds);
        assertThat(last().counts()).isEqualTo(Map.of(PairDesk.What.CREATED, 2));
        assertThat(last().undoable()).isEqualTo(1);
        assertThat(world.pairs.undo(world.anna, last().number())).isEqualTo(1);
        assertThat(book.asked(world.anna.tenant(), world.anna.id(), ItemKind.CONTACT))
                .singleElement()
                .satisfies(deed -> assertThat(deed.side()).isEqualTo(Side.MAILBOX));
        assertThat(deeds).extracting(Deed::isUndoable).containsExactly(true, false);
    }

    @Test
    void afterThirtyDaysASessionAndItsValuesAreForgotten() {
        world.tasks.personCreates(subject("Call"));
        world.cycle();
        world.records.personChanges(world.records.all().getFirst().id(), subject("Call at once"));
        world.cycle();
        world.passes(Duration.ofDays(30));
        world.cycle();
        assertThat(world.pairs.sessions(world.anna, 10)).hasSize(2);
        assertThat(world.drawer.values()).hasSize(1);

        world.passes(Duration.ofSeconds(1));
        assertThat(last().undoable()).isZero();
        assertThat(world.pairs.undo(world.anna, last().number())).isZero();
        world.cycle();
        assertThat(world.pairs.sessions(world.anna, 10)).isEmpty();
        assertThat(world.drawer.values()).isEmpty();
    }

    private Engine.Answer why(String id) {
        return world.engine.why(world.anna.tenant(), world.anna.id(), new ItemId(id));
    }

    private PairDesk.Session last() {
        return world.pairs.sessions(world.anna, 10).getFirst();
    }

    private static Map<ItemField, String> subject(String subject) {
        return Map.of(ItemField.SUBJECT, subject);
    }
}
