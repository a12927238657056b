package app.tandem.sidebar.office;

import app.tandem.item.Address;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the browser sent of item and client. Too long or malformed text is refused or cut, never trusted (reliability 2.6). */
public record Snapshot(OfficeItem item, Client client) {

    private static final int LONGEST = 400_000;
    private static final int MOST_PEOPLE = 500;
    private static final int MOST_FILES = 200;
    private static final int SUBJECT = 1_000;
    private static final int ID = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The snapshot in this JSON; empty when it is none. */
    public static Optional<Snapshot> of(String json) {
        if (json.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(json);
            return root.isObject() ? Optional.of(new Snapshot(item(root), client(root))) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static OfficeItem item(JsonNode root) {
        return new OfficeItem(
                root.path("seq").asLong(0),
                root.path("selection").asLong(0),
                one(OfficeItem.Kind.class, text(root, "kind", 20), OfficeItem.Kind.NONE),
                one(OfficeItem.Mode.class, text(root, "mode", 20), OfficeItem.Mode.READ),
                orNull(text(root, "itemId", ID)),
                orNull(text(root, "messageId", ID)),
                orNull(text(root, "conversationId", ID)),
                text(root, "itemClass", 100),
                text(root, "subject", SUBJECT),
                person(root.path("from")),
                people(root.path("to")),
                people(root.path("cc")),
                people(root.path("bcc")),
                time(text(root, root.has("start") && root.path("start").isString() ? "start" : "created", 40)),
                files(root.path("files")));
    }

    private static Client client(JsonNode root) {
        return new Client(
                text(root, "mailbox", 320).toLowerCase(Locale.ROOT),
                text(root, "host", 40),
                text(root, "platform", 40),
                Locale.forLanguageTag(text(root, "language", 40)),
                zone(text(root, "zone", 60)));
    }

    private static List<Address> people(JsonNode list) {
        List<Address> people = new ArrayList<>();
        for (JsonNode node : list) {
            Address person = person(node);
            if (person != null && people.size() < MOST_PEOPLE) {
                people.add(person);
            }
        }
        return List.copyOf(people);
    }

    private static @Nullable Address person(JsonNode node) {
        String address = text(node, "address", 320);
        return address.isEmpty()
                ? null
                : new Address(address.toLowerCase(Locale.ROOT), orNull(text(node, "name", 255)));
    }

    private static List<OfficeItem.File> files(JsonNode list) {
        List<OfficeItem.File> files = new ArrayList<>();
        for (JsonNode node : list) {
            if (files.size() < MOST_FILES) {
                files.add(new OfficeItem.File(
                        text(node, "id", ID),
                        text(node, "name", 255),
                        Math.max(0, node.path("size").asLong(0)),
                        text(node, "type", 20),
                        node.path("inline").asBoolean(false)));
            }
        }
        return List.copyOf(files);
    }

    private static String text(JsonNode node, String name, int most) {
        String value = node.path(name).asString("");
        return value.length() > most ? value.substring(0, most) : value;
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    private static @Nullable Instant time(String value) {
        try {
            return value.isEmpty() ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneId zone(String value) {
        try {
            return value.isEmpty() ? ZoneOffset.UTC : ZoneId.of(value);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(name)) {
                return constant;
            }
        }
        return otherwise;
    }
}
