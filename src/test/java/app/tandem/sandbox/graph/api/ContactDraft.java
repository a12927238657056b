package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Contact;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a JSON body says into a contact (graph-notes 10). */
final class ContactDraft {

    private static final Set<String> READ_ONLY =
            Set.of("id", "changeKey", "createdDateTime", "lastModifiedDateTime", "parentFolderId");

    private static final Set<String> NOT_HERE =
            Set.of("photo", "extensions", "primaryEmailAddress", "secondaryEmailAddress", "tertiaryEmailAddress");

    private static final Set<String> EXTENDED = Set.of("singleValueExtendedProperties", "multiValueExtendedProperties");

    private static final List<String> NAME = List.of("givenName", "middleName", "surname", "generation");

    /** How many of them a contact has room for. */
    private static final Map<String, Integer> MOST =
            Map.of("emailAddresses", 3, "businessPhones", 2, "homePhones", 2, "imAddresses", 3);

    private final Contact contact;

    ContactDraft(Contact contact) {
        this.contact = contact;
    }

    /** A POST or a PATCH; refused as a whole when one of its properties cannot be written. */
    void write(ObjectNode body) {
        List<String> names = body.propertyNames().stream()
                .filter(name -> !name.contains("@"))
                .toList();
        names.forEach(name -> refuse(name, body.get(name)));
        for (String name : names) {
            JsonNode value = body.get(name);
            member(name, value.isNull() ? null : value);
        }
        Extended.apply(body, contact.single, contact.multi);
        if (names.stream().anyMatch(NAME::contains)) {
            regenerate(names);
        }
    }

    private static void refuse(String name, JsonNode value) {
        if (READ_ONLY.contains(name)) {
            throw Problem.bad("ErrorInvalidPropertySet", "The property '" + name + "' is read-only and cannot be set.");
        }
        if (NOT_HERE.contains(name)) {
            throw Undone.operation("writing " + name + " of a contact");
        }
        if (value.size() > MOST.getOrDefault(name, Integer.MAX_VALUE)) {
            throw Problem.bad(
                    "ErrorInvalidProperty",
                    "The number of values of '" + name + "' exceeds the max allowed value " + MOST.get(name) + ".");
        }
    }

    private void member(String name, @Nullable JsonNode value) {
        if (EXTENDED.contains(name)) {
            return;
        }
        if (name.equals("categories")) {
            contact.categories = List.copyOf(Extended.strings(value));
        } else if (value == null) {
            contact.filled.remove(name);
        } else {
            contact.filled.set(name, kept(name, value));
        }
    }

    private static JsonNode kept(String name, JsonNode value) {
        return switch (name) {
            case "birthday" -> {
                String time = Json.time(OffsetDateTime.parse(value.asString()).toInstant());
                yield Json.object().put("time", time).get("time");
            }
            case "emailAddresses" -> addresses(value);
            default -> value.deepCopy();
        };
    }

    /** An address without a name gets an odd one. */
    private static ArrayNode addresses(JsonNode list) {
        ArrayNode addresses = Json.array();
        for (JsonNode one : list) {
            String address = Objects.requireNonNullElse(Json.text(one, "address"), "");
            String name = Json.text(one, "name");
            addresses
                    .addObject()
                    .put("name", name == null ? address + " (" + address + ")" : name)
                    .put("address", address);
        }
        return addresses;
    }

    /** A part of the name changed: the shown names are made anew, unless they came along. */
    private void regenerate(List<String> given) {
        if (!given.contains("displayName")) {
            contact.filled.put(
                    "displayName",
                    NAME.stream()
                            .map(name -> Json.text(contact.filled, name))
                            .filter(part -> part != null && !part.isBlank())
                            .collect(Collectors.joining(" ")));
        }
        if (!given.contains("fileAs")) {
            contact.filled.put(
                    "fileAs",
                    Stream.of("surname", "givenName")
                            .map(name -> Json.text(contact.filled, name))
                            .filter(part -> part != null && !part.isBlank())
                            .collect(Collectors.joining(", ")));
        }
    }
}
