package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.MailEntry;
import app.tandem.sync.Decision;
import app.tandem.sync.Retry;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes of candidates that are saved together: how each of them ends, and the entry that says so. */
final class Tally {

    /** A candidate that was not saved; its entry says why. */
    record Refusal(Triage.Candidate candidate, MailEntry entry) {}

    private static final Set<String> PEOPLE = Set.of("Contact", "Lead", "User");

    /** The record exists; "saved" is said once its files are there too. */
    private static final Reason FILES_FOLLOW = Reason.of(Reason.State.WAITS, "sync A-7");

    private static final Reason ADOPTED = Reason.of(Reason.State.SAVED, "sync D-1");
    private static final Reason BEING_SAVED = Reason.of(Reason.State.WAITS, "sync D-5");

    private final Desk desk;
    private final Map<ItemId, MailEntry> known;
    private final List<Prepared.Saved> created = new ArrayList<>();
    private final List<MailEntry> adopted = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<MailEntry> unrecorded = new ArrayList<>();

    /** @param known the entries that the candidates have already */
    Tally(Desk desk, Map<ItemId, MailEntry> known) {
        this.desk = desk;
        this.known = known;
    }

    /** Messages whose files follow. */
    List<Prepared.Saved> created() {
        return created;
    }

    /** Entries of messages that somebody's record is already. */
    List<MailEntry> adopted() {
        return adopted;
    }

    /** Candidates that were not saved, for now or for good. */
    List<Refusal> refused() {
        return refused;
    }

    /** Writes down what was noted since, but for what came of orders: whoever carries those out records them. */
    void record() {
        desk.record(unrecorded);
        unrecorded.clear();
    }

    /** The candidate's entry, with this reason. */
    MailEntry entry(Triage.Candidate candidate, Reason reason) {
        return desk.entry(
                candidate.mail(),
                candidate.key(),
                Optional.ofNullable(known.get(candidate.mail().id())),
                reason);
    }

    /** Whether an earlier attempt may have reached the CRM. */
    boolean isBegun(Triage.Candidate candidate) {
        MailEntry entry = known.get(candidate.mail().id());
        return entry != null && entry.stage() == MailEntry.Stage.INTENDED;
    }

    /** The records that candidates have become, by what the messages are known by. */
    Map<String, RecordRef> records() {
        Map<String, RecordRef> records = new HashMap<>();
        created.forEach(
                saved -> records.put(saved.entry().messageKey(), saved.entry().activity()));
        adopted.stream()
                .filter(entry -> !entry.records().isEmpty())
                .forEach(entry -> records.put(entry.messageKey(), entry.activity()));
        return records;
    }

    /** Somebody's record is this message already; its files are not stored again (sync A-11). */
    void adopt(Triage.Candidate candidate, RecordRef record) {
        MailEntry entry = filed(entry(candidate, ADOPTED), List.of(record));
        unrecorded.add(entry);
        adopted.add(entry);
    }

    /** A colleague's record whose files still follow: whoever is left stores them (sync A-7). */
    void adoptUnfiled(Triage.Candidate candidate, RecordRef record) {
        MailEntry entry =
                entry(candidate, FILES_FOLLOW).saved(List.of(record), List.of()).at(MailEntry.Stage.CREATED);
        unrecorded.add(entry.failed(Retry.later(entry.attempts(), null, desk.now())));
    }

    /** A record of an attempt of ours whose answer was lost: its files follow. */
    void adoptOwn(Prepared one, RecordRef record) {
        MailEntry entry = entry(one.candidate(), FILES_FOLLOW);
        Decision.Links links = promised(entry, record).orElse(Decision.Links.NONE);
        unrecorded.add(created(one, entry, record, links));
    }

    /** Not now; an intent whose outcome is unknown stays one. */
    void refuse(Triage.Candidate candidate, Reason reason) {
        refuse(candidate, entry(candidate, reason).retry(Retry.sweep(desk.now())));
    }

