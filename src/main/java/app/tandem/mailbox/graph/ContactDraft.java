package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be written into one contact (sync P-6), by the tables of {@link Contacts}. */
final class ContactDraft {

    private static final List<ItemField> NAME =
            List.of(ItemField.GIVEN_NAME, ItemField.MIDDLE_NAME, ItemField.SURNAME, ItemField.SUFFIX);

    private static final Set<String> ADDRESS = Set.of("street", "city", "state", "postalCode", "countryOrRegion");

    private static final String EXTENDED = "singleValueExtendedProperties";

    private final JsonObject before;
    private final JsonObject body = new JsonObject();
    private final Map<String, String> tags = new LinkedHashMap<>();

    private ContactDraft(JsonObject before) {
        this.before = before;
    }

    /** A new contact: marked and stamped. */
    static ContactDraft created(NewItem item) {
        ContactDraft draft = new ContactDraft(new JsonObject());
        draft.fields(item.fields());
        draft.mark(true);
        draft.stamp(item.stamp());
        return draft;
    }

    /** What becomes different in a contact that looks like that now; a blank value clears. */
    static ContactDraft changed(ItemUpdate update, JsonObject before) {
        ContactDraft draft = new ContactDraft(before);
        draft.fields(update.fields());
        if (update.marked() != null) {
            draft.mark(update.marked());
        }
        if (update.stamp() != null) {
            draft.stamp(update.stamp());
        }
        return draft;
    }

    /** Whether there is nothing to write. */
    boolean isEmpty() {
        return body.isEmpty() && tags.isEmpty();
    }

    /** The request's body. */
    JsonObject body() {
        JsonObject whole = body.deepCopy();
        if (!tags.isEmpty()) {
            whole.add(EXTENDED, extended(tags));
        }
        return whole;
    }

    /** The answer to the write, and with it the extended properties that it does not repeat. */
    JsonObject over(JsonObject answer) {
        JsonArray all = extended(tags);
        for (JsonElement property : Contacts.array(before, EXTENDED)) {
            String id = Contacts.text(property.getAsJsonObject(), "id");
            if (tags.keySet().stream().noneMatch(written -> Contacts.same(written, id))) {
                all.add(property);
            }
        }
        JsonObject whole = answer.deepCopy();
        whole.add(EXTENDED, all);
        return whole;
    }

    private static JsonArray extended(Map<String, String> tags) {
        JsonArray all = new JsonArray();
        tags.forEach((id, value) -> {
            JsonObject property = new JsonObject();
            property.addProperty("id", id);
            property.addProperty("value", value);
            all.add(property);
        });
        return all;
    }

    private void fields(Map<ItemField, String> fields) {
        fields.forEach((field, value) -> set(field, value.isBlank() ? "" : value));
        Set<ItemField> named = EnumSet.noneOf(ItemField.class);
        named.addAll(fields.keySet());
        named.retainAll(NAME);
        if (!named.isEmpty() || before.isEmpty()) {
            body.addProperty("displayName", shownName(fields));
        }
    }

    private void set(ItemField field, String value) {
        String property = Contacts.TEXTS.get(field);
        String tag = Contacts.TAGS.get(field);
        Contacts.AddressLine line = Contacts.ADDRESSES.get(field);
        if (property != null) {
            body.add(property, orNull(value));
        } else if (tag != null) {
            tags.put(tag, value);
        } else if (line != null) {
            address(line, value);
        } else {
            special(field, value);
        }
    }

    private void special(ItemField field, String value) {
        switch (field) {
            case EMAIL -> first(Contacts.MAILS, mail(value), value.isEmpty());
            case HOME_PHONE -> first(Contacts.HOME_PHONES, orNull(value), value.isEmpty());
            case PHONE -> {
                if (Contacts.tag(before, Contacts.PRIMARY_PHONE).isEmpty()) {
                    first(Contacts.BUSINESS_PHONES, orNull(value), value.isEmpty());
                } else {
                    tags.put(Contacts.PRIMARY_PHONE, value);
                }
            }
            // Midday, so that it is the same day for clients in other zones (graph-notes 10).
            case BIRTHDAY -> body.add(Contacts.BIRTHDAY, orNull(value.isEmpty() ? "" : value + "T11:59:00Z"));
            default -> throw new IllegalArgumentException("a contact has no " + field);
        }
    }

    /** The first of a list; what stands behind it stays. */
    private void first(String property, JsonElement value, boolean none) {
        JsonArray now = Contacts.array(before, property);
        JsonArray all = new JsonArray();
        if (!none) {
            all.add(value);
        }
        for (int i = 1; i < now.size(); i++) {
            if (!now.get(i).equals(value)) {
                all.add(now.get(i));
            }
        }
        body.add(property, all);
    }

    private static JsonElement mail(String address) {
        JsonObject mail = new JsonObject();
        mail.addProperty("address", address);
        mail.addProperty("name", address);
        return mail;
    }

    private void address(Contacts.AddressLine line, String value) {
        JsonObject whole = Contacts.object(body, line.address());
        if (whole.isEmpty()) {
            JsonObject now = Contacts.object(before, line.address());
            ADDRESS.forEach(member -> whole.add(member, orNull(Contacts.text(now, member))));
        }
        whole.add(line.member(), orNull(value));
        body.add(line.address(), whole);
    }

    private String shownName(Map<ItemField, String> fields) {
        String name = NAME.stream()
                .map(field -> value(fields, field))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return Stream.of(name, value(fields, ItemField.COMPANY), fields.getOrDefault(ItemField.EMAIL, ""))
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse("");
    }

    /** As it will be: written now, or there already. */
    private String value(Map<ItemField, String> fields, ItemField field) {
        return fields.getOrDefault(field, Contacts.text(before, Objects.requireNonNull(Contacts.TEXTS.get(field))));
    }

    private void mark(boolean marked) {
        Marks.changed(before, marked).ifPresent(categories -> {
            JsonArray all = new JsonArray();
            categories.forEach(all::add);
            body.add("categories", all);
        });
    }

    /** The page of the record stands where no other page stood before (sync K-10). */
    private void stamp(Stamp stamp) {
        if (!Contacts.tag(before, Contacts.KEY).equals(stamp.key())) {
            tags.put(Contacts.KEY, stamp.key());
        }
        if (stamp.recordUrl() != null
                && !body.has(Contacts.WEB_PAGE)
                && Contacts.text(before, Contacts.WEB_PAGE).isEmpty()) {
            body.addProperty(Contacts.WEB_PAGE, stamp.recordUrl());
        }
    }

    private static JsonElement orNull(String value) {
        return value.isEmpty() ? JsonNull.INSTANCE : new com.google.gson.JsonPrimitive(value);
    }
}
