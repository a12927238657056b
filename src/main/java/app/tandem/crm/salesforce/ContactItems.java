package app.tandem.crm.salesforce;

import app.tandem.crm.ContactScope;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.ItemField;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contacts (sync P-6): the user's own or all that are to be seen (sync W-7); no person accounts, which are Accounts. */
final class ContactItems implements ItemMapping {

    private static final String CONTACT = "Contact";
    private static final String ACCOUNT_NAME = "Account.Name";
    /** Two of one call have the same address: one of them becomes a record. */
    private static final WriteOutcome TWICE = new WriteOutcome.Refused("EXISTS_IN_STEP", List.of("Email"));

    private static final int ATTEMPT_DAYS = 7;
    private static final int ADDRESSES_PER_QUERY = 200;
    private static final int RIGHTS_PER_QUERY = 200;

    /** The one to take of several with an address (sync L-14): with an Account, lately active, the oldest. */
    private static final Comparator<Rec> ORDER = Comparator.comparing((Rec row) -> row.text("AccountId") == null)
            .thenComparing(row -> row.date("LastActivityDate").orElse(LocalDate.MIN), Comparator.reverseOrder())
            .thenComparing(row -> row.time("CreatedDate"));

    /** Plain text on both sides. */
    private static final Map<ItemField, String> TEXTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ItemField.GIVEN_NAME, "FirstName"),
            Map.entry(ItemField.MIDDLE_NAME, "MiddleName"),
            Map.entry(ItemField.SURNAME, "LastName"),
            Map.entry(ItemField.SALUTATION, "Salutation"),
            Map.entry(ItemField.SUFFIX, "Suffix"),
            Map.entry(ItemField.JOB_TITLE, "Title"),
            Map.entry(ItemField.DEPARTMENT, "Department"),
            Map.entry(ItemField.EMAIL, "Email"),
            Map.entry(ItemField.PHONE, "Phone"),
            Map.entry(ItemField.MOBILE_PHONE, "MobilePhone"),
            Map.entry(ItemField.HOME_PHONE, "HomePhone"),
            Map.entry(ItemField.OTHER_PHONE, "OtherPhone"),
            Map.entry(ItemField.ASSISTANT_PHONE, "AssistantPhone"),
            Map.entry(ItemField.FAX, "Fax"),
            Map.entry(ItemField.ASSISTANT_NAME, "AssistantName"),
            Map.entry(ItemField.STREET, "MailingStreet"),
            Map.entry(ItemField.CITY, "MailingCity"),
            Map.entry(ItemField.STATE, "MailingState"),
            Map.entry(ItemField.POSTAL_CODE, "MailingPostalCode"),
            Map.entry(ItemField.COUNTRY, "MailingCountry"),
            Map.entry(ItemField.OTHER_STREET, "OtherStreet"),
            Map.entry(ItemField.OTHER_CITY, "OtherCity"),
            Map.entry(ItemField.OTHER_STATE, "OtherState"),
            Map.entry(ItemField.OTHER_POSTAL_CODE, "OtherPostalCode"),
            Map.entry(ItemField.OTHER_COUNTRY, "OtherCountry"),
            Map.entry(ItemField.NOTES, "Description")));

    private static final Set<ItemField> OF_LINES =
            EnumSet.of(ItemField.STREET, ItemField.OTHER_STREET, ItemField.NOTES);

    /** Cut, these would be another person's. */
    private static final Set<ItemField> WHOLE = EnumSet.of(ItemField.EMAIL);

    static final Set<String> FIELDS = fieldsOf(
            "Id",
            ItemReading.STAMP,
            "LastModifiedDate",
            "CreatedDate",
            "OwnerId",
            "AccountId",
            "Birthdate",
            "IsPersonAccount");

    private final OrgShape shape;
    private final ContactScope which;
    private final Queries queries;
    private final UnaryOperator<String> recordUrl;
    private final Set<String> readOnly = new HashSet<>();
    private Map<String, String> accounts = Map.of();

    /** @param recordUrl where a record is to be looked at (sync K-10) */
    ContactItems(OrgShape shape, ContactScope which, Queries queries, UnaryOperator<String> recordUrl) {
        this.shape = shape;
        this.which = which;
        this.queries = queries;
        this.recordUrl = recordUrl;
    }

    private static Set<String> fieldsOf(String... more) {
        Set<String> fields = new HashSet<>(TEXTS.values());
        fields.addAll(List.of(more));
        return Set.copyOf(fields);
    }

    @Override
    public String object() {
        return CONTACT;
    }

    @Override
    public List<String> fields() {
        List<String> fields = new ArrayList<>(FIELDS.stream()
                .filter(field -> shape.reads(CONTACT, field))
                .sorted()
                .toList());
        if (shape.reads(CONTACT, "AccountId") && shape.reads("Account", "Name")) {
            fields.add(ACCOUNT_NAME);
        }
        return fields;
    }

    @Override
    public Where scope() {
        List<Where> all = new ArrayList<>();
        if (which == ContactScope.MINE) {
            all.add(Where.is("OwnerId", shape.profile().userId()));
        }
        if (shape.reads(CONTACT, "IsPersonAccount")) {
            all.add(Where.is("IsPersonAccount", false));
        }
        return all.isEmpty() ? Where.isFilled("Id") : Where.all(all);
    }

    /** Others' contacts may be there to be seen only. */
    @Override
    public void look(List<Rec> rows) {
        List<String> others = rows.stream()
                .filter(row -> !shape.profile().userId().equals(row.reference("OwnerId")))
                .map(Rec::id)
                .toList();
        readOnly.addAll(others);
        queries
                .about(
                        others,
                        1,
                        RIGHTS_PER_QUERY,
                        List.of("RecordId", "HasEditAccess"),
                        "UserRecordAccess",
                        some -> Where.all(
                                List.of(Where.is("UserId", shape.profile().userId()), Where.in("RecordId", some))))
                .stream()
                .filter(right -> right.flag("HasEditAccess"))
                .forEach(right -> readOnly.remove(right.reference("RecordId")));
    }

    @Override
    public StoredItem item(Rec row) {
        Map<ItemField, String> fields = new EnumMap<>(ItemField.class);
        TEXTS.forEach((field, name) -> fields.put(field, text(field, row.text(name))));
        fields.put(ItemField.COMPANY, ItemText.line(row.text(ACCOUNT_NAME)));
        fields.put(
                ItemField.BIRTHDAY,
                row.date("Birthdate").map(LocalDate::toString).orElse(""));
        fields.put(ItemField.WEB_PAGE, recordUrl.apply(row.id()));
        boolean locked = !shape.changes(CONTACT) || readOnly.contains(row.id());
        Set<Trait> traits = locked ? Set.of(Trait.READ_ONLY) : Set.of();
        return ItemReading.item(row, fields, traits);
    }

    private static String text(ItemField field, @Nullable String value) {
        String text = OF_LINES.contains(field) ? ItemText.lines(value) : ItemText.line(value);
        return field == ItemField.EMAIL ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Looks for the Accounts of their companies, all at once. */
    @Override
    public void prepare(Collection<Map<ItemField, String>> wanted) {
        if (shape.reads("Account", "Name")) {
            accounts = new AccountChoice(queries)
                    .of(wanted.stream()
                            .map(fields -> ItemText.line(fields.get(ItemField.COMPANY)))
                            .toList());
        }
    }

    @Override
    public Map<String, @Nullable Object> values(Map<ItemField, String> fields, @Nullable StoredItem now) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            String name = TEXTS.get(field);
            if (name != null) {
                String text = text(field, value);
                int room = shape.length(CONTACT, name);
                if (!WHOLE.contains(field) || text.length() <= room) {
                    values.put(name, text.isEmpty() ? null : ItemText.head(text, room));
                }
            } else if (field == ItemField.BIRTHDAY) {
                ItemText.day(value).ifPresent(day -> values.put("Birthdate", day.orElse(null)));
            } else if (field == ItemField.COMPANY
                    && (now == null || !now.value(field).equals(value))) {
                company(ItemText.line(value), values);
            }
        });
        return values;
    }

    /** A company that is no Account changes nothing: without an Account a contact would vanish from everybody else's sight. */
    private void company(String name, Map<String, @Nullable Object> values) {
        String account = accounts.get(name.toLowerCase(Locale.ROOT));
        if (account != null || name.isEmpty()) {
            values.put("AccountId", account);
        }
    }

    /**
     * Contacts that have one of the addresses already (sync D-7, D-16). One that is out of scope is not adopted, since it would be
     * taken from the mailbox at once.
     */
    @Override
    public Map<NewItem, Written> present(Collection<NewItem> items) {
        Set<String> addresses = new HashSet<>();
        items.forEach(item -> addresses.addAll(addresses(item)));
        if (addresses.isEmpty() || !shape.reads(CONTACT, "Email")) {
            return Map.of();
        }
        List<String> fields = new ArrayList<>(fields());
        fields.addAll(shape.there(CONTACT, List.of("LastActivityDate")));
        List<Rec> rows = new ArrayList<>(
                queries.about(addresses, 1, ADDRESSES_PER_QUERY, fields, CONTACT, some -> Where.in("Email", some)));
        rows.sort(ORDER.thenComparing(Rec::id));
        look(rows);
        Map<NewItem, Written> present = new HashMap<>();
        Set<String> coming = new HashSet<>();
        for (NewItem item : items) {
            rows.stream()
                    .filter(row -> addresses(item).contains(text(ItemField.EMAIL, row.text("Email"))))
                    .min(Comparator.comparing(row -> !isInScope(row)))
                    .ifPresentOrElse(row -> present.put(item, adopted(row)), () -> {
                        if (!address(item).isEmpty() && !coming.add(address(item))) {
                            present.put(item, Written.not(TWICE));
                        }
                    });
        }
        return present;
    }

    private Written adopted(Rec row) {
        return isInScope(row)
                ? new Written(new WriteOutcome.Exists(row.id()), Optional.of(item(row)))
                : Written.not(new WriteOutcome.Refused("EXISTS_OUT_OF_SCOPE", List.of("Email")));
    }

    private boolean isInScope(Rec row) {
        boolean mine = shape.profile().userId().equals(row.reference("OwnerId"));
        return (mine || which == ContactScope.ALL) && !row.flag("IsPersonAccount");
    }

    /** All that the mailbox knows of it. */
    private Set<String> addresses(NewItem item) {
        Set<String> all = new HashSet<>(
                item.fields().getOrDefault(ItemField.FURTHER_EMAILS, "").lines().toList());
        all.add(address(item));
        all.remove("");
        return all;
    }

    private String address(NewItem item) {
        return text(ItemField.EMAIL, item.fields().get(ItemField.EMAIL));
    }

    @Override
    public Where likely(Collection<NewItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(name(item)));
        String me = shape.profile().userId();
        return Where.all(List.of(
                Where.is("OwnerId", me),
                Where.is("CreatedById", me),
                Where.in("LastName", names),
                Where.since("CreatedDate", ATTEMPT_DAYS)));
    }

    @Override
    public boolean isLike(StoredItem found, NewItem item) {
        return found.value(ItemField.SURNAME).equals(name(item))
                && alike(found, item, ItemField.GIVEN_NAME)
                && alike(found, item, ItemField.EMAIL);
    }

    private boolean alike(StoredItem found, NewItem item, ItemField field) {
        return found.value(field).equals(held(item, field));
    }

    private String name(NewItem item) {
        return held(item, ItemField.SURNAME);
    }

    private String held(NewItem item, ItemField field) {
        String value = text(field, item.fields().get(field));
        return ItemText.head(value, shape.length(CONTACT, java.util.Objects.requireNonNull(TEXTS.get(field))))
                .strip();
    }
}
