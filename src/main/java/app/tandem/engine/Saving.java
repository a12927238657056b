package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.crm.MailKey;
import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.Claim;
import app.tandem.journal.MailEntry;
import app.tandem.platform.Bug;
import app.tandem.safehtml.MailText;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Retry;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves candidates together: duplicates check, reading, linking, intents, one write for all, outcomes. Every step of
 * the crash table (design.md section 3) is recorded before the next begins.
 */
final class Saving {

    /** What came of it: messages whose files follow, and entries that will be shown or tried again. */
    record Result(
            List<Prepared.Saved> created, List<MailEntry> adopted, List<Refusal> refused, List<MailEntry> unrecorded) {

        Result() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        private void refuse(Triage.Candidate candidate, MailEntry entry) {
            refused.add(new Refusal(candidate, entry));
            unrecorded.add(entry);
        }
    }

    /** A candidate that was not saved; its entry says why. */
    record Refusal(Triage.Candidate candidate, MailEntry entry) {}

    private record Order(Prepared prepared, Decision.Links links, MailEntry entry, Row row) {

        Order with(Row shown) {
            return new Order(prepared, links, entry, shown);
        }

        /** The entry while the row goes out: should the answer get lost, it is known what the record is linked with. */
        MailEntry intended() {
            List<RecordRef> with = new ArrayList<>(links.who());
            if (links.what() != null) {
                with.add(links.what());
            }
            return entry.intended(with);
        }
    }

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead", "User");

    /** The record exists; "saved" is said once its files are there too. */
    private static final Reason FILES_FOLLOW = Reason.of(Reason.State.WAITS, "sync A-7");

    private static final Logger log = LoggerFactory.getLogger(Saving.class);

    private final Conversation conversation;
    private final MailPlanner planner;
    private final OrgProfile profile;
    private final Desk desk;
    private final Colleagues colleagues;
    private final ThreadLane threads;

    Saving(
            Conversation conversation,
            MailPlanner planner,
            OrgProfile profile,
            Desk desk,
            Colleagues colleagues,
            ThreadLane threads) {
        this.threads = threads;
        this.conversation = conversation;
        this.planner = planner;
        this.profile = profile;
        this.desk = desk;
        this.colleagues = colleagues;
    }

    /** Saves the candidates; of several copies of one message the first is saved and the others adopt its record. */
    Result save(List<Triage.Candidate> candidates, Map<ItemId, MailEntry> entries) {
        Result result = new Result();
        if (candidates.isEmpty()) {
            return result;
        }
        Map<MailKey, Triage.Candidate> firsts = new LinkedHashMap<>();
        List<Triage.Candidate> copies = new ArrayList<>();
        for (Triage.Candidate candidate : begunFirst(candidates, entries)) {
            if (firsts.putIfAbsent(candidate.key(), candidate) != null) {
                copies.add(candidate);
            }
        }
        saveFirsts(List.copyOf(firsts.values()), entries, result);
        adoptCopies(copies, entries, result);
        record(result);
        return result;
    }

    /** The copy that may have reached the CRM already goes on; its files are still to follow. */
    private static List<Triage.Candidate> begunFirst(
            List<Triage.Candidate> candidates, Map<ItemId, MailEntry> entries) {
        return candidates.stream()
                .sorted(Comparator.comparing(candidate -> !intended(entries, candidate)))
                .toList();
    }

    private void record(Result result) {
        desk.record(result.unrecorded());
        result.unrecorded().clear();
    }

