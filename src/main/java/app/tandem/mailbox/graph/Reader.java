package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.ReadOutcome;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads messages by their ids, twenty to a batch, and one by one what is too much for a batch. */
final class Reader {

    /** More than this is no letter; in characters, so that 25 MB of any script pass. */
    static final int LONGEST_BODY = 25 * 1024 * 1024;

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
        return look(line, ids, id -> requests.message(line, id), answer -> {
            JsonObject message = answer.object();
            return Messages.mail(message, layouts.folder(line, Answer.text(message, "parentFolderId")));
        });
    }

    /** Body and attachment list of each. */
    Map<ItemId, ReadOutcome<MailContent>> content(Line line, Collection<ItemId> ids) {
        Map<ItemId, ReadOutcome<MailContent>> contents =
                look(line, ids, id -> requests.content(line, id), answer -> Messages.content(answer.object()));
        contents.replaceAll((id, outcome) -> bounded(outcome));
        return contents;
    }

    private <T> Map<ItemId, ReadOutcome<T>> look(
            Line line, Collection<ItemId> ids, Function<ItemId, Call> call, Function<Answer, T> meaning) {
        List<ItemId> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<Call> calls = distinct.stream().map(call).toList();
        Map<ItemId, ReadOutcome<T>> outcomes = new LinkedHashMap<>();
        for (int from = 0; from < calls.size(); from += Batches.SIZE) {
            int to = Math.min(calls.size(), from + Batches.SIZE);
            List<Answer> answers = batches.send(line, calls.subList(from, to));
            for (int i = from; i < to; i++) {
                Answer answer = answers.get(i - from);
                Answer final_ = answer.tooMuch() ? alone(line, calls.get(i)) : answer;
                outcomes.put(distinct.get(i), ErrorCodes.read(final_, meaning));
            }
        }
        return outcomes;
    }

    private Answer alone(Line line, Call call) {
        var held = line.gate().held();
        return held.isPresent() ? new Answer(429, held.get().code(), held.get().until(), null) : wire.send(line, call);
    }

    private static ReadOutcome<MailContent> bounded(ReadOutcome<MailContent> outcome) {
        boolean tooLong = outcome instanceof ReadOutcome.Found<MailContent> found
                && found.value().body().content().length() > LONGEST_BODY;
        return tooLong ? new ReadOutcome.Refused<>("BodyTooLarge") : outcome;
    }
}
