package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.StoredItem;
import app.tandem.journal.BrakeBook.Answer;
import app.tandem.journal.BrakeBook.Question;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryPairs;
import app.tandem.platform.Hashes;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Promise 4 over random schedules: people delete few or many on both sides and answer now or late; whatever they do, no more goes
 * within a day without a yes than the brake lets through, a yes is about what was asked, and a no keeps it.
 */
class BrakeScheduleTest {

    private static final int SCHEDULES = Integer.getInteger("tandem.schedules", 300);
    private static final List<Integer> MANY = List.of(1, 2, 7, 20, 45, 60);

    private record Gone(Instant at, int amount) {}

    /** A question as a person saw it, and the ids it was about. */
    private record Seen(Question question, Set<String> ids) {}

    private int asked;
    private int removed;
    private int kept;

    @Test
    void noDeletionPassesTheBrake_X_23() {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            try {
                new Schedule(seed).run();
            } catch (AssertionError broken) {
                throw new AssertionError("schedule " + seed, broken);
            }
        }
        System.out.println(SCHEDULES + " schedules of the brake: " + asked + " questions answered, " + removed
                + " items removed by a yes, " + kept + " kept by a no");
        assertThat(List.of(asked, removed, kept)).allMatch(times -> times > SCHEDULES / 10);
    }

    private final class Schedule {

        private final Random random;
        private final InMemoryItemStore mailbox = new InMemoryItemStore("i", this::now, true);
        private final InMemoryItemStore crm = new InMemoryItemStore("r", this::now, false);
        private final MemoryPairs pairs = new MemoryPairs();
        private final MemoryBrakes brakes = new MemoryBrakes();
        private final Lease lease = new Lease(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), 1, false);
        private final List<Gone> gone = new ArrayList<>();
        private final List<Seen> seen = new ArrayList<>();
        private final Set<String> allowed = new HashSet<>();
        private final Set<String> refused = new HashSet<>();
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");
        private int made;

        private Schedule(long seed) {
            random = new Random(seed);
        }

        private Instant now() {
            return now;
        }

        private void run() {
            creates(60 + random.nextInt(120));
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(7)) {
                    case 0 -> deletes(mailbox);
                    case 1 -> deletes(crm);
                    case 2 -> creates(random.nextInt(10));
                    case 3 -> looks();
                    case 4 -> answers();
                    default -> cycle();
                }
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(300)));
            }
        }

        private void creates(int many) {
            for (int i = 0; i < many; i++) {
                mailbox.personCreates(Map.of(ItemField.SUBJECT, "Call " + ++made));
            }
        }

        private void deletes(InMemoryItemStore side) {
            int many = MANY.get(random.nextInt(MANY.size()));
            side.all().stream().limit(many).toList().forEach(item -> side.personDeletes(item.id()));
        }

        private void looks() {
            brakes.open(lease.tenant(), lease.user())
                    .forEach(question -> seen.add(new Seen(question, unanswered(question.side()))));
        }

        private Set<String> unanswered(Side side) {
            Map<String, String> ids = idsByKey();
            return brakes.held(lease.tenant(), lease.user(), ItemKind.TASK).stream()
                    .filter(held -> held.answer().isEmpty())
                    .map(held -> ids.get(held.key() + side))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }

        /** Perhaps long after the question was seen. */
        private void answers() {
            if (seen.isEmpty()) {
                return;
            }
            Seen one = seen.remove(random.nextInt(seen.size()));
            Answer answer = Answer.values()[random.nextInt(2)];
            one.ids().retainAll(unanswered(one.question().side()));
            if (brakes.answer(lease.tenant(), lease.user(), one.question(), answer)) {
                asked++;
                (answer == Answer.REMOVE ? allowed : refused).addAll(one.ids());
            }
        }

        private void cycle() {
            Set<String> before = ids();
            int inStep = pairs.all().size();
            lane().run();
            before.removeAll(ids());
            assertThat(before).as("kept by a person's no").noneMatch(refused::contains);
            int yes = before.size();
            before.removeAll(allowed);
            removed += yes - before.size();
            kept += refused.size();
            refused.clear();
            gone.add(new Gone(now, before.size()));
            int today = gone.stream()
                    .filter(one -> one.at().isAfter(now.minus(Duration.ofDays(1))))
                    .mapToInt(Gone::amount)
                    .sum();
            assertThat(before.isEmpty() || today <= 50 || today * 5 <= inStep + today)
                    .as("%d of %d went within a day without a yes", today, inStep + today)
                    .isTrue();
        }

        private PairLane lane() {
            Prints prints = new Prints(Hashes::sha256);
            return new PairLane(new Ends(
                    ItemKind.TASK,
                    mailbox,
                    crm,
                    new Ends.Book(pairs, brakes, lease, ItemKind.TASK, this::now),
                    new PairPlanner(new PairRules(ItemKind.TASK, true, false, PairRules.Winner.NEWER), prints),
                    prints,
                    losses -> {},
                    id -> "https://org.example/" + id,
                    () -> Hashes.sha256("key " + ++made)));
        }

        private Set<String> ids() {
            Set<String> ids = new HashSet<>();
            mailbox.all().stream().map(StoredItem::id).forEach(ids::add);
            crm.all().stream().map(StoredItem::id).forEach(ids::add);
            return ids;
        }

        private Map<String, String> idsByKey() {
            Map<String, String> ids = new HashMap<>();
            pairs.all().forEach(pair -> {
                if (pair.mailbox() != null) {
                    ids.put(pair.key() + Side.MAILBOX, pair.mailbox().id());
                }
                if (pair.crm() != null) {
                    ids.put(pair.key() + Side.CRM, pair.crm().id());
                }
            });
            return ids;
        }
    }
}