    private void saveFirsts(List<Triage.Candidate> candidates, Map<ItemId, MailEntry> entries, Result result) {
        Set<MailKey> keys = new HashSet<>();
        candidates.forEach(candidate -> keys.add(candidate.key()));
        Map<MailKey, RecordRef> known = new SavedRecords(conversation, desk, colleagues).of(keys);
        Set<String> unfiled = unfiled(known.keySet());
        List<Triage.Candidate> fresh = new ArrayList<>();
        for (Triage.Candidate candidate : candidates) {
            RecordRef record = known.get(candidate.key());
            boolean own = intended(entries, candidate);
            if (record != null && !own && unfiled.contains(desk.fingerprint(candidate.key()))) {
                adoptUnfiled(candidate, entries, record, result);
            } else if (record != null && !own) {
                adopt(candidate, entries, record, "sync D-1", result);
            } else {
                fresh.add(candidate);
            }
        }
        Reading.Read read = new Reading(conversation, planner, profile).read(fresh);
        read.unread().forEach(unread -> unread(unread, entries, result));
        create(decide(threads.join(read.prepared()), known, entries, result), entries, result);
    }

    /** Messages that a colleague has saved and whose files still follow. */
    private Set<String> unfiled(Set<MailKey> saved) {
        Set<String> unfiled = new HashSet<>();
        if (!saved.isEmpty()) {
            desk.claims(saved.stream().map(desk::fingerprint).toList()).values().stream()
                    .filter(claim -> claim.record() != null && !claim.filed())
                    .filter(claim -> !claim.user().equals(conversation.user().id()))
                    .forEach(claim -> unfiled.add(claim.messageKey()));
        }
        return unfiled;
    }

    private List<Order> decide(
            List<Prepared> prepared, Map<MailKey, RecordRef> known, Map<ItemId, MailEntry> entries, Result result) {
        Map<ItemId, MailText> texts = new HashMap<>();
        List<Triage.Candidate> read = new ArrayList<>();
        for (Prepared one : prepared) {
            texts.put(one.candidate().mail().id(), one.text());
            read.add(one.candidate());
        }
        Candidates found =
                read.isEmpty() ? Candidates.none() : conversation.crm().search(planner.search(read, texts));
        List<Order> orders = new ArrayList<>();
        for (Prepared one : prepared) {
            try {
                decide(one, known, entries, found, orders, result);
            } catch (RuntimeException bug) {
                log.error("a message could not be planned: {}", Bug.in(bug));
                refuse(one.candidate(), entries, Reason.of(Reason.State.REFUSED, "sync Y-12", "INTERNAL"), result);
            }
        }
        return orders;
    }

    private void decide(
            Prepared one,
            Map<MailKey, RecordRef> known,
            Map<ItemId, MailEntry> entries,
            Candidates found,
            List<Order> orders,
            Result result) {
        Triage.Candidate candidate = one.candidate();
        switch (planner.decide(candidate, known.get(candidate.key()), one.text(), found, profile)) {
            case Decision.Save save -> {
                threads.decided(candidate, save);
                orders.add(order(one, save, entries));
            }
            case Decision.Adopt adopt -> adoptOwn(one, entries, adopt.record(), result);
            case Decision.Refuse refuse
            when refuse.reason().state() == Reason.State.LEFT_ALONE ->
                desk.forget(List.of(candidate.mail().id()));
            case Decision.Refuse refuse -> refuse(candidate, entries, refuse.reason(), result);
        }
    }

    private Order order(Prepared one, Decision.Save save, Map<ItemId, MailEntry> entries) {
        MailEntry entry = entry(
                one.candidate(),
                entries,
                Reason.of(Reason.State.WAITS, save.reason().rule()));
        return new Order(
                one,
                save.links(),
                entry,
                planner.row(one.candidate(), save.links(), one.stored(), one.files(), profile));
    }

    private void create(List<Order> orders, Map<ItemId, MailEntry> entries, Result result) {
        Set<String> attempted = new HashSet<>();
        List<Order> ours = claim(orders, entries, attempted, result);
        record(result);
        intend(ours, attempted);
        List<Order> pending = withPictures(adoptEarlierAttempts(ours, attempted, result), result);
        if (pending.isEmpty()) {
            return;
        }
        desk.save(pending.stream()
                .filter(order -> attempted.contains(order.entry().messageKey()))
                .map(Order::intended)
                .toList());
        List<WriteOutcome> outcomes =
                conversation.crm().create(pending.stream().map(Order::row).toList());
        List<MailEntry> recorded = new ArrayList<>();
        Set<String> released = new HashSet<>();
        for (int i = 0; i < pending.size(); i++) {
            Order order = pending.get(i);
            MailEntry entry = after(outcomes.get(i), order, result);
            recorded.add(entry);
            if (entry.stage() == MailEntry.Stage.IDLE) {
                released.add(entry.messageKey());
            }
        }
        desk.record(recorded);
        desk.release(released);
    }

