package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.MailChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes categories, then moves what is to move, each twenty to a batch: two requests per twenty messages. Twenty are done with
 * before the next begin, so that a mailbox that asks for patience has few that are written and not moved. A move goes out only for
 * a message whose categories were written, so a version that is out of date stops both.
 */
final class Writer {

    private final Requests requests;
    private final Batches batches;
    private final Layouts layouts;

    Writer(Requests requests, Batches batches, Layouts layouts) {
        this.requests = requests;
        this.batches = batches;
        this.layouts = layouts;
    }

    Map<ItemId, WriteOutcome> apply(Line line, List<MailChange> changes) {
        Map<ItemId, WriteOutcome> outcomes = new LinkedHashMap<>();
        for (MailChange change : changes) {
            if (outcomes.put(change.id(), done(change.id(), change.etag())) != null) {
                throw new IllegalArgumentException("two changes for one message");
            }
        }
        List<MailChange> movesFirst = changes.stream()
                .sorted(Comparator.comparing(change -> change.moveTo() == null))
                .toList();
        for (int from = 0; from < movesFirst.size(); from += Batches.SIZE) {
            List<MailChange> twenty = movesFirst.subList(from, Math.min(movesFirst.size(), from + Batches.SIZE));
            Map<ItemId, String> places = new LinkedHashMap<>();
            categorise(line, twenty, outcomes, places);
            move(line, twenty, outcomes, places);
        }
        return outcomes;
    }

    WriteOutcome note(Line line, ItemId id, String text) {
        return ErrorCodes.write(
                batches.send(line, List.of(requests.note(line, id, text))).getFirst(), id.value());
    }

    private void categorise(
            Line line, List<MailChange> changes, Map<ItemId, WriteOutcome> outcomes, Map<ItemId, String> places) {
        List<MailChange> marked =
                changes.stream().filter(change -> change.categories() != null).toList();
        List<Answer> answers = batches.send(
                line,
                marked.stream()
                        .map(change -> requests.categorise(
                                line, change.id(), change.etag(), Objects.requireNonNull(change.categories())))
                        .toList());
        for (int i = 0; i < marked.size(); i++) {
            ItemId id = marked.get(i).id();
            outcomes.put(id, ErrorCodes.write(answers.get(i), id.value()));
            places.put(id, Objects.requireNonNullElse(answers.get(i).text("parentFolderId"), ""));
        }
    }

    private void move(
            Line line, List<MailChange> changes, Map<ItemId, WriteOutcome> outcomes, Map<ItemId, String> places) {
        List<MailChange> moving = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (MailChange change : changes) {
            MailFolder folder = change.moveTo();
            boolean stopped = !(outcomes.get(change.id()) instanceof WriteOutcome.Done);
            if (folder == null || stopped || isThere(line, places.get(change.id()), folder)) {
                continue;
            }
            moving.add(change);
            calls.add(requests.move(line, change.id(), layouts.address(line, folder)));
        }
        List<Answer> answers = batches.send(line, calls);
        for (int i = 0; i < moving.size(); i++) {
            outcomes.put(moving.get(i).id(), moved(line, moving.get(i).id(), answers.get(i)));
        }
    }

    /** The answer to the first write says where the message lies: moving it to where it is would only make noise. */
    private boolean isThere(Line line, @org.jspecify.annotations.Nullable String place, MailFolder folder) {
        return place != null && !place.isEmpty() && layouts.folder(line, place) == folder;
    }

    private WriteOutcome moved(Line line, ItemId id, Answer answer) {
        WriteOutcome outcome = ErrorCodes.write(answer, id.value());
        if (outcome instanceof WriteOutcome.Later && answer.status() == 404) {
            layouts.forget(line);
        }
        return outcome;
    }

    private static WriteOutcome done(ItemId id, String etag) {
        return new WriteOutcome.Done(id.value(), etag);
    }
}
