package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads messages by their ids, twenty to a batch, and one by one what is too much for a batch. */
final class Reader {

    /** More than this is no letter; in characters, so that 25 MB of any script pass. */
    static final int LONGEST_BODY = 25 * 1024 * 1024;

    /** Characters of bodies that one call hands out before it stops reading. */
    static final long MOST_AT_ONCE = 12L * 1024 * 1024;

    private static final Answer FULL = new Answer(Answer.NOT_SENT, "ReadBudget", null, null);

    private final Requests requests;
    private final Wire wire;
    private final Batches batches;
    private final Layouts layouts;

    Reader(Requests requests, Wire wire, Batches batches, Layouts layouts) {
        this.requests = requests;
        this.wire = wire;
        this.batches = batches;
        this.layouts = layouts;
    }

    /** Where each is now. */
    Map<ItemId, ReadOutcome<Mail>> locate(Line line, Collection<ItemId> ids) {
        return look(line, ids, id -> requests.message(line, id), answer -> mail(line, answer.object()));
    }

    private Mail mail(Line line, JsonObject message) {
        return Messages.mail(message, layouts.folder(line, Answer.text(message, "parentFolderId")));
    }

    /**
     * The message of a client's own id; the answer bears the lasting one. An EWS id is the REST id in another alphabet
     * (Office.js converts it the same way).
     */
    Optional<Mail> find(Line line, String shownId, @Nullable String messageId) {
        ItemId rest = new ItemId(shownId.replace('/', '-').replace('+', '_'));
        Answer answer = rest.value().isBlank()
                ? new Answer(404, "", null, null)
                : wire.send(line, requests.message(line, rest));
        if (answer.ok()) {
            return Optional.of(mail(line, answer.object()));
        }
        return switch (ErrorCodes.read(answer, nothing -> nothing)) {
            case ReadOutcome.Later<Answer> later -> throw new RemoteFailureException(ErrorCodes.failure(answer));
            default -> messageId == null || messageId.isBlank() ? Optional.empty() : copy(line, messageId);
        };
    }

    private Optional<Mail> copy(Line line, String messageId) {
        JsonElement found = ErrorCodes.demand(wire.send(line, requests.messagesCalled(line, messageId)))
                .object()
                .get("value");
        return found.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(message -> mail(line, message))
                .min(Comparator.comparing((Mail mail) -> mail.folder() == MailFolder.OTHER));
    }

    /** Body and attachment list of each; once {@link #MOST_AT_ONCE} are held, the rest is for another time. */
    Map<ItemId, ReadOutcome<MailContent>> content(Line line, Collection<ItemId> ids) {
        AtomicLong held = new AtomicLong();
        Map<ItemId, ReadOutcome<MailContent>> contents = new LinkedHashMap<>();
        for (List<ItemId> slice : slices(ids)) {
            contents.putAll(look(
                    line,
                    slice,
                    id -> requests.content(line, id),
                    answer -> {
                        MailContent content = Messages.content(answer.object());
                        held.addAndGet(content.body().content().length());
                        return content;
                    },
                    () -> held.get() > MOST_AT_ONCE));
        }
        contents.replaceAll((id, outcome) -> bounded(outcome));
        return contents;
    }

    private <T> Map<ItemId, ReadOutcome<T>> look(
            Line line, Collection<ItemId> ids, Function<ItemId, Call> call, Function<Answer, T> meaning) {
        Map<ItemId, ReadOutcome<T>> outcomes = new LinkedHashMap<>();
        slices(ids).forEach(slice -> outcomes.putAll(look(line, slice, call, meaning, () -> false)));
        return outcomes;
    }

    private <T> Map<ItemId, ReadOutcome<T>> look(
            Line line,
            List<ItemId> slice,
            Function<ItemId, Call> call,
            Function<Answer, T> meaning,
            BooleanSupplier full) {
        List<Call> calls = slice.stream().map(call).toList();
        List<Answer> answers = full.getAsBoolean() ? List.of() : batches.send(line, calls);
        Map<ItemId, ReadOutcome<T>> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < slice.size(); i++) {
            Answer answer = answers.isEmpty() ? FULL : answers.get(i);
            Answer last = answer.tooMuch() ? full.getAsBoolean() ? FULL : alone(line, calls.get(i)) : answer;
            outcomes.put(slice.get(i), ErrorCodes.read(last, meaning));
        }
        return outcomes;
    }

    private static List<List<ItemId>> slices(Collection<ItemId> ids) {
        List<ItemId> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<List<ItemId>> slices = new ArrayList<>();
        for (int from = 0; from < distinct.size(); from += Batches.SIZE) {
            slices.add(distinct.subList(from, Math.min(distinct.size(), from + Batches.SIZE)));
        }
        return slices;
    }

    private Answer alone(Line line, Call call) {
        return line.gate()
                .held()
                .map(held -> new Answer(429, held.code(), held.until(), null))
                .orElseGet(() -> wire.send(line, call));
    }

    private static ReadOutcome<MailContent> bounded(ReadOutcome<MailContent> outcome) {
        boolean tooLong = outcome instanceof ReadOutcome.Found<MailContent> found
                && ShortStrings.tooLong(found.value().body().content());
        return tooLong ? new ReadOutcome.Refused<>("BodyTooLarge") : outcome;
    }
}
