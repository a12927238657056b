package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.safehtml.Characters;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads Graph's contacts as the product's items (sync P-6). {@link ContactDraft} writes them by the same tables. */
final class Contacts {

    /** What finds a contact again; one name for ever, as a mailbox has room for few and forgets none. */
    static final String KEY = "String {6f0a3b52-9d3e-4c4f-8a27-51c2b1d07e9a} Name TandemItem";

    /** Fields that v1.0 has no property for, by their MAPI tags. */
    static final String PRIMARY_PHONE = "String 0x3A1A";

    static final Map<ItemField, String> TAGS = new EnumMap<>(Map.of(
            ItemField.OTHER_PHONE, "String 0x3A1F",
            ItemField.FAX, "String 0x3A24",
            ItemField.ASSISTANT_PHONE, "String 0x3A2E"));

    private static final String SENSITIVITY = "Integer 0x0036";
    private static final String PRIVATE = "2";

    static final Set<String> EXTENDED = extended();

    static final String WEB_PAGE = "businessHomePage";

    static final Map<ItemField, String> TEXTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ItemField.GIVEN_NAME, "givenName"),
            Map.entry(ItemField.MIDDLE_NAME, "middleName"),
            Map.entry(ItemField.SURNAME, "surname"),
            Map.entry(ItemField.SALUTATION, "title"),
            Map.entry(ItemField.SUFFIX, "generation"),
            Map.entry(ItemField.JOB_TITLE, "jobTitle"),
            Map.entry(ItemField.DEPARTMENT, "department"),
            Map.entry(ItemField.COMPANY, "companyName"),
            Map.entry(ItemField.WEB_PAGE, WEB_PAGE),
            Map.entry(ItemField.MOBILE_PHONE, "mobilePhone"),
            Map.entry(ItemField.ASSISTANT_NAME, "assistantName"),
            Map.entry(ItemField.NOTES, "personalNotes")));

    /** A member of an address. */
    record AddressLine(String address, String member) {}

    static final Map<ItemField, AddressLine> ADDRESSES = new EnumMap<>(Map.of(
            ItemField.STREET, new AddressLine("businessAddress", "street"),
            ItemField.CITY, new AddressLine("businessAddress", "city"),
            ItemField.STATE, new AddressLine("businessAddress", "state"),
            ItemField.POSTAL_CODE, new AddressLine("businessAddress", "postalCode"),
            ItemField.COUNTRY, new AddressLine("businessAddress", "countryOrRegion"),
            ItemField.OTHER_STREET, new AddressLine("otherAddress", "street"),
            ItemField.OTHER_CITY, new AddressLine("otherAddress", "city"),
            ItemField.OTHER_STATE, new AddressLine("otherAddress", "state"),
            ItemField.OTHER_POSTAL_CODE, new AddressLine("otherAddress", "postalCode"),
            ItemField.OTHER_COUNTRY, new AddressLine("otherAddress", "countryOrRegion")));

    static final String MAILS = "emailAddresses";
    static final String BUSINESS_PHONES = "businessPhones";
    static final String HOME_PHONES = "homePhones";
    static final String BIRTHDAY = "birthday";

    static final Set<String> PROPERTIES = properties();

    private static final Set<ItemField> OF_LINES =
            EnumSet.of(ItemField.NOTES, ItemField.STREET, ItemField.OTHER_STREET, ItemField.FURTHER_EMAILS);

    private Contacts() {}

    private static Set<String> extended() {
        Set<String> ids = new LinkedHashSet<>(List.of(KEY, PRIMARY_PHONE));
        ids.addAll(TAGS.values());
        ids.add(SENSITIVITY);
        return ids;
    }

    private static Set<String> properties() {
        Set<String> names = new LinkedHashSet<>(TEXTS.values());
        ADDRESSES.values().forEach(line -> names.add(line.address));
        names.addAll(List.of(MAILS, BUSINESS_PHONES, HOME_PHONES, BIRTHDAY));
        return names;
    }

    /** The contact as an item; {@code marker} is the folder in which it is in step. */
    static StoredItem item(JsonObject contact, String marker) {
        String modified = Answer.text(contact, "lastModifiedDateTime");
        String key = tag(contact, KEY);
        return new StoredItem(
                text(contact, "id"),
                Tasks.etag(contact),
                modified == null ? Instant.EPOCH : Instant.parse(modified),
                fields(contact),
                traits(contact, marker),
                key.isEmpty() ? null : key);
    }

    private static Map<ItemField, String> fields(JsonObject contact) {
        Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
        TEXTS.forEach((field, property) -> put(fields, field, text(contact, property)));
        TAGS.forEach((field, id) -> put(fields, field, tag(contact, id)));
        ADDRESSES.forEach((field, line) -> put(fields, field, text(object(contact, line.address), line.member)));
        List<String> mails = mails(contact);
        put(fields, ItemField.EMAIL, mails.isEmpty() ? "" : mails.getFirst());
        put(fields, ItemField.FURTHER_EMAILS, mails.stream().skip(1).collect(Collectors.joining("\n")));
        String primary = tag(contact, PRIMARY_PHONE);
        put(fields, ItemField.PHONE, primary.isEmpty() ? first(contact, BUSINESS_PHONES) : primary);
        put(fields, ItemField.HOME_PHONE, first(contact, HOME_PHONES));
        put(fields, ItemField.BIRTHDAY, birthday(text(contact, BIRTHDAY)));
        return fields;
    }

    private static Set<Trait> traits(JsonObject contact, String marker) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (!Marks.on(contact)) {
            traits.add(Trait.UNMARKED);
        }
        String folder = text(contact, "parentFolderId");
        if (!folder.isEmpty() && !folder.equals(marker)) {
            traits.add(Trait.OUTSIDE);
        }
        if (tag(contact, SENSITIVITY).equals(PRIVATE)) {
            traits.add(Trait.PRIVATE);
        }
        return traits;
    }

    private static List<String> mails(JsonObject contact) {
        List<String> mails = new ArrayList<>();
        for (JsonElement mail : array(contact, MAILS)) {
            mails.add(text(mail.getAsJsonObject(), "address").toLowerCase(Locale.ROOT));
        }
        return mails;
    }

    private static String first(JsonObject contact, String property) {
        JsonArray all = array(contact, property);
        return all.isEmpty() || !all.get(0).isJsonPrimitive() ? "" : all.get(0).getAsString();
    }

    /** Of the instant the day in UTC (graph-notes 10). */
    private static String birthday(String time) {
        return time.isEmpty()
                ? ""
                : OffsetDateTime.parse(time)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
    }

    /** The value of an extended property; blank where it has none. */
    static String tag(JsonObject contact, String id) {
        for (JsonElement property : array(contact, "singleValueExtendedProperties")) {
            if (same(id, text(property.getAsJsonObject(), "id"))) {
                return text(property.getAsJsonObject(), "value");
            }
        }
        return "";
    }

    /** Whether both are ids of the same property, which has several spellings. */
    static boolean same(String id, String other) {
        return spelled(id).equals(spelled(other));
    }

    private static String spelled(String id) {
        return id.toLowerCase(Locale.ROOT).replaceFirst("^(\\w+ 0x)0+", "$1");
    }

    /** A list of the contact; empty where it has none. */
    static JsonArray array(JsonObject contact, String property) {
        JsonElement value = contact.get(property);
        return value != null && value.isJsonArray() ? value.getAsJsonArray() : new JsonArray();
    }

    /** An address of the contact; empty where it has none. */
    static JsonObject object(JsonObject contact, String property) {
        JsonElement value = contact.get(property);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    /** A text; blank where there is none. */
    static String text(JsonObject object, String property) {
        String text = Answer.text(object, property);
        return text == null ? "" : text;
    }

    private static void put(Map<ItemField, String> fields, ItemField field, @Nullable String value) {
        String text = OF_LINES.contains(field) ? lines(value) : Characters.line(value == null ? "" : value);
        if (!text.isBlank()) {
            fields.put(field, text);
        }
    }

    private static String lines(@Nullable String value) {
        return Characters.clean(value == null ? "" : value)
                .replaceAll("[^\\S\\n]+\\n", "\n")
                .stripTrailing();
    }
}
