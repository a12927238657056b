package app.tandem.engine;

import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.budget.Budget;
import app.tandem.crm.ContactScope;
import app.tandem.engine.pair.Ends;
import app.tandem.engine.pair.PairLane;
import app.tandem.engine.pair.Rehearsal;
import app.tandem.engine.pair.Reversing;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.journal.Lease;
import app.tandem.mailbox.Drawer;
import app.tandem.notifications.RecordWatch;
import app.tandem.platform.Hashes;
import app.tandem.platform.Ids;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.PairSettings;
import app.tandem.sync.Loss;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps a user's tasks and contacts in step both ways, after the mail of a cycle (sync T, K). */
@Component
class TwoWay {

    private static final Logger log = LoggerFactory.getLogger(TwoWay.class);

    private final Cycles.Ports ports;
    private final Cycles.Store store;
    private final RecordWatch watch;
    private final Ids ids;
    private final InstantSource clock;

    TwoWay(Cycles.Ports ports, Cycles.Store store, RecordWatch watch, Ids ids, InstantSource clock) {
        this.ports = ports;
        this.store = store;
        this.watch = watch;
        this.ids = ids;
        this.clock = clock;
    }

    /** Of every kind that is switched on. */
    void run(User user, Lease lease) {
        for (ItemKind kind : ItemKind.values()) {
            PairSettings settings = ports.settings().pairs(user.tenant(), user.id(), kind);
            if (kind == ItemKind.TASK) {
                watch(user, settings);
            }
            run(user, lease, kind, settings);
        }
    }

    private void watch(User user, PairSettings settings) {
        if (settings.on()) {
            watch.begin(user, settings.down());
        } else {
            watch.end(user.tenant(), user.id());
        }
    }

    /** What the mailbox does not let us see concerns nobody's mail, and no other kind. */
    private void run(User user, Lease lease, ItemKind kind, PairSettings settings) {
        Drawer drawer = drawer(user);
        try {
            Ends ends = ends(user, lease, kind, settings);
            boolean clear = new Reversing(ends, store.deeds(), drawer::read).run();
            if (settings.on() && clear) {
                new PairLane(ends.noted(store.deeds(), drawer::keep)).run();
            }
            forget(lease, drawer);
        } catch (RemoteFailureException unclear) {
            throw new Sides.Broken(Side.MAILBOX, unclear);
        } catch (Sides.Broken broken) {
            if (broken.side() != Side.MAILBOX || !(broken.failure() instanceof RemoteFailure.AccessDenied)) {
                throw broken;
            }
            log.info(
                    "{} of user {} out of reach: {}",
                    kind,
                    user.id().value(),
                    broken.failure().code());
        }
    }

    /**
     * What a cycle would do now; to tasks even where they are not switched on.
     *
     * @throws RemoteFailureException when a side cannot be read
     */
    List<Rehearsal> rehearse(User user) {
        Lease none = new Lease(user.tenant(), user.id(), 0, true);
        List<Rehearsal> rehearsals = new ArrayList<>();
        try {
            for (ItemKind kind : ItemKind.values()) {
                PairSettings settings = ports.settings().pairs(user.tenant(), user.id(), kind);
                if (settings.on() || kind == ItemKind.TASK) {
                    rehearsals.add(Rehearsal.of(ends(user, none, kind, settings)));
                }
            }
        } catch (Sides.Broken broken) {
            throw new RemoteFailureException(broken.failure());
        }
        return rehearsals;
    }

    private Ends ends(User user, Lease lease, ItemKind kind, PairSettings settings) {
        PairRules rules = new PairRules(kind, settings.down(), settings.forbidRemove(), PairRules.Winner.NEWER);
        Prints prints = new Prints(text -> store.fingerprints().of(user.tenant(), text));
        Budget.Priority priority = lease.woken() ? Budget.Priority.FRESH : Budget.Priority.BACKGROUND;
        return new Ends(
                kind,
                Sides.named(Side.MAILBOX, ItemStore.class, ports.mailboxes().items(user, kind)),
                Sides.named(Side.CRM, ItemStore.class, records(user, kind, settings, priority)),
                new Ends.Book(store.pairs(), store.brakes(), lease, kind, clock),
                new PairPlanner(rules, prints),
                prints,
                losses -> keep(drawer(user), losses),
                user.connectedCrm()::recordUrl,
                () -> Hashes.sha256(ids.secret()));
    }

    private Drawer drawer(User user) {
        return Sides.named(Side.MAILBOX, Drawer.class, ports.mailboxes().drawer(user));
    }

    /** What was done so long ago is not taken back any more, and its values are thrown away (design section 5). */
    private void forget(Lease lease, Drawer drawer) {
        Instant before = clock.instant().minus(Undoing.LONGEST);
        if (store.deeds().reaches(lease.tenant(), lease.user(), before)) {
            drawer.empty(before);
            store.deeds().forget(lease, before);
        }
    }

    private ItemStore records(User user, ItemKind kind, PairSettings settings, Budget.Priority priority) {
        return kind == ItemKind.CONTACT && settings.all()
                ? ports.crms().contacts(user, ContactScope.ALL, priority)
                : ports.crms().items(user, kind, priority);
    }

    private static void keep(Drawer drawer, Map<String, List<Loss>> losses) {
        Map<String, String> texts = new LinkedHashMap<>();
        losses.forEach((key, lost) -> texts.put(
                key,
                lost.stream()
                        .map(loss -> loss.field()
                                + (loss.inMailbox() ? " in the mailbox: " : " in Salesforce: ")
                                + loss.value())
                        .collect(Collectors.joining("\n"))));
        drawer.keep(texts);
    }
}
