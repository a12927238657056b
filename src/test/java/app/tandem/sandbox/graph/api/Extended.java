package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.mime.Header;
import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.ExtendedId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Extended properties in JSON. */
final class Extended {

    private static final String SINGLE = "singleValueLegacyExtendedProperty";
    private static final String MULTI = "multiValueLegacyExtendedProperty";

    private static final String HEADERS = "String {00020386-0000-0000-c000-000000000046} Name ";

    private Extended() {}

    /** Named properties of the set PS_INTERNET_HEADERS: Exchange writes them as headers when the mail leaves. */
    static List<Header> internetHeaders(Map<ExtendedId, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> property.getKey().value().startsWith(HEADERS)
                        && !property.getValue().isEmpty())
                .map(property -> new Header(property.getKey().value().substring(HEADERS.length()), property.getValue()))
                .toList();
    }

    /** All of an item's, with ids in their one spelling; filters ask these. */
    static ArrayNode all(Map<ExtendedId, String> properties) {
        ArrayNode all = Json.array();
        properties.forEach((id, value) -> all.addObject().put("id", id.value()).put("value", value));
        return all;
    }

    static void expandSingle(ObjectNode into, Expand expand, Map<ExtendedId, String> properties) {
        FilterParser.Filter filter = filter(expand, SINGLE);
        ArrayNode found = Json.array();
        for (JsonNode property : all(properties)) {
            if (filter.expr().test(new Expr.Scope(property, null, null))) {
                found.add(property);
            }
        }
        if (!found.isEmpty()) {
            into.set("singleValueExtendedProperties", found);
        }
    }

    static void expandMulti(ObjectNode into, Expand expand, Map<ExtendedId, List<String>> properties) {
        FilterParser.Filter filter = filter(expand, MULTI);
        ArrayNode found = Json.array();
        properties.forEach((id, values) -> {
            ObjectNode property = Json.object().put("id", id.value());
            if (filter.expr().test(new Expr.Scope(property, null, null))) {
                ArrayNode list = property.putArray("value");
                values.forEach(list::add);
                found.add(property);
            }
        });
        if (!found.isEmpty()) {
            into.set("multiValueExtendedProperties", found);
        }
    }

    /** Properties cannot be listed: an expansion names those it wants. */
    private static FilterParser.Filter filter(Expand expand, String type) {
        String text = expand.option("$filter")
                .orElseThrow(() -> Problem.bad(
                        "ErrorInvalidUrlQuery", "The expand of extended properties requires a filter on their ids."));
        return FilterParser.parse(canonicalIds(text), type);
    }

    /** A filter with the ids in it in their one spelling. */
    static String canonicalIds(String filter) {
        StringBuilder changed = new StringBuilder();
        String[] pieces = filter.split("'", -1);
        for (int i = 0; i < pieces.length; i++) {
            boolean id = i % 2 == 1 && pieces[i - 1].stripTrailing().endsWith("eq") && pieces[i - 1].contains("id ");
            changed.append(i == 0 ? "" : "'")
                    .append(id ? ExtendedId.of(pieces[i]).value() : pieces[i]);
        }
        return changed.toString();
    }

    /** Sets what a body carries; a null value removes. */
    static void apply(ObjectNode body, TreeMap<ExtendedId, String> single, TreeMap<ExtendedId, List<String>> multi) {
        for (JsonNode property : list(body, "singleValueExtendedProperties")) {
            ExtendedId id = ExtendedId.of(required(property));
            String value = Json.text(property, "value");
            if (value == null) {
                single.remove(id);
            } else {
                single.put(id, value);
            }
        }
        for (JsonNode property : list(body, "multiValueExtendedProperties")) {
            multi.put(ExtendedId.of(required(property)), strings(property.get("value")));
        }
    }

    private static String required(JsonNode property) {
        String id = Json.text(property, "id");
        if (id == null) {
            throw Problem.bad("ErrorInvalidProperty", "An extended property needs an id.");
        }
        return id;
    }

    private static Iterable<JsonNode> list(ObjectNode body, String name) {
        JsonNode list = body.get(name);
        return list == null || list.isNull() ? List.of() : list;
    }

    static List<String> strings(@org.jspecify.annotations.Nullable JsonNode array) {
        List<String> strings = new java.util.ArrayList<>();
        if (array != null && array.isArray()) {
            array.forEach(element -> strings.add(element.asString()));
        }
        return strings;
    }
}