    /** Leaves to colleagues what they are saving right now (sync D-5), and tells what somebody may have written already. */
    private List<Order> claim(
            List<Order> orders, Map<ItemId, MailEntry> entries, Set<String> attempted, Result result) {
        if (orders.isEmpty()) {
            return orders;
        }
        Set<String> keys = new HashSet<>();
        orders.forEach(order -> keys.add(order.entry().messageKey()));
        Map<String, Claim> claims = desk.claim(keys);
        List<Order> ours = new ArrayList<>();
        for (Order order : orders) {
            Claim claim = claims.get(order.entry().messageKey());
            RecordRef record = claim == null ? null : claim.record();
            if (claim == null || claim.user().equals(conversation.user().id())) {
                ours.add(order);
                if (claim == null || claim.attempted() || order.entry().stage() == MailEntry.Stage.INTENDED) {
                    attempted.add(order.entry().messageKey());
                }
            } else if (record != null && claim.filed()) {
                adopt(order.prepared().candidate(), entries, record, "sync D-1", result);
            } else if (record != null) {
                adoptUnfiled(order.prepared().candidate(), entries, record, result);
            } else {
                wait(order, Reason.of(Reason.State.WAITS, "sync D-5"), result);
            }
        }
        return ours;
    }

    private void wait(Order order, Reason reason, Result result) {
        MailEntry entry =
                order.entry().because(reason, desk.now()).retry(desk.now().plus(Retry.COLLEAGUE));
        result.refuse(order.prepared().candidate(), entry);
    }

    /** An earlier attempt's links stay noted until it is known that nothing came of it. */
    private void intend(List<Order> orders, Set<String> attempted) {
        desk.save(orders.stream()
                .map(order -> (attempted.contains(order.entry().messageKey())
                                ? order.entry().at(MailEntry.Stage.INTENDED)
                                : order.intended())
                        .retry(desk.now()))
                .toList());
    }

    /** Look before repeat: an earlier attempt, ours or a colleague's, may have reached the CRM although its answer got lost. */
    private List<Order> adoptEarlierAttempts(List<Order> orders, Set<String> attempted, Result result) {
        if (attempted.isEmpty()) {
            return orders;
        }
        Map<Row, RecordRef> done = conversation
                .crm()
                .lookUp(orders.stream()
                        .filter(order -> attempted.contains(order.entry().messageKey()))
                        .map(Order::row)
                        .toList());
        List<MailEntry> adopted = new ArrayList<>();
        List<Order> pending = new ArrayList<>();
        for (Order order : orders) {
            RecordRef record = done.get(order.row());
            if (record == null) {
                pending.add(order);
            } else {
                adopted.add(
                        created(order, record, promised(order.entry(), record).orElse(order.links()), result));
            }
        }
        desk.record(adopted);
        return pending;
    }

    /** What is shown is stored before (sync E-4); a message whose pictures cannot be had now waits with them. */
    private List<Order> withPictures(List<Order> orders, Result result) {
        TextPictures.Kept kept = new TextPictures(conversation, desk)
                .keep(orders.stream().map(Order::prepared).toList());
        List<Order> ready = new ArrayList<>();
        List<MailEntry> waiting = new ArrayList<>();
        for (Order order : orders) {
            Prepared one = order.prepared();
            if (kept.waits(one)) {
                MailEntry entry = order.entry().at(MailEntry.Stage.IDLE);
                waiting.add(waits(
                        order,
                        AttachmentEntry.SHOWN,
                        "PICTURES",
                        entry,
                        kept.until(one).orElse(null),
                        result));
            } else if (kept.of(one).isEmpty()) {
                ready.add(order);
            } else {
                ready.add(order.with(
                        planner.row(one.candidate(), order.links(), one.stored(), one.files(), kept.of(one), profile)));
            }
        }
        desk.record(waiting);
        desk.release(waiting.stream().map(MailEntry::messageKey).toList());
        return ready;
    }

