package app.tandem.mailbox.graph;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests in batches of twenty, all parts independent of each other (Graph wants a batch fully parallel or fully
 * sequential), and gives each its own answer: refused parts inside an accepted batch, parts that the answer forgot, and all of them
 * when the batch as a whole did not come through.
 */
final class Batches {

    /** Parts that Graph takes in one batch. */
    static final int SIZE = 20;

    private final GraphSite site;
    private final Wire wire;
    private final EveryRequest everyRequest;

    Batches(GraphSite site, Wire wire, EveryRequest everyRequest) {
        this.site = site;
        this.wire = wire;
        this.everyRequest = everyRequest;
    }

    /** One answer per call, in their order. Once the mailbox is held back, the rest is answered without being sent. */
    List<Answer> send(Line line, List<Call> calls) {
        List<Answer> answers = new ArrayList<>(calls.size());
        for (int from = 0; from < calls.size(); from += SIZE) {
            answers.addAll(slice(line, calls.subList(from, Math.min(calls.size(), from + SIZE))));
        }
        return answers;
    }

    private List<Answer> slice(Line line, List<Call> calls) {
        boolean reads = calls.stream().allMatch(Call::read);
        Answer whole;
        try {
            whole = wire.send(line, batch(calls), Wire.Load.batch(calls.size(), reads));
        } catch (RemoteFailureException e) {
            if (e.failure() instanceof RemoteFailure.Throttled held) {
                return all(calls, new Answer(429, held.code(), held.until(), null));
            }
            throw e;
        }
        return whole.ok() ? parts(line, calls, whole) : all(calls, whole);
    }

    private Call batch(List<Call> calls) {
        JsonArray requests = new JsonArray();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            requests.add(call.part(Integer.toString(i), site.relative(call.url()), everyRequest.headers()));
        }
        JsonObject body = new JsonObject();
        body.add("requests", requests);
        return new Call(
                "POST",
                site.base() + "/$batch",
                Map.of("Accept", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<Answer> parts(Line line, List<Call> calls, Answer whole) {
        Map<String, JsonObject> byId = responses(whole.object());
        Instant until = hold(line, byId);
        List<Answer> answers = new ArrayList<>(calls.size());
        boolean tokenRefused = false;
        for (int i = 0; i < calls.size(); i++) {
            Answer answer = part(byId.get(Integer.toString(i)), until);
            tokenRefused |= answer.status() == 401;
            answers.add(answer);
        }
        if (tokenRefused) {
            wire.refused(line);
        }
        return answers;
    }

    /** Refused parts hold the mailbox back once, by the longest wait that any of them asks for. */
    private @Nullable Instant hold(Line line, Map<String, JsonObject> parts) {
        List<JsonObject> refused =
                parts.values().stream().filter(Batches::throttled).toList();
        if (refused.isEmpty()) {
            line.gate().answered();
            return null;
        }
        Optional<Duration> longest = refused.stream()
                .flatMap(part -> wire.asked(header(part, "Retry-After"), header(part, "Date")).stream())
                .max(Duration::compareTo);
        return line.gate().refused(code(refused.getFirst()), longest);
    }

    private static Answer part(@Nullable JsonObject part, @Nullable Instant until) {
        if (part == null) {
            return new Answer(Answer.LOST, "PartMissing", null, null);
        }
        int status = status(part);
        JsonElement body = part.get("body");
        JsonObject object = body != null && body.isJsonObject() ? body.getAsJsonObject() : null;
        boolean ok = status >= 200 && status < 300;
        return new Answer(status, ok ? "" : code(part), throttled(part) ? until : null, object);
    }

    private static Map<String, JsonObject> responses(JsonObject whole) {
        JsonElement responses = whole.get("responses");
        return responses == null || !responses.isJsonArray()
                ? Map.of()
                : responses.getAsJsonArray().asList().stream()
                        .filter(JsonElement::isJsonObject)
                        .map(JsonElement::getAsJsonObject)
                        .filter(part -> Answer.text(part, "id") != null)
                        .collect(Collectors.toMap(
                                part -> String.valueOf(Answer.text(part, "id")),
                                part -> part,
                                (first, again) -> first));
    }

    private static boolean throttled(JsonObject part) {
        return ErrorCodes.throttles(status(part), header(part, "Retry-After") != null);
    }

    private static int status(JsonObject part) {
        JsonElement status = part.get("status");
        return status != null
                        && status.isJsonPrimitive()
                        && status.getAsString().matches("\\d{3}")
                ? status.getAsInt()
                : Answer.LOST;
    }

    private static String code(JsonObject part) {
        JsonElement body = part.get("body");
        return ErrorCodes.of(body != null && body.isJsonObject() ? body.getAsJsonObject() : null, status(part));
    }

    private static @Nullable String header(JsonObject part, String name) {
        return part.get("headers") instanceof JsonObject headers
                ? headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name)
                                && header.getValue().isJsonPrimitive())
                        .map(header -> header.getValue().getAsString())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static List<Answer> all(List<Call> calls, Answer answer) {
        return Collections.nCopies(calls.size(), answer);
    }
}
