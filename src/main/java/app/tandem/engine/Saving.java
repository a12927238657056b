package app.tandem.engine;

import app.tandem.crm.Candidates;
import app.tandem.crm.MailKey;
import app.tandem.crm.OrgProfile;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.MailEntry;
import app.tandem.platform.Bug;
import app.tandem.safehtml.MailText;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
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

/** Saves candidates together: duplicates check, reading, linking; what is to become a record is then created. */
final class Saving {

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
    Tally save(List<Triage.Candidate> candidates, Map<ItemId, MailEntry> entries) {
        Tally tally = new Tally(desk, entries);
        if (candidates.isEmpty()) {
            return tally;
        }
        Map<MailKey, Triage.Candidate> firsts = new LinkedHashMap<>();
        List<Triage.Candidate> copies = new ArrayList<>();
        for (Triage.Candidate candidate : begunFirst(candidates, tally)) {
            if (firsts.putIfAbsent(candidate.key(), candidate) != null) {
                copies.add(candidate);
            }
        }
        saveFirsts(List.copyOf(firsts.values()), tally);
        adoptCopies(copies, tally);
        tally.record();
        return tally;
    }

    /** The copy that may have reached the CRM already goes on; its files are still to follow. */
    private static List<Triage.Candidate> begunFirst(List<Triage.Candidate> candidates, Tally tally) {
        return candidates.stream()
                .sorted(Comparator.comparing(candidate -> !tally.isBegun(candidate)))
                .toList();
    }

    private void saveFirsts(List<Triage.Candidate> candidates, Tally tally) {
        Set<MailKey> keys = new HashSet<>();
        candidates.forEach(candidate -> keys.add(candidate.key()));
        Map<MailKey, RecordRef> known = new SavedRecords(conversation, desk, colleagues).of(keys);
        Set<String> unfiled = unfiled(known.keySet());
        List<Triage.Candidate> fresh = new ArrayList<>();
        for (Triage.Candidate candidate : candidates) {
            RecordRef record = known.get(candidate.key());
            if (record == null || tally.isBegun(candidate)) {
                fresh.add(candidate);
            } else if (unfiled.contains(desk.fingerprint(candidate.key()))) {
                tally.adoptUnfiled(candidate, record);
            } else {
                tally.adopt(candidate, record);
            }
        }
        Reading.Read read = new Reading(conversation, planner, profile).read(fresh);
        read.unread().forEach(tally::unread);
        List<Order> orders = decide(threads.join(read.prepared()), known, tally);
        new Creating(conversation, planner, profile, desk, tally).create(orders);
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

    private List<Order> decide(List<Prepared> prepared, Map<MailKey, RecordRef> known, Tally tally) {
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
                decide(one, known.get(one.candidate().key()), found, tally).ifPresent(orders::add);
            } catch (RuntimeException bug) {
                log.error("a message could not be planned: {}", Bug.in(bug));
                tally.refuse(one.candidate(), Reason.of(Reason.State.REFUSED, "sync Y-12", "INTERNAL"));
            }
        }
        return orders;
    }

    private Optional<Order> decide(Prepared one, @Nullable RecordRef saved, Candidates found, Tally tally) {
        Triage.Candidate candidate = one.candidate();
        switch (planner.decide(candidate, saved, one.text(), found, profile)) {
            case Decision.Save save -> {
                threads.decided(candidate, save);
                return Optional.of(order(one, save, tally));
            }
            case Decision.Adopt adopt -> tally.adoptOwn(one, adopt.record());
            case Decision.Refuse refuse
            when refuse.reason().state() == Reason.State.LEFT_ALONE ->
                desk.forget(List.of(candidate.mail().id()));
            case Decision.Refuse refuse -> tally.refuse(candidate, refuse.reason());
        }
        return Optional.empty();
    }

    private Order order(Prepared one, Decision.Save save, Tally tally) {
        Reason waits = Reason.of(Reason.State.WAITS, save.reason().rule());
        return new Order(
                one,
                save.links(),
                tally.entry(one.candidate(), waits),
                planner.row(one.candidate(), save.links(), one.stored(), one.files(), profile));
    }

    private void adoptCopies(List<Triage.Candidate> copies, Tally tally) {
        Map<String, RecordRef> records = tally.records();
        for (Triage.Candidate copy : copies) {
            RecordRef record = records.get(desk.fingerprint(copy.key()));
            if (record != null) {
                tally.adopt(copy, record);
            } else {
                tally.waitForTheFirst(copy);
            }
        }
    }
}