    /** A copy whose original has not become a record yet. */
    void waitForTheFirst(Triage.Candidate copy) {
        refuse(copy, BEING_SAVED);
    }

    /** A colleague is saving the message right now (sync D-5). */
    void waitForColleague(Order order) {
        MailEntry entry =
                order.entry().because(BEING_SAVED, desk.now()).retry(desk.now().plus(Retry.COLLEAGUE));
        refuse(order.prepared().candidate(), entry);
    }

    /** The message could not be read. */
    void unread(Reading.Unread unread) {
        MailEntry entry = entry(unread.candidate(), unread.reason());
        refuse(
                unread.candidate(),
                unread.reason().state() == Reason.State.REFUSED
                        ? entry.failed(Retry.refused(entry.attempts(), desk.now()))
                        : desk.putOff(unread.candidate().mail(), entry, unread.until()));
    }

    private void refuse(Triage.Candidate candidate, MailEntry entry) {
        refused.add(new Refusal(candidate, entry));
        unrecorded.add(entry);
    }

    /** The order's record was written just now. */
    MailEntry created(Order order, RecordRef record) {
        return created(order, record, order.links());
    }

    /** The order's record had been written by an earlier attempt, ours or a colleague's, with the links of then. */
    MailEntry found(Order order, RecordRef record) {
        return created(order, record, promised(order.entry(), record).orElse(order.links()));
    }

    private MailEntry created(Order order, RecordRef record, Decision.Links links) {
        return created(order.prepared(), order.entry().because(FILES_FOLLOW, desk.now()), record, links);
    }

    private MailEntry created(Prepared one, MailEntry entry, RecordRef record, Decision.Links links) {
        MailEntry saved =
                Order.saved(entry, record, links).at(MailEntry.Stage.CREATED).retry(desk.now());
        created.add(new Prepared.Saved(one.candidate(), saved, one.files()));
        return saved;
    }

    /** Somebody else's record is the message already, which the CRM may have named. */
    MailEntry exists(Order order, @Nullable String id) {
        List<RecordRef> records =
                id == null ? List.of() : List.of(new RecordRef(order.row().type(), id));
        MailEntry entry = filed(order.entry().because(ADOPTED, desk.now()), records);
        adopted.add(entry);
        return entry;
    }

    /** The CRM does not take the row. */
    MailEntry refused(Order order, WriteOutcome.Refused refusal) {
        String rule = refusal.code().equals("REQUIRED_FIELD_MISSING") ? "sync Z-3" : "sync Z-35";
        Reason reason = new Reason(Reason.State.REFUSED, rule, refusal.code(), refusal.fields());
        MailEntry entry = order.entry()
                .because(reason, desk.now())
                .at(MailEntry.Stage.IDLE)
                .failed(Retry.refused(order.entry().attempts(), desk.now()));
        refused.add(new Refusal(order.prepared().candidate(), entry));
        return entry;
    }

    /** Not now; nothing was written. */
    MailEntry waits(Order order, String rule, String code, @Nullable Instant until) {
        return waits(order, order.entry().at(MailEntry.Stage.IDLE), Reason.of(Reason.State.WAITS, rule, code), until);
    }

    /** Nobody knows whether it was written. */
    MailEntry uncertain(Order order, String code) {
        return waits(order, order.intended(), Reason.of(Reason.State.WAITS, "sync Y-12", code), null);
    }

    private MailEntry waits(Order order, MailEntry at, Reason reason, @Nullable Instant until) {
        Triage.Candidate candidate = order.prepared().candidate();
        MailEntry entry = desk.putOff(candidate.mail(), at.because(reason, desk.now()), until);
        refused.add(new Refusal(candidate, entry));
        return entry;
    }

    private MailEntry filed(MailEntry entry, List<RecordRef> records) {
        return entry.saved(records, List.of()).at(MailEntry.Stage.FILED).retry(desk.now());
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
}
