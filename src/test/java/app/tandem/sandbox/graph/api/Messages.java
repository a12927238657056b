package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.FilterParser.Filter;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Message;
import app.tandem.sandbox.kernel.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists messages with everything the query options ask. */
final class Messages {

    private static final int PAGE = 10;

    private Messages() {}

    /** A page of a folder's messages, or of the whole mailbox. */
    static Reply list(Call call, @Nullable Folder folder, String context) {
        Query query = call.query()
                .only("$select", "$filter", "$orderby", "$top", "$skip", "$search", "$count", "$expand", "$skiptoken");
        Set<String> select = query.select("message");
        List<Expand> expand = Expand.of(query, "message");
        int top = query.number("$top", call.prefer().pageSize().orElse(PAGE), 1, 1000);
        int skip = query.get("$skiptoken")
                .map(Messages::skipped)
                .orElseGet(() -> query.number("$skip", 0, 0, Integer.MAX_VALUE));
        Collection<Message> all = folder == null ? call.mailbox().messages() : folder.messages();
        Collection<Message> found =
                query.get("$search").isPresent() ? search(query, all) : sortedAndFiltered(call, query, all);
        Bodies.Held held = new Bodies.Held();
        MessageView view = new MessageView(call.mailbox(), call.prefer(), select);
        ObjectNode page = Json.object().put("@odata.context", context);
        if (query.flag("$count")) {
            page.put("@odata.count", found.size());
        }
        ArrayNode value = page.putArray("value");
        found.stream()
                .skip(skip)
                .limit(top)
                .forEach(message -> value.add(expanded(call, message, view.of(message, false), expand, held)));
        if (skip + top < found.size()) {
            page.put("@odata.nextLink", next(call, skip + top));
        }
        return Bodies.json(200, page, held);
    }

    /** A single message. */
    static Reply get(Call call, Message message) {
        Query query = call.query().only("$select", "$expand");
        Bodies.Held held = new Bodies.Held();
        ObjectNode json = Json.object().put("@odata.context", call.context("messages/$entity"));
        json.setAll(new MessageView(call.mailbox(), call.prefer(), query.select("message")).of(message, false));
        return Bodies.json(200, expanded(call, message, json, Expand.of(query, "message"), held), held);
    }

    /** A message as the answer to a write. */
    static Reply written(Call call, int status, Message message) {
        ObjectNode json = Json.object().put("@odata.context", call.context("messages/$entity"));
        json.setAll(new MessageView(call.mailbox(), call.prefer(), null).of(message, false));
        return Bodies.json(status, json);
    }

    static ObjectNode expanded(Call call, Message message, ObjectNode json, List<Expand> expand, Bodies.Held held) {
        for (Expand item : expand) {
            switch (item.name()) {
                case "attachments" -> {
                    Set<String> select = item.option("$select")
                            .map(value -> Query.selected(value, "fileAttachment"))
                            .orElse(null);
                    ArrayNode list = json.putArray("attachments");
                    message.attachments.forEach(attachment -> list.add(
                            AttachmentView.of(call.mailbox(), message, attachment, call.prefer(), select, held)));
                }
                case "singleValueExtendedProperties" -> Extended.expandSingle(json, item, message.single);
                case "multiValueExtendedProperties" -> Extended.expandMulti(json, item, message.multi);
                case "extensions" -> json.putArray("extensions");
                default -> throw Problem.query("The property '" + item.name() + "' cannot be expanded here.");
            }
        }
        return json;
    }

    private static Collection<Message> sortedAndFiltered(Call call, Query query, Collection<Message> all) {
        List<Map.Entry<String, Boolean>> order = query.orderBy("message");
        if (query.get("$filter").isEmpty() && order.isEmpty()) {
            return all;
        }
        Filter filter = query.get("$filter")
                .map(text -> FilterParser.parse(Extended.canonicalIds(text), "message"))
                .orElse(null);
        refuseInefficient(filter, order);
        Set<String> needed = new HashSet<>();
        order.forEach(item -> needed.add(item.getKey().split("/")[0]));
        if (filter != null) {
            needed.addAll(filter.roots());
        }
        record Row(Message message, ObjectNode json) {}
        MessageView view = new MessageView(call.mailbox(), call.prefer(), needed);
        List<Row> rows = new ArrayList<>();
        for (Message message : all) {
            ObjectNode json = view.of(message, false);
            if (needed.contains("singleValueExtendedProperties")) {
                json.set("singleValueExtendedProperties", Extended.all(message.single));
            }
            if (filter == null || filter.expr().test(new Expr.Scope(json, null, null))) {
                rows.add(new Row(message, json));
            }
        }
        Comparator<Row> comparator = null;
        for (Map.Entry<String, Boolean> item : order) {
            List<String> path = List.of(item.getKey().split("/"));
            Comparator<Row> one = Comparator.comparing(row -> text(row.json(), path), String.CASE_INSENSITIVE_ORDER);
            one = item.getValue() ? one.reversed() : one;
            comparator = comparator == null ? one : comparator.thenComparing(one);
        }
        if (comparator != null) {
            rows.sort(comparator);
        }
        return rows.stream().map(Row::message).toList();
    }

    /** Every sorted property must be filtered too, in the same order and before any other. */
    private static void refuseInefficient(@Nullable Filter filter, List<Map.Entry<String, Boolean>> order) {
        if (filter == null || order.isEmpty()) {
            return;
        }
        List<String> filtered = List.copyOf(filter.properties());
        List<String> sorted = order.stream().map(Map.Entry::getKey).toList();
        if (filtered.size() < sorted.size()
                || !filtered.subList(0, sorted.size()).equals(sorted)) {
            throw Problem.bad("InefficientFilter", "The restriction or sort order is too complex for this operation.");
        }
    }

    private static String text(JsonNode json, List<String> path) {
        JsonNode node = json;
        for (String name : path) {
            node = node == null ? null : node.get(name);
        }
        return node == null || node.isNull() ? "" : node.asString("");
    }

    private static Collection<Message> search(Query query, Collection<Message> all) {
        if (query.get("$filter").isPresent() || query.get("$orderby").isPresent()) {
            throw Problem.bad(
                    "SearchWithFilter",
                    "The query parameters '$filter' and '$orderby' are not supported with '$search'.");
        }
        if (query.get("$count").isPresent() || query.get("$skip").isPresent()) {
            throw Problem.bad(
                    "SearchEvents", "The query parameters '$count' and '$skip' are not supported with '$search'.");
        }
        Search search = Search.of(query.get("$search").orElseThrow());
        return all.stream().filter(search::finds).limit(1000).toList();
    }

    private static String next(Call call, int skip) {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("page:" + skip).getBytes(StandardCharsets.UTF_8));
        return call.base() + "/" + Links.path(call.request().segments()) + "?"
                + call.query().with("$skiptoken", token, "$skip");
    }

    private static int skipped(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("page:".length()));
        } catch (RuntimeException e) {
            throw Problem.bad("BadRequest", "Invalid skip token.");
        }
    }
}
