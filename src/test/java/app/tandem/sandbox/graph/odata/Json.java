package app.tandem.sandbox.graph.odata;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as Graph reads and writes it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(200_000_000)
                            .maxNestingDepth(200)
                            .build())
                    .build())
            .build();
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    /** A new object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The object a body holds; a {@link Problem} when it holds none. */
    public static ObjectNode read(byte[] body) {
        if (body.length == 0) {
            throw Problem.bad("BadRequest", "Empty Payload. JSON content expected.");
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Problem.bad(
                    "BadRequest",
                    "Unable to read JSON request payload. Please ensure Content-Type header is"
                            + " set and payload is of valid JSON format.");
        }
        throw Problem.body("An unexpected node was found when reading from the JSON reader. A 'StartObject' node was"
                + " expected.");
    }

    /** The text of a node; a half of a surrogate pair, which UTF-8 cannot carry, is written as an escape. */
    public static String write(JsonNode node) {
        String text = MAPPER.writeValueAsString(node);
        return hasLoneSurrogate(text)
                ? MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(node)
                : text;
    }

    /** A time as Graph writes DateTimeOffset: UTC, whole seconds. */
    public static String time(Instant time) {
        return SECONDS.format(time);
    }

    /** A text member, or null. */
    public static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
