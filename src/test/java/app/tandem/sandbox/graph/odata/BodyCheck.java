package app.tandem.sandbox.graph.odata;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a JSON body against the schema before anything happens. */
public final class BodyCheck {

    private static final Schema SCHEMA = Schema.mail();

    private BodyCheck() {}

    /** Refuses a body that does not fit the type. */
    public static void entity(ObjectNode body, String type) {
        String actual = actualType(body, type);
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            String name = member.getKey();
            if (!name.contains("@")) {
                Schema.Ref ref = SCHEMA.property(actual, name)
                        .or(() -> SCHEMA.navigation(actual, name))
                        .orElseThrow(() -> Problem.body("The property '" + name + "' does not exist on type '"
                                + Names.outlook(actual)
                                + "'. Make sure to only use property names that are defined by the type."));
                value(name, member.getValue(), ref);
            }
        }
    }

    /** Refuses parameters of an action that it does not have, lacks, or that are of a wrong type. Their case is free. */
    public static void parameters(ObjectNode body, Schema.Operation operation) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            Schema.Ref ref = operation.parameters().entrySet().stream()
                    .filter(p -> p.getKey().equalsIgnoreCase(member.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> Problem.body("The parameter '" + member.getKey()
                            + "' in the request payload is not a valid parameter for the operation '" + operation.name()
                            + "'."));
            value(member.getKey(), member.getValue(), ref);
        }
        operation.parameters().forEach((name, ref) -> {
            if (ref.required() && parameter(body, name) == null) {
                throw Problem.body(
                        "The parameter '" + name + "' of the operation '" + operation.name() + "' is missing.");
            }
        });
    }

    /** A parameter of an action, whatever the case of its name. */
    public static @org.jspecify.annotations.Nullable JsonNode parameter(ObjectNode body, String name) {
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue().isNull() ? null : member.getValue();
            }
        }
        return null;
    }

    /** The type a body says it has. */
    public static String actualType(JsonNode body, String declared) {
        String stated = Json.text(body, "@odata.type");
        if (stated == null) {
            return declared;
        }
        String name = stated.replaceFirst("^#", "").replaceFirst("^microsoft\\.graph\\.", "");
        if (!SCHEMA.types().containsKey(name) || !SCHEMA.isA(name, declared)) {
            throw Problem.body("A type named '" + stated.replaceFirst("^#", "")
                    + "' could not be resolved by the model, or it does not extend '" + Names.outlook(declared) + "'.");
        }
        return name;
    }

    private static void value(String name, JsonNode value, Schema.Ref ref) {
        if (value.isNull()) {
            if (ref.required()) {
                throw Problem.body("A null value was found for the property named '" + name
                        + "', which has the expected type 'Edm." + ref.name()
                        + "[Nullable=False]'. The expected type does"
                        + " not allow null values.");
            }
        } else if (ref.collection()) {
            if (!value.isArray()) {
                throw unexpected(value, "StartArray");
            }
            value.forEach(element -> single(name, element, ref.name()));
        } else {
            single(name, value, ref.name());
        }
    }

    private static void single(String name, JsonNode value, String type) {
        if (SCHEMA.enums().containsKey(type)) {
            enumeration(value, type);
        } else if (SCHEMA.types().containsKey(type)) {
            if (!(value instanceof ObjectNode object)) {
                throw unexpected(value, "StartObject");
            }
            entity(object, type);
        } else if (!primitive(value, type)) {
            throw Problem.body("Cannot convert a value of '" + name + "' to the expected type 'Edm." + type + "'.");
        }
    }

    private static void enumeration(JsonNode value, String type) {
        List<String> allowed = SCHEMA.enums().get(type);
        if (!value.isString() || allowed.stream().noneMatch(one -> one.equalsIgnoreCase(value.asString()))) {
            throw Problem.body("Requested value '" + value.asString("") + "' was not found.");
        }
    }

    private static boolean primitive(JsonNode value, String type) {
        return switch (type) {
            case "String", "Guid", "Date", "TimeOfDay", "Duration" -> value.isString();
            case "Boolean" -> value.isBoolean();
            case "Int32" -> value.isIntegralNumber() && value.canConvertToInt();
            case "Int64" -> value.isIntegralNumber();
            case "Double" -> value.isNumber();
            case "DateTimeOffset" -> value.isString() && isTime(value.asString());
            case "Binary" -> value.isString() && isBase64(value.asString());
            default -> true;
        };
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Problem unexpected(JsonNode value, String expected) {
        String found = value.isObject() ? "StartObject" : value.isArray() ? "StartArray" : "PrimitiveValue";
        return Problem.body("An unexpected '" + found + "' node was found when reading from the JSON reader. A '"
                + expected + "' node was expected.");
    }
}
