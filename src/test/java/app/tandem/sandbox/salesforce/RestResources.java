package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Fault;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Kernel.Struck;
import app.tandem.sandbox.kernel.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands behind the versioned paths. */
final class RestResources {

    private final Kernel kernel;
    private final Cursors cursors;

    RestResources(Kernel kernel, Cursors cursors) {
        this.kernel = kernel;
        this.cursors = cursors;
    }

    private record Request(Exchange exchange, Session session, String base, List<String> path, Struck struck) {
        String method() {
            return exchange.method();
        }

        WriteOptions options() {
            boolean allowSave = exchange.header("Sforce-Duplicate-Rule-Header")
                    .filter(value -> value.replace(" ", "").contains("allowSave=true"))
                    .isPresent();
            return new WriteOptions(
                    false,
                    allowSave,
                    false,
                    false,
                    false,
                    false,
                    false,
                    struck.get(Fault.Rows.class).orElse(null));
        }
    }

    Reply answer(Exchange exchange, Session session, String base, String rest, Struck struck) throws IOException {
        List<String> path = Arrays.stream(rest.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        Request request = new Request(exchange, session, base, path, struck);
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (first) {
            case "" -> json(resources(base));
            case "query", "queryAll" -> query(request, first.equals("queryAll"));
            case "search" -> search(request);
            case "limits" -> json(limits(session));
            case "sobjects" -> path.size() == 1 ? json(global(session, base)) : object(request);
            default -> RestEndpoint.notFound();
        };
    }

    private static Map<String, Object> resources(String base) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String name : List.of("limits", "query", "queryAll", "search", "sobjects")) {
            all.put(name, base + "/" + name);
        }
        return all;
    }

    private static Map<String, Object> limits(Session session) {
        var org = session.store().org;
        Map<String, Object> daily = new LinkedHashMap<>();
        daily.put("Max", org.apiLimit);
        daily.put("Remaining", Math.max(0, org.apiLimit - org.apiUsed.get()));
        return Map.of("DailyApiRequests", daily);
    }

    private static Map<String, Object> global(Session session, String base) {
        Struct struct = Describe.global(session.store().schema());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("encoding", "UTF-8");
        json.put("maxBatchSize", Writes.MOST_ROWS);
        json.put(
                "sobjects",
                ((List<?>) Objects.requireNonNull(struct.get("sobjects")))
                        .stream()
                                .map(each -> RestJson.whole("DescribeGlobalSObjectResult", (Struct) each))
                                .toList());
        return json;
    }

    private Reply query(Request request, boolean everything) {
        Session session = request.session();
        String userId = session.viewer().userId();
        Cursors.Page page;
        if (request.path().size() > 1) {
            page = cursors.more(request.path().get(1), userId, kernel.clock.now(), Cursors.LARGEST_BATCH);
        } else {
            String statement = request.exchange()
                    .query("q")
                    .orElseThrow(() -> Refusal.of("MALFORMED_QUERY", "A query string has to be specified"));
            QueryEngine.Result result =
                    reading(session, () -> QueryEngine.run(session.store(), session.viewer(), statement, everything));
            page = cursors.first(result.records(), result.size(), userId, kernel.clock.now(), batch(request));
        }
        return json(RestJson.page(page, request.base(), cursors, userId, kernel.clock.now()));
    }

    private static int batch(Request request) {
        return request.exchange()
                .header("Sforce-Query-Options")
                .map(value -> value.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty() && digits.length() < 6)
                .map(digits -> Cursors.batch(Integer.parseInt(digits)))
                .orElse(Cursors.LARGEST_BATCH);
    }

    private Reply search(Request request) {
        String statement = request.exchange().query("q").orElse("");
        Session session = request.session();
        List<Rec> found = reading(session, () -> Search.run(session, statement));
        return json(Map.of(
                "searchRecords",
                found.stream()
                        .map(rec -> RestJson.record(
                                rec, request.base(), cursors, session.viewer().userId(), kernel.clock.now()))
                        .toList()));
    }

    private Reply object(Request request) throws IOException {
        Schema schema = request.session().store().schema();
        ObjectType type = schema.find(request.path().get(1));
        if (type == null) {
            return RestEndpoint.notFound();
        }
        int depth = request.path().size();
        if (depth == 2) {
            return request.method().equals("POST") ? create(request, type) : json(describe(schema, type));
        }
        if (request.path().get(2).equals("describe")) {
            return json(RestJson.whole("DescribeSObjectResult", Describe.object(schema, type.name())));
        }
        if (depth == 3) {
            return record(request, type, request.path().get(2));
        }
        Field field = type.field(request.path().get(2));
        if (field == null && depth == 4) {
            return file(request, type, request.path().get(2), request.path().get(3));
        }
        return byKey(
                request,
                type,
                request.path().get(2),
                String.join("/", request.path().subList(3, depth)));
    }

    private static Map<String, Object> describe(Schema schema, ObjectType type) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("objectDescribe", RestJson.whole("DescribeSObjectResult", Describe.object(schema, type.name())));
        json.put("recentItems", List.of());
        return json;
    }

    private Reply create(Request request, ObjectType type) throws IOException {
        Schema schema = request.session().store().schema();
        Draft draft = Multipart.is(request.exchange())
                ? Multipart.draft(request.exchange(), schema, type)
                : RestJson.draft(
                        schema, type, null, RestJson.object(request.exchange().text()));
        String id = one(new Writes(request.session(), request.options()).create(List.of(draft)))
                .id();
        return Reply.json(201, RestJson.text(saved(id, null)))
                .with("Location", request.base() + "/sobjects/" + type.name() + "/" + id);
    }

    private Reply record(Request request, ObjectType type, String id) {
        Writes writes = new Writes(request.session(), request.options());
        switch (request.method()) {
            case "GET" -> {
                return read(request, type, id);
            }
            case "PATCH" -> {
                Map<String, @Nullable Object> body =
                        RestJson.object(request.exchange().text());
                one(writes.update(
                        List.of(RestJson.draft(request.session().store().schema(), type, id, body))));
            }
            case "DELETE" -> one(writes.delete(List.of(id)));
            default -> throw Refusal.of("METHOD_NOT_ALLOWED", "HTTP Method '" + request.method() + "' not allowed");
        }
        return Reply.empty(204);
    }

    private Reply read(Request request, ObjectType type, String given) {
        Session session = request.session();
        String fields = request.exchange().query("fields").orElse(null);
        String statement = "SELECT " + (fields == null ? "FIELDS(ALL)" : fields) + " FROM " + type.name() + " LIMIT 1";
        Rec rec = reading(session, () -> {
            Row row = session.store().live(Ids.normal(given));
            if (row == null
                    || !row.type.equals(type.name())
                    || !session.viewer().canRead(row)) {
                throw Refusal.of(
                        "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + given);
            }
            QueryEngine engine = new QueryEngine(session.store(), session.viewer(), statement, false);
            Resolver names = new Resolver(session.store(), session.viewer(), statement);
            return new Selection(engine, names, type, Soql.parse(statement)).pick(row);
        });
        Map<String, @Nullable Object> json =
                RestJson.record(rec, request.base(), cursors, session.viewer().userId(), kernel.clock.now());
        if (fields == null) {
            type.fields().stream()
                    .filter(field -> field.type().equals("base64"))
                    .forEach(field -> json.put(
                            field.name(),
                            request.base() + "/sobjects/" + type.name() + "/" + rec.id() + "/" + field.name()));
        }
        return json(json);
    }

    private Reply byKey(Request request, ObjectType type, String key, String value) {
        Session session = request.session();
        Writes writes = new Writes(session, request.options());
        if (request.method().equals("PATCH")) {
            Map<String, @Nullable Object> body =
                    new LinkedHashMap<>(RestJson.object(request.exchange().text()));
            body.put(key, value);
            Draft draft = RestJson.draft(session.store().schema(), type, null, body);
            Writes.Outcome outcome = one(writes.upsert(key, List.of(draft)));
            return Reply.json(outcome.created() ? 201 : 200, RestJson.text(saved(outcome.id(), outcome.created())));
        }
        List<Row> found = reading(
                session,
                () -> ExternalIds.find(session.store(), type, key, value).stream()
                        .filter(session.viewer()::canRead)
                        .toList());
        if (found.isEmpty()) {
            return RestEndpoint.notFound();
        }
        if (found.size() > 1) {
            return Reply.json(
                    300,
                    RestJson.text(found.stream()
                            .map(row -> request.base() + "/sobjects/" + type.name() + "/" + row.id)
                            .toList()));
        }
        return record(request, type, found.getFirst().id);
    }

    private static Reply file(Request request, ObjectType type, String id, String fieldName) {
        Field field = type.field(fieldName);
        Session session = request.session();
        Row row = reading(session, () -> session.store().live(Ids.normal(id)));
        boolean visible = row != null && reading(session, () -> session.viewer().canRead(row));
        if (!visible || field == null || !(row.get(field.name()) instanceof Content content)) {
            return RestEndpoint.notFound();
        }
        return content(content, "application/octetstream");
    }

    /** A file as an answer, streamed. */
    static Reply content(Content content, String type) {
        return Reply.of(200, type, new byte[0]).with(new Reply.Body() {
            @Override
            public long length() {
                return content.length();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (InputStream in = content.stream()) {
                    in.transferTo(out);
                }
            }
        });
    }

    private static Writes.Outcome one(List<Writes.Outcome> outcomes) {
        Writes.Outcome outcome = outcomes.getFirst();
        if (outcome.error() != null) {
            throw outcome.error();
        }
        return outcome;
    }

    private static Map<String, Object> saved(@Nullable String id, @Nullable Boolean created) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Objects.requireNonNull(id));
        json.put("success", true);
        json.put("errors", List.of());
        if (created != null) {
            json.put("created", created);
        }
        return json;
    }

    private static Reply json(Object value) {
        return Reply.json(200, RestJson.text(value));
    }

    private static <T> T reading(Session session, Supplier<T> work) {
        session.store().lock.readLock().lock();
        try {
            return work.get();
        } finally {
            session.store().lock.readLock().unlock();
        }
    }
}
