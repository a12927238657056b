package app.tandem.journal;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The deeds of one user in memory. */
public class MemoryDeeds implements DeedBook {

    private final List<Deed> deeds = new ArrayList<>();
    private long numbers;

    @Override
    public void add(Lease lease, Collection<Deed> done) {
        done.forEach(deed -> deeds.add(new Deed(
                ++numbers,
                deed.session(),
                deed.happened(),
                deed.kind(),
                deed.side(),
                deed.what(),
                deed.after(),
                deed.fields(),
                deed.note(),
                deed.undo(),
                deed.code())));
    }

    @Override
    public List<Session> sessions(TenantId tenant, UserId user, int most) {
        return deeds.stream()
                .map(Deed::session)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .map(session -> session(session, of(tenant, user, session, Integer.MAX_VALUE)))
                .toList();
    }

    private static Session session(long number, List<Deed> deeds) {
        Map<Deed.What, Integer> counts = new EnumMap<>(Deed.What.class);
        Map<Deed.Undo, Integer> undo = new EnumMap<>(Deed.Undo.class);
        deeds.forEach(deed -> counts.merge(deed.what(), 1, Integer::sum));
        deeds.stream().filter(Deed::isUndoable).forEach(deed -> undo.merge(deed.undo(), 1, Integer::sum));
        return new Session(number, deeds.getFirst().happened(), counts, undo);
    }

    @Override
    public List<Deed> of(TenantId tenant, UserId user, long session, int most) {
        return deeds.stream()
                .filter(deed -> deed.session() == session)
                .limit(most)
                .toList();
    }

    @Override
    public int ask(TenantId tenant, UserId user, long session, Instant since) {
        List<Deed> asked = deeds.stream()
                .filter(deed -> deed.session() == session && deed.isUndoable())
                .filter(deed ->
                        deed.undo() == Deed.Undo.NOT_ASKED && !deed.happened().isBefore(since))
                .toList();
        asked.forEach(deed -> replace(deed.answered(Deed.Undo.ASKED, null)));
        return asked.size();
    }

    @Override
    public List<Deed> asked(TenantId tenant, UserId user, ItemKind kind) {
        return deeds.stream()
                .filter(deed -> deed.kind() == kind && deed.undo() == Deed.Undo.ASKED)
                .sorted(Comparator.comparing(Deed::number).reversed())
                .toList();
    }

    @Override
    public void answer(Lease lease, Collection<Deed> answered) {
        answered.forEach(this::replace);
    }

    @Override
    public boolean reaches(TenantId tenant, UserId user, Instant before) {
        return deeds.stream().anyMatch(deed -> deed.happened().isBefore(before));
    }

    @Override
    public void forget(Lease lease, Instant before) {
        deeds.removeIf(deed -> deed.happened().isBefore(before));
    }

    /** All there are, in order. */
    public List<Deed> all() {
        return List.copyOf(deeds);
    }

    private void replace(Deed deed) {
        deeds.replaceAll(one -> one.number() == deed.number() ? deed : one);
    }
}