    private MailEntry after(WriteOutcome outcome, Order order, Result result) {
        MailEntry intended = order.intended();
        return switch (outcome) {
            case WriteOutcome.Done done ->
                created(order, new RecordRef(order.row().type(), done.id()), order.links(), result);
            case WriteOutcome.Exists exists -> {
                MailEntry adopted = order.entry()
                        .because(Reason.of(Reason.State.SAVED, "sync D-1"), desk.now())
                        .saved(
                                Optional.ofNullable(exists.id())
                                        .map(id -> List.of(
                                                new RecordRef(order.row().type(), id)))
                                        .orElse(List.of()),
                                List.of())
                        .at(MailEntry.Stage.FILED)
                        .retry(desk.now());
                result.adopted().add(adopted);
                yield adopted;
            }
            case WriteOutcome.Refused refused -> {
                Reason reason =
                        new Reason(Reason.State.REFUSED, rule(refused.code()), refused.code(), refused.fields());
                MailEntry entry = order.entry()
                        .because(reason, desk.now())
                        .at(MailEntry.Stage.IDLE)
                        .failed(Retry.refused(order.entry().attempts(), desk.now()));
                result.refused().add(new Refusal(order.prepared().candidate(), entry));
                yield entry;
            }
            case WriteOutcome.Later later ->
                waits(order, "sync Y-12", later.code(), order.entry().at(MailEntry.Stage.IDLE), later.until(), result);
            case WriteOutcome.Unknown unknown -> waits(order, "sync Y-12", unknown.code(), intended, null, result);
            case WriteOutcome.Gone gone -> waits(order, "sync Y-12", "GONE", intended, null, result);
            case WriteOutcome.Changed changed -> waits(order, "sync Y-12", "CHANGED", intended, null, result);
        };
    }

    private static String rule(String code) {
        return code.equals("REQUIRED_FIELD_MISSING") ? "sync Z-3" : "sync Z-35";
    }

    private MailEntry waits(
            Order order, String rule, String code, MailEntry at, @Nullable Instant until, Result result) {
        MailEntry entry = desk.putOff(
                order.prepared().candidate().mail(),
                at.because(Reason.of(Reason.State.WAITS, rule, code), desk.now()),
                until);
        result.refused().add(new Refusal(order.prepared().candidate(), entry));
        return entry;
    }

    /**
     * What a record that is there already is linked with: as a colleague noted it, else as an earlier attempt went out, ours or
     * a colleague's.
     */
    private Optional<Decision.Links> promised(MailEntry entry, RecordRef record) {
        boolean own =
                entry.stage() == MailEntry.Stage.INTENDED && !entry.people().isEmpty();
        List<RecordRef> noted = desk.linked(entry.messageKey(), record);
        List<RecordRef> links = !noted.isEmpty() ? noted : own ? entry.people() : desk.promised(entry.messageKey());
        List<RecordRef> who =
                links.stream().filter(one -> PEOPLE.contains(one.type())).toList();
        RecordRef what = links.stream()
                .filter(one -> !PEOPLE.contains(one.type()))
                .findFirst()
                .orElse(null);
        return links.isEmpty() ? Optional.empty() : Optional.of(new Decision.Links(who, what, null));
    }

    /** What is noted of a record with these links: itself, the business record, the Account. */
    static List<RecordRef> records(RecordRef record, Decision.Links links) {
        List<RecordRef> records = new ArrayList<>(List.of(record));
        if (links.what() != null) {
            records.add(links.what());
        }
        if (links.account() != null && !records.contains(links.account())) {
            records.add(links.account());
        }
        return records;
    }

