package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.crm.InMemoryCrm;
import app.tandem.crm.Trouble;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.SaveWish;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.MailboxFaults;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two colleagues, their mail and bad luck, all from one seed; knows what ought to be in Salesforce in the end. */
final class MailLaneSchedule {

    /** What can go wrong. */
    enum Fault {
        ANSWER_LOST,
        REQUEST_LOST,
        ROWS_LATER,
        ROWS_REFUSED,
        CALL_REFUSED,
        DIES_BEFORE,
        DIES_AFTER,
        MAILBOX_BEFORE,
        MAILBOX_AFTER,
        WRITE_LATER,
        WRITE_ANSWER_LOST,
        READ_LATER,
        LOCATE_LATER,
        STREAM_BREAKS,
        REPLAY,
        CURSORS_LOST
    }

    private record Copy(User owner, ItemId id, int number) {}

    private static final List<String> CALLS = List.of(
            "profile",
            "findSaved",
            "search",
            "create",
            "lookUp",
            "attach",
            "link",
            "relink",
            "delete",
            "trace",
            "files");
    private static final String CUSTOMER = "carla@customer.example";

    private final Random random;
    private final EngineWorld world;
    private final List<User> users;
    private final List<Copy> copies = new ArrayList<>();
    private final Set<Integer> marked = new HashSet<>();
    private final Map<Integer, Integer> files = new HashMap<>();
    private final Set<Integer> strangers = new HashSet<>();
    private final Map<Fault, Integer> faultsMet = new EnumMap<>(Fault.class);
    private final Map<Copy, SaveWish> wished = new LinkedHashMap<>();
    private final List<RecordRef> people;
    private final List<RecordRef> business;
    private final Map<Copy, Integer> undone = new LinkedHashMap<>();
    private final Map<Copy, Integer> wishedAt = new LinkedHashMap<>();
    private final Map<Copy, Integer> asked = new HashMap<>();
    private final Map<Integer, Integer> relinked = new HashMap<>();
    private int acts;
    private int letters;
    private int takenBack;
    private int kept;
    private int met;
    private int refused;

    MailLaneSchedule(long seed, EngineWorld world) {
        this.world = world;
        random = new Random(seed);
        world.crm.packageInstalled = random.nextInt(3) > 0;
        people = List.of(contact(CUSTOMER), contact("dora@customer.example"));
        business = Stream.of("one", "two", "three")
                .map(name -> new RecordRef("Account", world.crm.put("Account", Map.of("Name", name))))
                .toList();
        users = List.of(world.anna, world.joins("bert@tandem.example", 2));
        users.forEach(user -> world.mailbox(user).pageSize(1 + random.nextInt(5)));
    }

