package app.tandem.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import app.tandem.account.Access;
import app.tandem.account.CrmConnection;
import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.account.UserState;
import app.tandem.account.Users;
import app.tandem.crm.Crms;
import app.tandem.crm.Stirrings;
import app.tandem.crm.Stirrings.Touched;
import app.tandem.journal.PairBook;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.SandboxPostgres;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever a change in Salesforce concerns is told within a minute, by as few calls as may be. */
class RecordRoundsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final String ORG = "00D000000000001AAA";
    private static final String CALL = "00T000000000001AAA";

    private final Salesforce salesforce = new Salesforce();
    private final Users users = mock();
    private final Map<UserId, User> known = new HashMap<>();
    private final PairBook pairs = mock();
    private final List<PairBook.Holder> holders = new ArrayList<>();
    private final List<UserId> told = new ArrayList<>();
    private final RecordWatch watch = watch();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private @Nullable Instant position;
    private final RecordRounds rounds = rounds();
    private final User anna = stands(1, UserState.RUNNING);
    private final User ben = stands(2, UserState.RUNNING);

    @BeforeEach
    void answers() {
        when(users.colleagues(any())).thenAnswer(call -> List.copyOf(known.values()));
        when(pairs.holders(any(), any(), any()))
                .thenAnswer(call -> holders.stream()
                        .filter(holder ->
                                call.<Collection<String>>getArgument(2).contains(holder.record()))
                        .toList());
        watch.begin(anna, false);
        watch.begin(ben, false);
    }

    @Test
    void oneCallOfWhoSeesEverythingIsEnoughForAll() {
        salesforce.seers.add(crmUser(ben));
        round();
        int asked = salesforce.looks.size();
        round();
        assertThat(salesforce.looks.size() - asked).isEqualTo(1);
        assertThat(salesforce.looks).allMatch(look -> look.equals(crmUser(ben) + " of everybody"));
        assertThat(salesforce.questions).as("asked who sees everything").isEqualTo(1);
    }

    @Test
    void whoHasATouchedRecordInStepIsTold() {
        salesforce.seers.add(crmUser(ben));
        holders.add(new PairBook.Holder(anna.id(), CALL, "9:00.ab12"));
        salesforce.touches(CALL, ben, "9:01.", false);
        round();
        assertThat(told).containsExactly(anna.id());
    }

    @Test
    void ourOwnWritesTellNobody() {
        salesforce.seers.add(crmUser(ben));
        holders.add(new PairBook.Holder(anna.id(), CALL, "9:01.ab12"));
        salesforce.touches(CALL, anna, "9:01.", false);
        round();
        assertThat(told).isEmpty();
    }

    @Test
    void aTouchIsToldOnceAndALaterOneAgain() {
        salesforce.seers.add(crmUser(ben));
        holders.add(new PairBook.Holder(anna.id(), CALL, "9:00.ab12"));
        salesforce.touches(CALL, anna, "9:01.", false);
        round();
        round();
        assertThat(told).hasSize(1);
        salesforce.touches(CALL, anna, "9:02.", true);
        round();
        assertThat(told).hasSize(2);
    }

    @Test
    void aNewRecordIsToldToItsOwnerWhereNewOnesComeDown_T_4() {
        salesforce.seers.add(crmUser(ben));
        watch.begin(anna, true);
        salesforce.touches(CALL, anna, "9:01.", false);
        salesforce.touches("00T000000000002AAA", ben, "9:01.", false);
        salesforce.touches("00T000000000003AAA", anna, "9:01.", true);
        round();
        assertThat(told).containsExactly(anna.id());
    }

    @Test
    void whereNobodySeesEverythingEachLooksAloneAndSeldomerWhileNothingIsFound() {
        for (int minute = 0; minute < 120; minute++) {
            round();
        }
        assertThat(salesforce.looks).allMatch(look -> look.endsWith("of the own"));
        assertThat(salesforce.looks.stream().filter(look -> look.startsWith(crmUser(anna))))
                .as("in two hours")
                .hasSizeBetween(6, 9);
    }

    @Test
    void whoAloneFoundSomethingLooksAgainInAMinute() {
        for (int minute = 0; minute < 60; minute++) {
            round();
        }
        holders.add(new PairBook.Holder(anna.id(), CALL, "9:00.ab12"));
        salesforce.touches(CALL, anna, "9:59.", false);
        for (int minute = 0; minute < 40 && told.isEmpty(); minute++) {
            round();
        }
        salesforce.touches(CALL, anna, "10:30.", false);
        round();
        assertThat(told).containsExactly(anna.id(), anna.id());
    }

    @Test
    void whoDoesNotRunIsNotLookedForAndAnOrgOfNobodyIsLeft() {
        stands(1, UserState.PAUSED);
        round();
        assertThat(salesforce.looks).allMatch(look -> look.startsWith(crmUser(ben)));
        watch.end(TENANT, ben.id());
        assertThat(rounds.run(TENANT, ORG, position).next()).isNull();
    }

    @Test
    void aFailureIsWaitedOutAndNothingIsForgotten() {
        salesforce.seers.add(crmUser(ben));
        round();
        Instant before = position;
        Instant until = now.plus(Duration.ofMinutes(10));
        salesforce.failure = new RemoteFailure.Throttled("REQUEST_LIMIT", until);
        RecordRounds.Ended ended = rounds.run(TENANT, ORG, position);
        assertThat(ended).isEqualTo(new RecordRounds.Ended(until, before));
    }

    private void round() {
        RecordRounds.Ended ended = rounds.run(TENANT, ORG, position);
        position = ended.position();
        now = Objects.requireNonNull(ended.next());
    }

    private User stands(int number, UserState state) {
        UserId id = new UserId(new UUID(0, 100 + number));
        CrmConnection crm = new CrmConnection(
                ORG,
                "00500000000000%dAAA".formatted(number),
                "name",
                URI.create("https://login.example"),
                URI.create("https://org.example"),
                Access.DELEGATED);
        User user = new User(id, TENANT, state, Optional.empty(), Optional.of(crm));
        known.put(id, user);
        return user;
    }

    private static String crmUser(User user) {
        return user.connectedCrm().userId();
    }

    private RecordRounds rounds() {
        Crms crms = mock();
        when(crms.tasks(any())).thenAnswer(call -> salesforce.asked(call.getArgument(0)));
        return new RecordRounds(
                watch,
                new RecordRounds.Means(users, crms, pairs, event -> told.add(((RecordsChanged) event).user())),
                () -> now);
    }

    private RecordWatch watch() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SandboxPostgres.migrated());
        ObjectProvider<SchedulerClient> scheduler = mock();
        when(scheduler.getObject()).thenReturn(mock());
        return new RecordWatch(JdbcClient.create(database), scheduler, () -> now);
    }

    /** Salesforce, as far as it tells what was touched. */
    private static final class Salesforce {

        private final Set<String> seers = new HashSet<>();
        private final List<Touched> touched = new ArrayList<>();
        private final List<String> looks = new ArrayList<>();
        private int questions;
        private @Nullable RemoteFailure failure;

        void touches(String record, User owner, String mark, boolean deleted) {
            touched.addFirst(new Touched(record, crmUser(owner), mark, deleted));
        }

        Stirrings asked(User asker) {
            return new Stirrings() {
                @Override
                public Set<String> seeEverything(Collection<String> those) {
                    questions++;
                    return seers;
                }

                @Override
                public Found since(@Nullable Instant since, Collection<String> owners) {
                    if (failure != null) {
                        throw new RemoteFailureException(failure);
                    }
                    looks.add(crmUser(asker) + (owners.isEmpty() ? " of everybody" : " of the own"));
                    return new Found(
                            touched.stream()
                                    .filter(one -> owners.isEmpty() || owners.contains(one.owner()))
                                    .toList(),
                            Instant.EPOCH);
                }
            };
        }
    }
}
