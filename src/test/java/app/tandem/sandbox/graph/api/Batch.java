package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /$batch}: up to 20 requests in one, four of them at a time, answered in the order in which they end. */
final class Batch {

    private static final int MOST = 20;
    private static final int AT_ONCE = 4;

    private record Item(String id, String method, String url, ObjectNode json, List<String> dependsOn) {}

    private record Answer(Item item, Reply reply) {}

    private final GraphApi api;
    private final Kernel kernel;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Batch(GraphApi api, Kernel kernel) {
        this.api = api;
        this.kernel = kernel;
    }

    Reply handle(GraphRequest request, Refusals refusals) {
        long seq = kernel.calls.nextSeq();
        Token token = request.token();
        byte[] body = request.body().get();
        CallFacts facts = new CallFacts(
                Service.GRAPH,
                token == null ? null : token.client(),
                token == null ? null : token.user(),
                request.method(),
                "/$batch",
                null,
                null,
                1,
                body.length,
                null);
        return kernel.run(seq, facts, refusals::refuse, struck -> {
            try {
                if (!request.method().equals("POST")) {
                    throw Problem.method();
                }
                Access.token(
                        kernel.tokens, token, request.header("Authorization").isPresent());
                return answers(run(items(Json.read(body)), request, seq));
            } catch (Problem problem) {
                return refusals.of(problem);
            }
        });
    }

    private static List<Item> items(ObjectNode body) {
        JsonNode requests = body.get("requests");
        if (requests == null || !requests.isArray() || requests.isEmpty() || body.size() != 1) {
            throw Problem.bad("BadRequest", "Invalid batch payload format.");
        }
        if (requests.size() > MOST) {
            throw Problem.bad("BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
        }
        List<Item> items = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode one : requests) {
            Item item = item(one);
            if (!ids.add(item.id())) {
                throw Problem.bad("BadRequest", "Batch request id '" + item.id() + "' is not unique.");
            }
            if (!ids.containsAll(item.dependsOn())) {
                throw Problem.bad(
                        "BadRequest", "Batch request '" + item.id() + "' depends on a request that is not before it.");
            }
            items.add(item);
        }
        return items;
    }

    private static Item item(JsonNode one) {
        if (!(one instanceof ObjectNode object)) {
            throw Problem.bad("BadRequest", "Invalid batch payload format.");
        }
        object.properties().forEach(member -> {
            if (!Set.of("id", "method", "url", "headers", "body", "dependsOn").contains(member.getKey())) {
                throw Problem.bad(
                        "BadRequest", "Invalid batch payload format: unknown property '" + member.getKey() + "'.");
            }
        });
        String id = Json.text(object, "id");
        String method = Json.text(object, "method");
        String url = Json.text(object, "url");
        if (id == null || id.isEmpty() || method == null || url == null) {
            throw Problem.bad("BadRequest", "Invalid batch payload format: id, method and url are required.");
        }
        if (url.contains("://") || url.replaceFirst("^/", "").startsWith("$batch")) {
            throw Problem.bad("BadRequest", "Invalid batch request url '" + url + "'.");
        }
        return new Item(id, method.toUpperCase(Locale.ROOT), url, object, Extended.strings(object.get("dependsOn")));
    }

    private List<Answer> run(List<Item> items, GraphRequest outer, long seq) {
        Map<String, CompletableFuture<Reply>> running = new LinkedHashMap<>();
        ConcurrentLinkedQueue<Answer> ended = new ConcurrentLinkedQueue<>();
        Semaphore slots = new Semaphore(AT_ONCE);
        for (Item item : items) {
            List<CompletableFuture<Reply>> before =
                    item.dependsOn().stream().map(running::get).toList();
            running.put(
                    item.id(),
                    CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                            .thenApplyAsync(
                                    done -> {
                                        Reply reply = before.stream().allMatch(Batch::succeeded)
                                                ? one(item, outer, seq, slots)
                                                : dependencyFailed();
                                        ended.add(new Answer(item, reply));
                                        return reply;
                                    },
                                    threads));
        }
        CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new))
                .join();
        return List.copyOf(ended);
    }

    private static boolean succeeded(CompletableFuture<Reply> one) {
        int status = one.join().status();
        return status >= 200 && status < 300;
    }

    private Reply dependencyFailed() {
        String id = UUID.randomUUID().toString();
        return api.refusals(id, id)
                .of(Problem.of(424, "FailedDependency", "A request that this one depends on has failed."));
    }

    private Reply one(Item item, GraphRequest outer, long seq, Semaphore slots) {
        slots.acquireUninterruptibly();
        String id = UUID.randomUUID().toString();
        try {
            return api.run(part(item, outer, seq), api.refusals(id, id));
        } catch (Problem problem) {
            return api.refusals(id, id).of(problem);
        } finally {
            slots.release();
        }
    }

    /** A part has the caller's token and its own headers; nothing else of the outer request reaches it. */
    private static GraphRequest part(Item item, GraphRequest outer, long seq) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        JsonNode given = item.json().get("headers");
        if (given != null) {
            given.properties()
                    .forEach(one -> headers.put(one.getKey(), one.getValue().asString()));
        }
        headers.put("Authorization", outer.header("Authorization").orElse(""));
        byte[] body = body(item, headers);
        headers.put("Content-Length", Integer.toString(body.length));
        String url = item.url().startsWith("/") ? item.url() : "/" + item.url();
        int query = url.indexOf('?');
        return new GraphRequest(
                item.method(),
                GraphRequest.segments(query < 0 ? url : url.substring(0, query)),
                query < 0 ? "" : url.substring(query + 1),
                name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of(),
                () -> body,
                outer.origin(),
                outer.token(),
                seq);
    }

    private static byte[] body(Item item, Map<String, String> headers) {
        JsonNode body = item.json().get("body");
        if (body == null || body.isNull()) {
            return new byte[0];
        }
        String type = headers.get("Content-Type");
        if (type == null) {
            throw Problem.bad("BadRequest", "Batch request '" + item.id() + "' has a body but no Content-Type header.");
        }
        return type.startsWith("application/json")
                ? Json.write(body).getBytes(StandardCharsets.UTF_8)
                : body.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static Reply answers(List<Answer> answers) {
        List<Reply.Body> pieces = new ArrayList<>();
        String separator = "{\"responses\":[";
        for (Answer answer : answers) {
            Reply reply = answer.reply();
            if (reply.cutAfter() >= 0) {
                // A line that breaks under one part breaks under all of them.
                return reply.status() == 0
                        ? Reply.cut()
                        : Bodies.json(200, Json.object()).with(reply.body()).truncated(reply.cutAfter());
            }
            ObjectNode head = Json.object().put("id", answer.item().id()).put("status", reply.status());
            ObjectNode headers = head.putObject("headers");
            reply.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
            String text = Json.write(head);
            pieces.add(Bodies.text(separator + text.substring(0, text.length() - 1)));
            if (reply.body().length() > 0) {
                boolean json = headers.path("Content-Type").asString("").startsWith("application/json");
                pieces.add(Bodies.text(json ? ",\"body\":" : ",\"body\":\""));
                pieces.add(json ? reply.body() : Bodies.base64(reply.body()));
                pieces.add(Bodies.text(json ? "" : "\""));
            }
            separator = "},";
        }
        pieces.add(Bodies.text("}]}"));
        return Bodies.json(200, Json.object()).with(Bodies.all(pieces));
    }
}
