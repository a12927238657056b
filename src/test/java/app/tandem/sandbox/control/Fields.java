package app.tandem.sandbox.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object of a request: each field is asked for by name and type, and what nobody asked for is an error. */
final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final String where;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonNode object, String where) {
        if (!object.isObject()) {
            throw ControlError.bad(where + " must be a JSON object");
        }
        this.object = object;
        this.where = where;
    }

    /** The body of a request. */
    static Fields of(String body) {
        try {
            return new Fields(JSON.readTree(body.isBlank() ? "{}" : body), "the body");
        } catch (JacksonException e) {
            throw ControlError.bad("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    static Fields of(JsonNode object, String where) {
        return new Fields(object, where);
    }

    /** The field as it is; a JSON null counts as absent. */
    Optional<JsonNode> node(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) {
        return typed(name, "a string", JsonNode::isString, JsonNode::stringValue);
    }

    Optional<Integer> whole(String name) {
        return typed(name, "a whole number", JsonNode::canConvertToInt, JsonNode::intValue);
    }

    Optional<Long> large(String name) {
        return typed(name, "a whole number", JsonNode::canConvertToLong, JsonNode::longValue);
    }

    Optional<Double> number(String name) {
        return typed(name, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    Optional<Boolean> flag(String name) {
        return typed(name, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    Optional<Duration> duration(String name) {
        return parsed(name, "a duration such as PT30M", Duration::parse);
    }

    Optional<Instant> time(String name) {
        return parsed(name, "a time such as 2026-11-20T09:00:00Z", Instant::parse);
    }

    /** A field that must be there. */
    <T> T required(String name, BiFunction<Fields, String, Optional<T>> type) {
        return type.apply(this, name).orElseThrow(() -> ControlError.bad(where + " lacks '" + name + "'"));
    }

    /** Fails when the object has a field that was not asked for. */
    void noMore() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw ControlError.bad(where + " has an unknown field '" + name + "'");
            }
        }
    }

    private <T> Optional<T> typed(
            String name, String kind, java.util.function.Predicate<JsonNode> is, Function<JsonNode, T> value) {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !is.test(node.get())) {
            throw ControlError.bad("'" + name + "' in " + where + " must be " + kind);
        }
        return node.map(value);
    }

    private <T> Optional<T> parsed(String name, String kind, Function<String, T> parse) {
        return text(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw ControlError.bad("'" + name + "' in " + where + " must be " + kind);
            }
        });
    }
}
