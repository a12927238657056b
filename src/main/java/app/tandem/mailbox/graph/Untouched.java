package app.tandem.mailbox.graph;

import app.tandem.item.ItemVersion;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Sees to it that only what is still as it was decided upon is written: it is read just before. */
final class Untouched {

    private Untouched() {}

    /** Why an item is not to be written, by what was read of it just now. */
    static Optional<WriteOutcome> obstacle(Answer before, String version) {
        return switch (ErrorCodes.read(before, answer -> Tasks.etag(answer.object()))) {
            case ReadOutcome.Found<String>(String etag) ->
                etag.equals(version) ? Optional.empty() : Optional.of(new WriteOutcome.Changed());
            case ReadOutcome.Gone<String> gone -> Optional.of(new WriteOutcome.Gone());
            case ReadOutcome.Later<String>(String code, var until) -> Optional.of(new WriteOutcome.Later(code, until));
            case ReadOutcome.Refused<String>(String code) -> Optional.of(new WriteOutcome.Refused(code, List.of()));
        };
    }

    /** Refuses two writes for one item. */
    static void once(Collection<String> ids) {
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new IllegalArgumentException("two writes for one item");
        }
    }

    /** Deletes those in whose way nothing stands. */
    static List<WriteOutcome> delete(
            List<ItemVersion> items, Map<String, Answer> before, Function<List<ItemVersion>, List<Answer>> sent) {
        Map<String, WriteOutcome> outcomes = new HashMap<>();
        items.forEach(item -> obstacle(Objects.requireNonNull(before.get(item.id())), item.version())
                .ifPresent(outcome -> outcomes.put(item.id(), outcome)));
        List<ItemVersion> open =
                items.stream().filter(item -> !outcomes.containsKey(item.id())).toList();
        List<Answer> answers = sent.apply(open);
        for (int i = 0; i < open.size(); i++) {
            String id = open.get(i).id();
            outcomes.put(id, ErrorCodes.write(answers.get(i), id));
        }
        return items.stream().map(item -> outcomes.get(item.id())).toList();
    }
}
