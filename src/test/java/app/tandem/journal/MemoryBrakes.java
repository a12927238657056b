package app.tandem.journal;

import app.tandem.account.Side;
import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.ItemKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The held deletions of one user and one kind in memory, for schedules by the thousand. */
public class MemoryBrakes implements BrakeBook {

    private record Row(ItemKind kind, Side side, int among, Instant at, Optional<Answer> answer) {}

    private record Count(Instant at, int amount) {}

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<Count> counts = new ArrayList<>();

    @Override
    public List<Question> open(TenantId tenant, UserId user) {
        return Stream.of(Side.MAILBOX, Side.CRM)
                .map(side -> rows.values().stream()
                        .filter(row -> row.side == side && row.answer.isEmpty())
                        .sorted(Comparator.comparing(Row::at))
                        .toList())
                .filter(open -> !open.isEmpty())
                .map(open -> new Question(
                        open.getFirst().kind,
                        open.getFirst().side,
                        open.size(),
                        open.stream().mapToInt(Row::among).max().orElseThrow(),
                        open.getFirst().at,
                        open.getLast().at))
                .toList();
    }

    @Override
    public boolean answer(TenantId tenant, UserId user, Question question, Answer answer) {
        List<String> asked = rows.entrySet().stream()
                .filter(row -> row.getValue().side == question.side())
                .filter(row -> row.getValue().answer.isEmpty())
                .filter(row -> !row.getValue().at.isAfter(question.asOf()))
                .map(Map.Entry::getKey)
                .toList();
        asked.forEach(key -> rows.computeIfPresent(
                key, (same, row) -> new Row(row.kind, row.side, row.among, row.at, Optional.of(answer))));
        return !asked.isEmpty();
    }

    @Override
    public List<Held> held(TenantId tenant, UserId user, ItemKind kind) {
        return rows.entrySet().stream()
                .map(row -> new Held(row.getKey(), row.getValue().answer))
                .toList();
    }

    @Override
    public void hold(Lease lease, ItemKind kind, Side side, Collection<String> keys, int among, Instant now) {
        keys.forEach(key -> rows.putIfAbsent(key, new Row(kind, side, among, now, Optional.empty())));
    }

    @Override
    public void settle(Lease lease, ItemKind kind, Collection<String> keys) {
        keys.forEach(rows::remove);
    }

    @Override
    public int gone(TenantId tenant, UserId user, ItemKind kind, Instant since) {
        return counts.stream()
                .filter(count -> count.at.isAfter(since))
                .mapToInt(Count::amount)
                .sum();
    }

    @Override
    public void going(Lease lease, ItemKind kind, int amount, Instant now) {
        counts.add(new Count(now, amount));
    }
}