    Map<Fault, Integer> met() {
        return faultsMet;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(15)) {
                case 0, 1 -> delivers();
                case 2 -> moves();
                case 3 -> categorises();
                case 4, 5 -> breaks(Fault.values()[random.nextInt(Fault.values().length)], any(users));
                case 10, 11 -> wishes();
                case 12, 13 -> undoes();
                case 14 -> relinks();
                case 6 -> world.passes(Duration.ofSeconds(1 + random.nextInt(90)));
                default -> cycles(any(users));
            }
        }
    }

    /** Nothing breaks any more, and time passes. */
    void heal() {
        world.crm.troubles(call -> null);
        users.forEach(user -> world.mailbox(user).faults(MailboxFaults.NONE));
        for (int i = 0; i < 4; i++) {
            world.passes(Duration.ofHours(25));
            users.forEach(world::runsUntilQuiet);
        }
    }

    void check() {
        Set<Integer> asked = Stream.concat(wished.keySet().stream(), undone.keySet().stream())
                .map(Copy::number)
                .collect(Collectors.toSet());
        Set<Integer> expected =
                marked.stream().filter(number -> !strangers.contains(number)).collect(Collectors.toSet());
        assertThat(world.crm.rows("Task").stream()
                        .map(task -> (String) task.get("Subject"))
                        .filter(subject -> asked.stream()
                                .noneMatch(number -> subject(number).equals(subject))))
                .as("tasks nobody wished for by hand")
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .filter(number -> !asked.contains(number))
                        .map(MailLaneSchedule::subject)
                        .toList());
        asked.forEach(number -> {
            List<Map<String, Object>> tasks = tasks(number);
            assertThat(tasks.stream().map(task -> links(number, task)))
                    .as("activities of " + number)
                    .doesNotHaveDuplicates();
            if (expected.contains(number) && undone.keySet().stream().noneMatch(copy -> copy.number() == number)) {
                assertThat(tasks).as("marked and wished for").isNotEmpty();
            }
            if (tasks.isEmpty()) {
                expected.remove(number);
            } else {
                expected.add(number);
            }
        });
        wished.forEach((copy, wish) -> {
            if (holds(copy)) {
                checkWish(copy, wish);
            }
        });
        undone.keySet().forEach(this::checkUndone);
        undone.keySet().stream().map(Copy::number).distinct().forEach(this::checkNothingLostOrLeft);
        List<String> wanted = new ArrayList<>();
        expected.forEach(number -> {
            for (int file = 0; file < files.get(number); file++) {
                wanted.add(fileName(number, file));
            }
        });
        assertThat(world.crm.files().stream().map(InMemoryCrm.StoredFile::name))
                .as("files")
                .containsExactlyInAnyOrderElementsOf(wanted);
        int calls = world.crm.calls().size();
        users.forEach(world::cycle);
        assertThat(world.crm.calls().subList(calls, world.crm.calls().size()))
                .as("writes into a quiet world")
                .noneMatch(call -> Set.of("create", "delete").contains(call.operation()));
    }

    /** What may stand there once. Who gives an own activity other links may come upon those that a colleague chose. */
    private String links(int number, Map<String, Object> task) {
        String links = task.get("WhoId") + "/" + task.get("WhatId");
        return relinked.containsKey(number) ? links + "/" + task.get("CreatedById") : links;
    }

    /** Whether the last word of its owner on this copy was to take its message back. */
    private boolean isUndoneSince(Copy copy) {
        return isUndoneAfter(copy, asked.getOrDefault(copy, 0));
    }

    /**
     * Whether the chosen records still count: who takes a message back and marks it again asks for automatic ones, and who
     * gives it other links wants those alone.
     */
    private boolean holds(Copy copy) {
        int at = wishedAt.getOrDefault(copy, 0);
        return wished.containsKey(copy) && !isUndoneAfter(copy, at) && relinked.getOrDefault(copy.number(), 0) <= at;
    }

    private boolean isUndoneAfter(Copy copy, int last) {
        return undone.entrySet().stream()
                .anyMatch(undo -> undo.getKey().owner().equals(copy.owner())
                        && undo.getKey().number() == copy.number()
                        && undo.getValue() > last);
    }

    /** Not saved any more, or still saved and refused by name. */
    private void checkUndone(Copy copy) {
        if (isUndoneSince(copy) && undone.get(copy) > asked.getOrDefault(copy, 0)) {
            ItemAnswer answer = world.answer(copy.owner(), copy.id());
            if (answer.state() == ItemAnswer.State.NOT_SAVED) {
                takenBack++;
            } else {
                assertThat(answer.state()).as("kept " + answer).isEqualTo(ItemAnswer.State.SAVED);
                assertThat(answer.reason().rule()).as("why kept " + answer).isEqualTo("pane U-188");
                assertThat(answer.reason().state()).as("why kept " + answer).isEqualTo(Reason.State.REFUSED);
                kept++;
            }
        }
    }

    /** Whoever's last word was to save has it saved, in activities that are there; what nobody has saved is not there. */
    private void checkNothingLostOrLeft(int number) {
        boolean somebody = false;
        for (Copy copy : copies.stream().filter(one -> one.number() == number).toList()) {
            ItemAnswer answer = world.answer(copy.owner(), copy.id());
            boolean saved = answer.state() == ItemAnswer.State.SAVED;
            somebody |= saved;
            assertThat(answer.activities())
                    .as("activities of " + answer)
                    .allSatisfy(record -> assertThat(world.crm.get(record.id())).isNotNull());
            boolean wanted =
                    asked.containsKey(copy) && !isUndoneSince(copy) && (holds(copy) || !strangers.contains(number));
            boolean refusedByName = answer.reason() != null && answer.reason().state() == Reason.State.REFUSED;
            assertThat(saved || refusedByName || !wanted).as("wanted " + answer).isTrue();
        }
        if (!somebody) {
            assertThat(tasks(number)).as("left behind").isEmpty();
        }
    }

    /** How many undo wishes took back what was saved, and how many were refused by name. */
    int undone(boolean fulfilled) {
        return fulfilled ? takenBack : kept;
    }

    private boolean isMadeBy(User user, String id) {
        return user.connectedCrm().userId().equals(world.crm.get(id).get("CreatedById"));
    }

    private long filesOf(String id) {
        return world.crm.files().stream()
                .filter(file -> file.parent().equals(id) || file.links().contains(id))
                .count();
    }

    /** Met, with all its records and no one else's; or refused by name. */
    private void checkWish(Copy copy, SaveWish wish) {
        ItemAnswer answer = world.answer(copy.owner(), copy.id());
        if (answer.state() != ItemAnswer.State.SAVED || answer.reason().state() == Reason.State.REFUSED) {
            assertThat(answer.reason()).as("reason of " + answer).isNotNull();
            assertThat(answer.reason().state()).as("state of " + answer).isEqualTo(Reason.State.REFUSED);
            refused++;
            return;
        }
        met++;
        Set<Object> linked = new HashSet<>();
        tasks(copy.number()).forEach(task -> {
            linked.add(task.get("WhoId"));
            linked.add(task.get("WhatId"));
            if (task.get("TaskWhoIds") instanceof List<?> who) {
                linked.addAll(who);
            }
        });
        answer.activities().stream()
                .map(RecordRef::id)
                .filter(id -> isMadeBy(copy.owner(), id))
                .forEach(id -> assertThat(filesOf(id))
                        .as("files of activity " + id + " of " + copy.number())
                        .isEqualTo((long) files.get(copy.number())));
        assertThat(linked)
                .as("links of " + copy.number())
                .containsAll(wish.records().stream().map(RecordRef::id).toList());
    }

    private List<Map<String, Object>> tasks(int number) {
        return world.crm.rows("Task").stream()
                .filter(task -> subject(number).equals(task.get("Subject")))
                .toList();
    }

    private RecordRef contact(String address) {
        return new RecordRef("Contact", world.contact(address));
    }

    /** A person chooses records for any copy, or changes his mind. */
    private void wishes() {
        if (!copies.isEmpty()) {
            Copy copy = any(copies);
            SaveWish wish = choice();
            world.wishes.save(copy.owner().tenant(), copy.owner().id(), copy.id(), wish);
            note(copy, wish);
        }
    }

    /** A person gives any copy other links, saved or not. */
    private void relinks() {
        if (!copies.isEmpty()) {
            Copy copy = any(copies);
            SaveWish wish = choice();
            world.wishes.link(copy.owner().tenant(), copy.owner().id(), copy.id(), wish);
            note(copy, wish);
            relinked.put(copy.number(), acts);
        }
    }

    private SaveWish choice() {
        List<RecordRef> what = business.subList(0, random.nextInt(business.size() + 1));
        List<RecordRef> who = what.isEmpty() || random.nextBoolean() ? List.of(any(people)) : List.of();
        return SaveWish.to(who, what);
    }

    private void note(Copy copy, SaveWish wish) {
        wished.put(copy, wish);
        asked.put(copy, ++acts);
        wishedAt.put(copy, acts);
    }

    /** A person takes back what he sees can be taken back. */
    private void undoes() {
        List<Copy> undoable = copies.stream()
                .filter(copy -> world.answer(copy.owner(), copy.id()).undoable())
                .toList();
        if (!undoable.isEmpty()) {
            Copy copy = any(undoable);
            world.wishes.undo(copy.owner().tenant(), copy.owner().id(), copy.id());
            undone.put(copy, ++acts);
        }
    }

    /** While it is being taken back its owner leaves the message alone: the oracle need not guess who was faster. */
    private boolean isLeaving(Copy copy) {
        return undone.keySet().stream()
                .filter(undo -> undo.owner().equals(copy.owner()) && undo.number() == copy.number())
                .map(undo -> world.answer(undo.owner(), undo.id()).reason())
                .anyMatch(reason ->
                        reason != null && reason.rule().equals("pane U-188") && reason.state() == Reason.State.WAITS);
    }

    /** How many wishes were met, and how many refused by name. */
    int met(boolean fulfilled) {
        return fulfilled ? met : refused;
    }

    private void delivers() {
        int number = ++letters;
        boolean known = random.nextInt(4) > 0;
        Letter letter = Letter.about(subject(number))
                .from(known ? CUSTOMER : "nobody" + number + "@elsewhere.example")
                .to(EngineWorld.ANNA, "bert@tandem.example")
                .at(world.now().minusSeconds(random.nextInt(5_000)));
        int count = random.nextInt(3);
        for (int file = 0; file < count; file++) {
            letter = letter.with(fileName(number, file), "text/plain", bytes(number + "/" + file));
        }
        files.put(number, count);
        if (!known) {
            strangers.add(number);
        }
        int many = 1 + random.nextInt(3);
        for (int i = 0; i < many; i++) {
            User owner = any(users);
            MailFolder folder = any(List.of(MailFolder.INBOX, MailFolder.MARKER));
            Copy copy = new Copy(owner, world.mailbox(owner).deliver(folder, letter), number);
            copies.add(copy);
            noteMark(copy);
        }
    }

    /** By hand; what is marked and not saved yet stays where it is, so that the oracle need not guess who was faster. */
    private void moves() {
        if (!copies.isEmpty()) {
            Copy copy = any(copies);
            Mail mail = mail(copy);
            MailFolder to = any(List.of(MailFolder.INBOX, MailFolder.MARKER, MailFolder.OTHER));
            boolean asks = isMarked(mail);
            boolean shown = mail.categories().contains("Status: Tracked successfully.");
            if (to != mail.folder() && !isLeaving(copy) && (to == MailFolder.MARKER || !asks || shown)) {
                world.mailbox(copy.owner()).move(copy.id(), to);
                noteMark(copy);
            }
        }
    }

    private void categorises() {
        if (!copies.isEmpty()) {
            Copy copy = any(copies);
            Mail mail = mail(copy);
            if (mail.folder() != MailFolder.OTHER
                    && !isLeaving(copy)
                    && !mail.categories().contains("Salesforce")) {
                List<String> more = new ArrayList<>(mail.categories());
                more.add("Salesforce");
                world.mailbox(copy.owner()).categorise(copy.id(), more);
                noteMark(copy);
            }
        }
    }

    private void noteMark(Copy copy) {
        Mail mail = mail(copy);
        if (isMarked(mail)) {
            marked.add(copy.number());
            if (mail.folder() == MailFolder.MARKER || !mail.categories().contains("Status: Tracked successfully.")) {
                asked.put(copy, ++acts);
            }
        }
    }

    private static boolean isMarked(Mail mail) {
        return mail.folder() == MailFolder.MARKER
                || mail.folder() != MailFolder.OTHER && mail.categories().contains("Salesforce");
    }

    private Mail mail(Copy copy) {
        return world.mailbox(copy.owner()).find(copy.id()).orElseThrow();
    }

    /** No two cycles come at the same time: what was changed after it was made is told by that. */
    private void cycles(User user) {
        world.passes(Duration.ofSeconds(2));
        try {
            world.cycle(user);
        } catch (Trouble.Died died) {
            world.passes(Duration.ofSeconds(41));
        }
    }

    private void breaks(Fault fault, User user) {
        switch (fault) {
            case ANSWER_LOST -> salesforce(fault, new Trouble.AnswerLost());
            case REQUEST_LOST -> salesforce(fault, new Trouble.RequestLost());
            case ROWS_LATER ->
                salesforce(fault, new Trouble.Rows(2, new WriteOutcome.Later("UNABLE_TO_LOCK_ROW", null)));
            case ROWS_REFUSED ->
                salesforce(fault, new Trouble.Rows(1, new WriteOutcome.Refused("REQUIRED_FIELD_MISSING", List.of())));
            case CALL_REFUSED ->
                salesforce(
                        fault,
                        new Trouble.Fails(
                                new RemoteFailure.Throttled("429", world.now().plusSeconds(60))));
            case DIES_BEFORE -> salesforce(fault, new Trouble.Crashes(false));
            case DIES_AFTER -> salesforce(fault, new Trouble.Crashes(true));
            case REPLAY -> {
                world.mailbox(user).replay();
                count(fault);
            }
            case CURSORS_LOST -> {
                world.mailbox(user).loseCursors();
                count(fault);
            }
            default -> world.mailbox(user).faults(new Once(fault));
        }
    }

    private void salesforce(Fault fault, Trouble trouble) {
        String operation = fault == Fault.ROWS_REFUSED
                ? "create"
                : fault == Fault.ROWS_LATER ? any(List.of("create", "attach", "link", "relink", "delete")) : any(CALLS);
        boolean[] spent = new boolean[1];
        world.crm.troubles(call -> {
            if (spent[0] || !call.operation().equals(operation)) {
                return null;
            }
            spent[0] = true;
            count(fault);
            return trouble;
        });
    }

    private void count(Fault fault) {
        faultsMet.merge(fault, 1, Integer::sum);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String subject(int number) {
        return "Mail " + number;
    }

    private static String fileName(int number, int file) {
        return "file-" + number + "-" + file + ".txt";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A mailbox that does one thing wrong, once. */
    private final class Once implements MailboxFaults {

        private final Fault fault;
        private final Op op;
        private boolean spent;

        Once(Fault fault) {
            this.fault = fault;
            this.op = any(List.of(Op.IDENTITY, Op.CUSTOMISE, Op.CHANGES, Op.LOCATE, Op.READ, Op.FILES, Op.APPLY));
        }

        /** Some services name a time, others do not. */
        private @Nullable Instant named() {
            return random.nextBoolean() ? world.now().plusSeconds(1 + random.nextInt(60)) : null;
        }

        private boolean now(Fault which, boolean here) {
            if (spent || fault != which || !here) {
                return false;
            }
            spent = true;
            count(which);
            return true;
        }

        @Override
        public void before(Op called) {
            if (now(Fault.MAILBOX_BEFORE, called == op)) {
                throw new RemoteFailureException(new RemoteFailure.Unreachable("503"));
            }
        }

        @Override
        public void after(Op called) {
            if (now(Fault.MAILBOX_AFTER, called == op)) {
                throw new RemoteFailureException(new RemoteFailure.Unreachable("CUT"));
            }
        }

        @Override
        public <T> Optional<ReadOutcome<T>> instead(Op called, ItemId id) {
            boolean later = now(Fault.READ_LATER, called == Op.READ) || now(Fault.LOCATE_LATER, called == Op.LOCATE);
            return later ? Optional.of(new ReadOutcome.Later<>("429", named())) : Optional.empty();
        }

        @Override
        public Optional<WriteOutcome> insteadOf(MailChange change) {
            return now(Fault.WRITE_LATER, true)
                    ? Optional.of(new WriteOutcome.Later("429", named()))
                    : Optional.empty();
        }

        @Override
        public Optional<WriteOutcome> afterwards(MailChange change) {
            return now(Fault.WRITE_ANSWER_LOST, true) ? Optional.of(new WriteOutcome.Unknown("CUT")) : Optional.empty();
        }

        @Override
        public Optional<Integer> breakAfter(ItemId item) {
            return now(Fault.STREAM_BREAKS, true) ? Optional.of(0) : Optional.empty();
        }
    }
}
