package app.tandem.sidebar.sync;

import app.tandem.account.Side;
import app.tandem.account.User;
import app.tandem.engine.PairDesk;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sidebar.save.AnswerWatch;
import com.vaadin.flow.shared.Registration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gathers what the screen of the sync shows of what is kept in step both ways. */
@Component
class PairView {

    private static final int MOST_ISSUES = 20;
    private static final int MOST_SESSIONS = 5;
    private static final int MOST_DEEDS = 50;

    /**
     * What is not settled and what sessions did.
     *
     * @param names as far as both sides tell
     */
    record Shown(List<PairDesk.Issue> issues, Map<PairDesk.Place, String> names, List<PairDesk.Session> sessions) {}

    /** What one session did; names as far as both sides tell. */
    record Opened(List<PairDesk.Did> deeds, Map<PairDesk.Place, String> names) {}

    private final PairDesk desk;
    private final AnswerWatch watch;

    PairView(PairDesk desk, AnswerWatch watch) {
        this.desk = desk;
        this.watch = watch;
    }

    /** Slow: asks both sides for names, which are kept nowhere. */
    Shown look(User user) {
        List<PairDesk.Issue> issues = desk.unsettled(user, MOST_ISSUES);
        List<PairDesk.Place> places = issues.stream()
                .flatMap(issue -> issue.places().stream().limit(1))
                .toList();
        return new Shown(issues, names(user, places), desk.sessions(user, MOST_SESSIONS));
    }

    /** Slow, for the same reason. */
    Opened open(User user, long session) {
        List<PairDesk.Did> deeds = desk.did(user, session, MOST_DEEDS);
        return new Opened(
                deeds, names(user, deeds.stream().map(PairDesk.Did::place).toList()));
    }

    private Map<PairDesk.Place, String> names(User user, List<PairDesk.Place> places) {
        try {
            return desk.names(user, places);
        } catch (RemoteFailureException unreachable) {
            return Map.of();
        }
    }

    boolean again(User user, String key) {
        return desk.again(user, key);
    }

    int undo(User user, long session) {
        return desk.undo(user, session);
    }

    /** Slow: reads both sides as a session does. */
    PairDesk.Rehearsed rehearse(User user) {
        return desk.rehearse(user);
    }

    /** Calls {@code changed}, in any thread, whenever something was taken back; end it. */
    Registration watch(User user, Runnable changed) {
        return watch.watch(user.id(), PairDesk.SESSIONS, changed);
    }

    /** Where a pair's record can be looked at, if it has one. */
    static Optional<String> record(User user, PairDesk.Issue issue) {
        return user.crm()
                .flatMap(crm -> issue.places().stream()
                        .filter(place -> place.side() == Side.CRM)
                        .findFirst()
                        .map(place -> crm.recordUrl(place.id())));
    }
}
