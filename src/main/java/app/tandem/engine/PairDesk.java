package app.tandem.engine;

import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.engine.pair.Rehearsal;
import app.tandem.item.AgreedItem;
import app.tandem.item.ItemField;
import app.tandem.item.ItemId;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.StoredItem;
import app.tandem.journal.Deed;
import app.tandem.journal.DeedBook;
import app.tandem.journal.Pair;
import app.tandem.journal.PairAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What a person sees of what is kept in step both ways, and may ask of it: what is not settled and why, what sessions did, and
 * to have one taken back (decision 038).
 */
@Service
public class PairDesk {

    /** What {@link ItemAnswerChanged} names when something that a session did was taken back, or could not be. */
    public static final ItemId SESSIONS = new ItemId("pair-sessions");

    /** An item on one side. */
    public record Place(ItemKind kind, Side side, String id) {}

    /**
     * A pair that waits or was refused, since when, and when it is looked at again by itself.
     *
     * @param places where it is, the mailbox first
     */
    public record Issue(
            String key,
            List<Place> places,
            Reason reason,
            Instant since,
            @Nullable Instant again) {}

    /** What a session did to an item. */
    public enum What {
        CREATED,
        CHANGED,
        DELETED,
        LINKED
    }

    /**
     * A session that did something.
     *
     * @param counts how often it did what
     * @param undoable deeds that can still be taken back
     * @param asked those that are being taken back now
     * @param takenBack those that were
     * @param stays those that were to be taken back and could not
     */
    public record Session(
            long number, Instant began, Map<What, Integer> counts, int undoable, int asked, int takenBack, int stays) {}

    /**
     * One thing that a session did.
     *
     * @param fields what became different
     * @param takenBack a person had it taken back
     * @param stays why it could not be taken back; empty unless that was tried
     */
    public record Did(What what, Place place, Set<ItemField> fields, boolean takenBack, Optional<String> stays) {}

    /** One item that a session would do something to; its name may be blank. */
    public record Line(What what, Side side, String name) {}

    /**
     * What the next session would do.
     *
     * @param held deletions that would wait for somebody's yes (sync X-23)
     */
    public record Rehearsed(List<Line> lines, int held) {}

    private final Engine engine;
    private final TwoWay items;
    private final Cycles.Ports ports;
    private final PairAnswers answers;
    private final DeedBook deeds;
    private final InstantSource clock;

