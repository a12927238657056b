package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.FileRef;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads messages by their ids, twenty to a batch, and one by one what is too much for a batch. */
final class Reader {

    /** More than this is no letter; in characters, so that 25 MB of any script pass. */
    static final int LONGEST_BODY = 25 * 1024 * 1024;

    /** Characters of bodies that one call hands out before it stops reading. */
    static final long MOST_AT_ONCE = 12L * 1024 * 1024;

    /** What can be an id in its REST form; nothing else is worth a request. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_=-]{1,1000}");

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
        Answer answer = ID.matcher(rest.value()).matches()
                ? wire.send(line, requests.message(line, rest))
                : new Answer(404, "", null, null);
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

    /** The bytes of each file. */
    Map<FileRef, ReadOutcome<byte[]>> files(Line line, Collection<FileRef> files) {
        Map<FileRef, ReadOutcome<byte[]>> outcomes = new LinkedHashMap<>();
        look(line, files, file -> requests.file(line, file), Answer::object)
                .forEach((file, outcome) -> outcomes.put(file, bytes(outcome)));
        return outcomes;
    }

    private static ReadOutcome<byte[]> bytes(ReadOutcome<JsonObject> outcome) {
        return switch (outcome) {
            case ReadOutcome.Found<JsonObject>(JsonObject attachment) -> bytes(attachment);
            case ReadOutcome.Gone<JsonObject> gone -> new ReadOutcome.Gone<>();
            case ReadOutcome.Later<JsonObject>(String code, var until) -> new ReadOutcome.Later<>(code, until);
            case ReadOutcome.Refused<JsonObject>(String code) -> new ReadOutcome.Refused<>(code);
        };
    }

    private static ReadOutcome<byte[]> bytes(JsonObject attachment) {
        String base64 = Answer.text(attachment, "contentBytes");
        if (base64 == null || base64.length() >= ShortStrings.KEPT) {
            return new ReadOutcome.Refused<>("BytesNotWhole");
        }
        try {
            return new ReadOutcome.Found<>(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return new ReadOutcome.Refused<>("BytesMalformed");
        }
    }

    private <K, T> Map<K, ReadOutcome<T>> look(
            Line line, Collection<K> ids, Function<K, Call> call, Function<Answer, T> meaning) {
        Map<K, ReadOutcome<T>> outcomes = new LinkedHashMap<>();
        slices(ids).forEach(slice -> outcomes.putAll(look(line, slice, call, meaning, () -> false)));
        return outcomes;
    }

    private <K, T> Map<K, ReadOutcome<T>> look(
            Line line, List<K> slice, Function<K, Call> call, Function<Answer, T> meaning, BooleanSupplier full) {
        List<Call> calls = slice.stream().map(call).toList();
        List<Answer> answers = full.getAsBoolean() ? List.of() : batches.send(line, calls);
        Map<K, ReadOutcome<T>> outcomes = new LinkedHashMap<>();
        for (int i = 0; i < slice.size(); i++) {
            Answer answer = answers.isEmpty() ? FULL : answers.get(i);
            Answer last = answer.tooMuch() ? full.getAsBoolean() ? FULL : alone(line, calls.get(i)) : answer;
            outcomes.put(slice.get(i), ErrorCodes.read(last, meaning));
        }
        return outcomes;
    }

    private static <K> List<List<K>> slices(Collection<K> ids) {
        List<K> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<List<K>> slices = new ArrayList<>();
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