    private MailEntry created(Order order, RecordRef record, Decision.Links links, Result result) {
        MailEntry entry = order.entry()
                .because(FILES_FOLLOW, desk.now())
                .saved(records(record, links), links.who())
                .at(MailEntry.Stage.CREATED)
                .retry(desk.now());
        result.created()
                .add(new Prepared.Saved(
                        order.prepared().candidate(), entry, order.prepared().files()));
        return entry;
    }

    /** A record of an attempt of ours whose answer was lost: its files follow. */
    private void adoptOwn(Prepared one, Map<ItemId, MailEntry> entries, RecordRef record, Result result) {
        MailEntry known = entry(one.candidate(), entries, FILES_FOLLOW);
        Decision.Links links = promised(known, record).orElse(Decision.Links.NONE);
        MailEntry entry = known.saved(records(record, links), links.who())
                .at(MailEntry.Stage.CREATED)
                .retry(desk.now());
        result.unrecorded().add(entry);
        result.created().add(new Prepared.Saved(one.candidate(), entry, one.files()));
    }

    /** Somebody's record is this message already; its files are not stored again (sync A-11). */
    private void adopt(
            Triage.Candidate candidate, Map<ItemId, MailEntry> entries, RecordRef record, String rule, Result result) {
        MailEntry entry = entry(candidate, entries, Reason.of(Reason.State.SAVED, rule))
                .saved(List.of(record), List.of())
                .at(MailEntry.Stage.FILED)
                .retry(desk.now());
        result.unrecorded().add(entry);
        result.adopted().add(entry);
    }

    /** A colleague's record whose files still follow: whoever is left stores them (sync A-7). */
    private void adoptUnfiled(
            Triage.Candidate candidate, Map<ItemId, MailEntry> entries, RecordRef record, Result result) {
        MailEntry entry = entry(candidate, entries, FILES_FOLLOW)
                .saved(List.of(record), List.of())
                .at(MailEntry.Stage.CREATED);
        result.unrecorded().add(entry.failed(Retry.later(entry.attempts(), null, desk.now())));
    }

    private void adoptCopies(List<Triage.Candidate> copies, Map<ItemId, MailEntry> entries, Result result) {
        Map<String, RecordRef> records = new HashMap<>();
        result.created()
                .forEach(saved ->
                        records.put(saved.entry().messageKey(), saved.entry().activity()));
        result.adopted().stream()
                .filter(entry -> !entry.records().isEmpty())
                .forEach(entry -> records.put(entry.messageKey(), entry.activity()));
        for (Triage.Candidate copy : copies) {
            RecordRef record = records.get(desk.fingerprint(copy.key()));
            if (record != null) {
                adopt(copy, entries, record, "sync D-1", result);
            } else {
                MailEntry entry = entry(copy, entries, Reason.of(Reason.State.WAITS, "sync D-5"))
                        .retry(Retry.sweep(desk.now()));
                result.refuse(copy, entry);
            }
        }
    }

    private void unread(Reading.Unread unread, Map<ItemId, MailEntry> entries, Result result) {
        MailEntry entry = entry(unread.candidate(), entries, unread.reason());
        result.refuse(
                unread.candidate(),
                unread.reason().state() == Reason.State.REFUSED
                        ? entry.failed(Retry.refused(entry.attempts(), desk.now()))
                        : desk.putOff(unread.candidate().mail(), entry, unread.until()));
    }

    /** Not now; an intent whose outcome is unknown stays one. */
    private void refuse(Triage.Candidate candidate, Map<ItemId, MailEntry> entries, Reason reason, Result result) {
        result.refuse(candidate, entry(candidate, entries, reason).retry(Retry.sweep(desk.now())));
    }

    private MailEntry entry(Triage.Candidate candidate, Map<ItemId, MailEntry> entries, Reason reason) {
        return desk.entry(
                candidate.mail(),
                candidate.key(),
                Optional.ofNullable(entries.get(candidate.mail().id())),
                reason);
    }

    private static boolean intended(Map<ItemId, MailEntry> entries, Triage.Candidate candidate) {
        MailEntry entry = entries.get(candidate.mail().id());
        return entry != null && entry.stage() == MailEntry.Stage.INTENDED;
    }
}
