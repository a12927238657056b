package app.tandem.crm.salesforce;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first error of a REST answer: {@code [{"errorCode","message","fields"}]}, or the errors of a save result. */
record RestError(String code, String message, List<String> fields) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static RestError of(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            JsonNode errors = node.has("errors") ? node.get("errors") : node;
            JsonNode first = errors.isArray() ? errors.path(0) : errors;
            List<String> fields = new ArrayList<>();
            first.path("fields").forEach(field -> fields.add(field.asString("")));
            String code =
                    first.path("errorCode").asString(first.path("statusCode").asString("UNKNOWN_EXCEPTION"));
            return new RestError(code, first.path("message").asString(""), List.copyOf(fields));
        } catch (JacksonException e) {
            return new RestError("UNREADABLE_ANSWER", "", List.of());
        }
    }

    /** The id of the record an insert made, or empty text. */
    static String idOf(byte[] body) {
        try {
            return JSON.readTree(body).path("id").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** An object with these members as JSON. */
    static String json(java.util.Map<String, String> members) {
        return JSON.writeValueAsString(members);
    }
}
