package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.engine.pair.Fate.Fault;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.StoredItem;
import app.tandem.item.TaskStatus;
import app.tandem.item.Trait;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryPairs;
import app.tandem.journal.Pair;
import app.tandem.platform.Hashes;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sync.Loss;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One schedule of the two-way lane: people act on both sides, cycles run, everything breaks, all by a seed. The notes of an item
 * name its line: whatever the lane makes of an item carries them on, so that the oracle knows what belongs together.
 */
final class PairSchedule {

    /** What a person does. */
    enum Act {
        CREATES_ITEM,
        CREATES_RECORD,
        CHANGES_ITEM,
        CHANGES_RECORD,
        COMPLETES_RECORD,
        DELETES_ITEM,
        DELETES_RECORD,
        MOVES_ITEM_OUT,
        MOVES_ITEM_IN,
        UNMARKS_ITEM,
        COPIES_ITEM
    }

    private static final List<ItemField> EDITED = List.of(ItemField.SUBJECT, ItemField.DUE);

    final Map<Act, Integer> acted = new TreeMap<>();
    final Map<String, Integer> ruled = new TreeMap<>();
    final Fate fate;
    private final PairRules rules;
    private final InMemoryItemStore mailbox;
    private final InMemoryItemStore crm;
    private final FaultyStore faultyMailbox;
    private final FaultyStore faultyCrm;
    private final MemoryPairs pairs;
    private final MemoryBrakes brakes = new MemoryBrakes();
    private final Prints prints;
    private final Map<String, Set<String>> owed = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private int made;
    private int lines;

    PairSchedule(long seed) {
        this(seed, Planted.NONE);
    }

