package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the REST resources. */
final class RestJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RestJson() {}

    static String text(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(String json) {
        try {
            return MAPPER.readValue(json, LinkedHashMap.class);
        } catch (JacksonException e) {
            throw Refusal.of("JSON_PARSER_ERROR", "The body is not a JSON object: " + e.getOriginalMessage());
        }
    }

    /** The body of a record as a draft; what is null is cleared. */
    static Draft draft(Schema schema, ObjectType type, @Nullable String id, Map<String, @Nullable Object> body) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> nulls = new ArrayList<>();
        body.forEach((name, value) -> {
            if (name.equals("attributes")) {
                return;
            }
            switch (value) {
                case null -> nulls.add(name);
                case Map<?, ?> parent -> values.put(name, parent(schema, type, name, parent));
                default -> values.put(name, value instanceof List<?> list ? list : value.toString());
            }
        });
        return new Draft(type.name(), id, values, nulls);
    }

    @SuppressWarnings("unchecked")
    private static Draft parent(Schema schema, ObjectType type, String relationship, Map<?, ?> given) {
        Map<String, @Nullable Object> body = (Map<String, @Nullable Object>) given;
        String parentType = type.parent(relationship)
                .flatMap(field -> field.to().stream().findFirst())
                .orElse("");
        if (body.get("attributes") instanceof Map<?, ?> attributes && attributes.get("type") instanceof String named) {
            parentType = named;
        }
        ObjectType parent = schema.find(parentType);
        if (parent == null) {
            throw Refusal.of(
                    "INVALID_FIELD", "No such column '" + relationship + "' on sobject of type " + type.name());
        }
        return draft(schema, parent, null, body);
    }

    static Map<String, @Nullable Object> record(Rec rec, String base, Cursors cursors, String userId, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("type", String.valueOf(rec.realType()));
        if (rec.id() != null) {
            attributes.put("url", base + "/sobjects/" + rec.realType() + "/" + rec.id());
        }
        json.put("attributes", attributes);
        rec.values().forEach((name, value) -> json.put(name, value(rec, name, value, base, cursors, userId, now)));
        return json;
    }

    private static @Nullable Object value(
            Rec rec, String name, @Nullable Object value, String base, Cursors cursors, String userId, Instant now) {
        return switch (value) {
            case null -> null;
            case Rec parent -> record(parent, base, cursors, userId, now);
            case Rec.Rows rows ->
                page(
                        cursors.first(rows.records(), rows.records().size(), userId, now, Cursors.LARGEST_BATCH),
                        base,
                        cursors,
                        userId,
                        now);
            case Content content -> base + "/sobjects/" + rec.realType() + "/" + rec.id() + "/" + name;
            case Instant instant -> Wire.rest(instant);
            case LocalDate day -> day.toString();
            default -> value;
        };
    }

    static Map<String, @Nullable Object> page(
            Cursors.Page page, String base, Cursors cursors, String userId, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("totalSize", page.size());
        json.put("done", page.locator() == null);
        if (page.locator() != null) {
            json.put("nextRecordsUrl", base + "/query/" + page.locator());
        }
        json.put(
                "records",
                page.records().stream()
                        .map(rec -> record(rec, base, cursors, userId, now))
                        .toList());
        return json;
    }

    /** A part of a describe with every property its type has. */
    static Map<String, @Nullable Object> whole(String type, Struct struct) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Calls.Part part : java.util.Objects.requireNonNull(Calls.instance().shape(type))) {
            Object value = struct.get(part.name());
            json.put(part.name(), value == null ? missing(part) : nested(part, value));
        }
        return json;
    }

    private static @Nullable Object missing(Calls.Part part) {
        if (part.most() != 1) {
            return List.of();
        }
        return switch (part.type()) {
            case "boolean" -> false;
            case "int" -> part.nillable() ? null : 0;
            default -> null;
        };
    }

    private static Object nested(Calls.Part part, Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(each -> nested(part, each)).toList();
            case Struct struct -> whole(part.type(), struct);
            default -> value;
        };
    }
}