    PairDesk(
            Engine engine, TwoWay items, Cycles.Ports ports, PairAnswers answers, DeedBook deeds, InstantSource clock) {
        this.items = items;
        this.engine = engine;
        this.ports = ports;
        this.answers = answers;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** The latest of the user's pairs that are not settled, newest first. */
    public List<Issue> unsettled(User user, int most) {
        return answers.unsettled(user.tenant(), user.id(), most).stream()
                .map(pair -> new Issue(pair.key(), places(pair), pair.reason(), pair.since(), pair.retryAt()))
                .toList();
    }

    /** Has a pair that waits looked at in a session that begins now; answers whether it waits still. */
    public boolean again(User user, String key) {
        boolean waits = answers.again(user.tenant(), user.id(), key, clock.instant());
        engine.wake(user.tenant(), user.id(), Duration.ZERO);
        return waits;
    }

    /** The newest sessions that did something, newest first. */
    public List<Session> sessions(User user, int most) {
        Instant oldest = clock.instant().minus(Undoing.LONGEST);
        return deeds.sessions(user.tenant(), user.id(), most).stream()
                .map(session -> session(session, oldest))
                .toList();
    }

    private static Session session(DeedBook.Session session, Instant oldest) {
        Map<Deed.Undo, Integer> undo = session.undo();
        return new Session(
                session.number(),
                session.began(),
                session.counts().entrySet().stream()
                        .collect(Collectors.toMap(count -> what(count.getKey()), Map.Entry::getValue)),
                session.began().isBefore(oldest) ? 0 : undo.getOrDefault(Deed.Undo.NOT_ASKED, 0),
                undo.getOrDefault(Deed.Undo.ASKED, 0),
                undo.getOrDefault(Deed.Undo.TAKEN_BACK, 0),
                undo.getOrDefault(Deed.Undo.STAYS, 0));
    }

    /** What a session did, in order. */
    public List<Did> did(User user, long session, int most) {
        return deeds.of(user.tenant(), user.id(), session, most).stream()
                .map(deed -> new Did(
                        what(deed.what()),
                        new Place(deed.kind(), deed.side(), deed.after().id()),
                        deed.fields(),
                        deed.undo() == Deed.Undo.TAKEN_BACK,
                        Optional.ofNullable(deed.code())))
                .toList();
    }

    /** Has taken back what a session created and changed, as far as nobody has worked on it since; answers how much is tried. */
    public int undo(User user, long session) {
        int asked = deeds.ask(user.tenant(), user.id(), session, clock.instant().minus(Undoing.LONGEST));
        engine.wake(user.tenant(), user.id(), Duration.ZERO);
        return asked;
    }

    /**
     * Slow: reads both sides as a session does, and writes nothing.
     *
     * @throws app.tandem.platform.RemoteFailureException when a side cannot be read
     */
    public Rehearsed rehearse(User user) {
        List<Rehearsal> rehearsals = items.rehearse(user);
        return new Rehearsed(
                rehearsals.stream()
                        .flatMap(one -> one.lines().stream())
                        .map(line -> new Line(what(line.what()), line.side(), line.name()))
                        .toList(),
                rehearsals.stream().mapToInt(Rehearsal::held).sum());
    }

    /**
     * Slow: asks both sides what these are called, as that is kept nowhere. What is gone, or has no name, is absent.
     *
     * @throws app.tandem.platform.RemoteFailureException when a side does not answer
     */
    public Map<Place, String> names(User user, Collection<Place> places) {
        Map<Place, String> names = new HashMap<>();
        for (ItemKind kind : ItemKind.values()) {
            for (Side side : Side.values()) {
                List<Place> there = places.stream()
                        .filter(place -> place.kind() == kind && place.side() == side)
                        .toList();
                if (!there.isEmpty()) {
                    name(user, there, names);
                }
            }
        }
        return names;
    }

    private void name(User user, List<Place> places, Map<Place, String> names) {
        Map<String, ReadOutcome<StoredItem>> found = store(user, places.getFirst())
                .map(store -> store.locate(places.stream().map(Place::id).collect(Collectors.toSet())))
                .orElse(Map.of());
        for (Place place : places) {
            if (found.get(place.id()) instanceof ReadOutcome.Found<StoredItem>(StoredItem item)
                    && !Rehearsal.name(item.fields()).isBlank()) {
                names.put(place, Rehearsal.name(item.fields()));
            }
        }
    }

    private Optional<ItemStore> store(User user, Place place) {
        return place.side() == Side.MAILBOX
                ? user.mailbox().map(there -> ports.mailboxes().items(user, place.kind()))
                : user.crm().map(there -> ports.crms().items(user, place.kind(), Budget.Priority.FRESH));
    }

    private static List<Place> places(Pair pair) {
        return Stream.of(place(pair, Side.MAILBOX, pair.mailbox()), place(pair, Side.CRM, pair.crm()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Place> place(Pair pair, Side side, @Nullable AgreedItem agreed) {
        return Optional.ofNullable(agreed).map(there -> new Place(pair.kind(), side, there.id()));
    }

    private static What what(Deed.What what) {
        return switch (what) {
            case CREATED -> What.CREATED;
            case CHANGED -> What.CHANGED;
            case DELETED -> What.DELETED;
            case LINKED -> What.LINKED;
        };
    }

    /** The record of a pair, where it has one. */
    static Optional<RecordRef> record(Pair pair) {
        return Optional.ofNullable(pair.crm())
                .map(agreed -> new RecordRef(pair.kind() == ItemKind.TASK ? "Task" : "Contact", agreed.id()));
    }
}