    /** With a bug. */
    PairSchedule(long seed, Planted bug) {
        fate = new Fate(seed);
        rules = new PairRules(
                ItemKind.TASK,
                fate.random.nextBoolean(),
                fate.random.nextBoolean(),
                PairRules.Winner.values()[fate.random.nextInt(3)]);
        mailbox = new InMemoryItemStore("i", () -> now, true).pages(1 + fate.random.nextInt(5));
        crm = new InMemoryItemStore("r", () -> now, false)
                .pages(1 + fate.random.nextInt(5))
                .cuts(12);
        faultyMailbox = new FaultyStore(mailbox, fate, this::act, bug);
        faultyCrm = new FaultyStore(crm, fate, this::act, bug);
        pairs = new CrashingPairs(fate, bug);
        prints = new Prints(
                value -> Hashes.sha256(bug == Planted.COMPARES_VERSIONS_ONLY ? value + " print " + ++made : value));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            if (fate.random.nextInt(3) == 0) {
                cycle();
            } else {
                act();
            }
            now = now.plusSeconds(fate.random.nextInt(40));
        }
    }

    /** Everything works again; three cycles bring both sides together, a fourth has nothing to do. */
    void settle() {
        fate.heal();
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofHours(25));
            cycle();
        }
        int before = faultyMailbox.writes + faultyCrm.writes;
        now = now.plus(Duration.ofHours(25));
        cycle();
        assertThat(faultyMailbox.writes + faultyCrm.writes - before)
                .as("writes once all is quiet")
                .isZero();
    }

    void check() {
        Map<String, List<StoredItem>> items = byLine(mailbox);
        Map<String, List<StoredItem>> records = byLine(crm);
        Stream.concat(items.entrySet().stream(), records.entrySet().stream())
                .forEach(line -> assertThat(line.getValue())
                        .as("doubled: %s", line.getKey())
                        .hasSizeLessThan(2));
        for (int line = 1; line <= lines; line++) {
            checkLine("line " + line, items, records);
        }
        pairs.all().forEach(pair -> ruled.merge(pair.reason().rule(), 1, Integer::sum));
    }

    private void checkLine(String line, Map<String, List<StoredItem>> items, Map<String, List<StoredItem>> records) {
        if (ended.contains(line)) {
            return;
        }
        List<StoredItem> item = items.getOrDefault(line, List.of());
        List<StoredItem> record = records.getOrDefault(line, List.of());
        assertThat(record).as("lost: %s", line).hasSize(1);
        if (item.isEmpty()) {
            assertThat(rules.down()).as("did not come down: %s", line).isFalse();
            return;
        }
        for (ItemField field : EDITED) {
            assertThat(record.getFirst().value(field))
                    .as("%s of %s", field, line)
                    .isEqualTo(cut(item.getFirst().value(field)));
        }
        assertThat(item.getFirst().is(Trait.UNMARKED)).as("unmarked: %s", line).isFalse();
        for (String value : owed.getOrDefault(line, Set.of())) {
            boolean there = EDITED.stream()
                    .anyMatch(field -> value.equals(item.getFirst().value(field))
                            || value.equals(record.getFirst().value(field)));
            assertThat(there || kept.contains(value))
                    .as("lost: %s of %s", value, line)
                    .isTrue();
        }
    }

    /** One cycle, which may die anywhere. */
    private void cycle() {
        Lease lease = new Lease(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), 1, false);
        Ends ends = new Ends(
                ItemKind.TASK,
                faultyMailbox,
                faultyCrm,
                new Ends.Book(pairs, brakes, lease, ItemKind.TASK, () -> now),
                new PairPlanner(rules, prints),
                prints,
                this::keep,
                id -> "https://org.example/" + id,
                () -> Hashes.sha256("key " + ++made));
        try {
            trace("cycle");
            new PairLane(ends).run();
            trace("ended");
        } catch (Fate.Crash | RemoteFailureException over) {
            trace(over.toString());
        }
    }

    /** What happened, for one seed: {@code -Dtandem.trace=true}. */
    private void trace(String what) {
        if (Boolean.getBoolean("tandem.trace")) {
            System.out.println(now + " " + what + "\n  mailbox " + mailbox.all() + "\n  crm " + crm.all() + "\n  pairs "
                    + pairs.all());
        }
    }

    private void keep(Map<String, List<Loss>> losses) {
        losses.values().forEach(lost -> lost.forEach(loss -> kept.add(loss.value())));
    }

    private void act() {
        Act act = Act.values()[fate.random.nextInt(Act.values().length)];
        boolean done = switch (act) {
            case CREATES_ITEM -> born(line -> mailbox.personCreates(fresh(mailbox, line)));
            case CREATES_RECORD -> born(line -> crm.personCreates(fresh(crm, line)));
            case CHANGES_ITEM -> on(mailbox, id -> edits(mailbox, id));
            case CHANGES_RECORD -> on(crm, id -> edits(crm, id));
            case COMPLETES_RECORD ->
                on(crm, id -> crm.personChanges(id, Map.of(ItemField.STATUS, TaskStatus.COMPLETED.name())));
            case DELETES_ITEM -> on(mailbox, id -> ends(mailbox, id, mailbox::personDeletes));
            case DELETES_RECORD -> on(crm, id -> ends(crm, id, crm::personDeletes));
            case MOVES_ITEM_OUT -> on(mailbox, id -> ends(mailbox, id, this::movesOut));
            case MOVES_ITEM_IN -> outside(mailbox::personMovesIn);
            case UNMARKS_ITEM -> on(mailbox, mailbox::personUnmarks);
            case COPIES_ITEM -> on(mailbox, this::copies);
        };
        if (done) {
            acted.merge(act, 1, Integer::sum);
            trace(act.name());
        }
        if (fate.strikes(Fault.VERSION_STIRS, 10)) {
            on(fate.random.nextBoolean() ? mailbox : crm, id -> {
                InMemoryItemStore side = mailbox.has(id) ? mailbox : crm;
                side.stirs(id);
            });
        }
    }

    private boolean born(java.util.function.Consumer<String> create) {
        create.accept("line " + ++lines);
        return true;
    }

    private Map<ItemField, String> fresh(InMemoryItemStore side, String line) {
        return Map.of(
                ItemField.NOTES,
                line,
                ItemField.SUBJECT,
                owes(side, line),
                ItemField.STATUS,
                TaskStatus.NOT_STARTED.name(),
                ItemField.PRIORITY,
                "NORMAL");
    }

    /** A new value that must not be lost; some are longer than Salesforce holds. */
    private String owes(InMemoryItemStore side, String line) {
        String text = "v" + ++made + (fate.random.nextInt(4) == 0 ? " and much more" : "");
        String value = side == crm ? cut(text) : text;
        owed.computeIfAbsent(line, any -> new HashSet<>()).add(value);
        return value;
    }

    private void edits(InMemoryItemStore side, String id) {
        StoredItem before = side.item(id);
        ItemField field = EDITED.get(fate.random.nextInt(EDITED.size()));
        String line = before.value(ItemField.NOTES);
        forgets(line, before.value(field));
        side.personChanges(id, Map.of(field, fate.random.nextInt(6) == 0 ? "" : owes(side, line)));
    }

    /** What a person has read and replaced is not owed any more; what Salesforce holds of it may be cut. */
    private void forgets(String line, String value) {
        owed.getOrDefault(line, new HashSet<>()).removeIf(one -> one.equals(value) || cut(one).equals(value));
    }

    private void ends(InMemoryItemStore side, String id, java.util.function.Consumer<String> how) {
        ended.add(side.item(id).value(ItemField.NOTES));
        how.accept(id);
    }

    /** A task that is moved before it carries a stamp of its own is another one: a move gives it a new id (sync T-8). */
    private void movesOut(String id) {
        boolean stamped = mailbox.item(id).key() != null;
        String there = mailbox.personMovesOut(id);
        if (!stamped) {
            begins(there);
        }
    }

    private void copies(String id) {
        begins(mailbox.personCopies(id, false));
    }

    private void begins(String copy) {
        String line = "line " + ++lines;
        String subject = mailbox.item(copy).value(ItemField.SUBJECT);
        mailbox.personChanges(copy, Map.of(ItemField.NOTES, line));
        if (mailbox.item(copy).is(Trait.OUTSIDE)) {
            ended.add(line);
        }
        if (!subject.isBlank()) {
            owed.computeIfAbsent(line, any -> new HashSet<>()).add(subject);
        }
    }

    private boolean on(InMemoryItemStore side, java.util.function.Consumer<String> what) {
        return any(side.all().stream().filter(item -> !item.is(Trait.OUTSIDE)).toList(), what);
    }

    private boolean outside(java.util.function.Consumer<String> what) {
        return any(mailbox.all().stream().filter(item -> item.is(Trait.OUTSIDE)).toList(), what);
    }

    private boolean any(List<StoredItem> items, java.util.function.Consumer<String> what) {
        if (items.isEmpty()) {
            return false;
        }
        what.accept(items.get(fate.random.nextInt(items.size())).id());
        return true;
    }

    private static Map<String, List<StoredItem>> byLine(InMemoryItemStore side) {
        Map<String, List<StoredItem>> lines = new TreeMap<>();
        side.all().stream()
                .filter(item -> !item.is(Trait.OUTSIDE))
                .forEach(item -> lines.computeIfAbsent(item.value(ItemField.NOTES), any -> new ArrayList<>())
                        .add(item));
        return lines;
    }

    private static String cut(String value) {
        return value.substring(0, Math.min(12, value.length()));
    }

    /** The journal, at whose writes a node may die. */
    private final class CrashingPairs extends MemoryPairs {

        private final Fate fate;
        private final Planted bug;

        private CrashingPairs(Fate fate, Planted bug) {
            this.fate = fate;
            this.bug = bug;
        }

        @Override
        public Optional<String> cursor(TenantId tenant, UserId user, ItemKind kind, Side side) {
            return bug == Planted.MOVES_THE_CURSOR_EARLY
                    ? Optional.ofNullable((side == Side.MAILBOX ? faultyMailbox : faultyCrm).handedOut)
                    : super.cursor(tenant, user, kind, side);
        }

        @Override
        public void save(Lease lease, Collection<Pair> changed, Collection<String> forgotten) {
            fate.mayCrash(Fault.CRASH_BEFORE_RECORD, 40);
            super.save(lease, changed, forgotten);
            fate.mayCrash(Fault.CRASH_AFTER_RECORD, 40);
        }
    }
}
