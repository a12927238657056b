package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.budget.Budget;
import app.tandem.crm.ContactScope;
import app.tandem.crm.Crms;
import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.sandbox.kernel.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A user's Salesforce Contacts as one side of what is kept in step. */
class SalesforceContactsTest {

    /** No administrator. */
    private static final int USER = 1;

    private static final Map<ItemField, String> EVERYTHING = Map.ofEntries(
            Map.entry(ItemField.GIVEN_NAME, "Ann"),
            Map.entry(ItemField.SURNAME, "Umber"),
            Map.entry(ItemField.SALUTATION, "Dr."),
            Map.entry(ItemField.JOB_TITLE, "Buyer"),
            Map.entry(ItemField.DEPARTMENT, "Purchasing"),
            Map.entry(ItemField.COMPANY, "Umbra Works"),
            Map.entry(ItemField.EMAIL, "ann.umber@umbra-works.example"),
            Map.entry(ItemField.PHONE, "+49 30 1"),
            Map.entry(ItemField.MOBILE_PHONE, "+49 170 2"),
            Map.entry(ItemField.HOME_PHONE, "3"),
            Map.entry(ItemField.OTHER_PHONE, "4"),
            Map.entry(ItemField.ASSISTANT_PHONE, "5"),
            Map.entry(ItemField.FAX, "6"),
            Map.entry(ItemField.ASSISTANT_NAME, "Ben"),
            Map.entry(ItemField.STREET, "Lange Gasse 1\nHof"),
            Map.entry(ItemField.CITY, "Ulm"),
            Map.entry(ItemField.STATE, "BW"),
            Map.entry(ItemField.POSTAL_CODE, "89073"),
            Map.entry(ItemField.COUNTRY, "Germany"),
            Map.entry(ItemField.OTHER_STREET, "B 2"),
            Map.entry(ItemField.OTHER_CITY, "Bern"),
            Map.entry(ItemField.OTHER_STATE, "BE"),
            Map.entry(ItemField.OTHER_POSTAL_CODE, "3000"),
            Map.entry(ItemField.OTHER_COUNTRY, "Switzerland"),
            Map.entry(ItemField.BIRTHDAY, "1980-02-29"),
            Map.entry(ItemField.NOTES, "met in Ulm\nlikes tea"));

    private final SandboxOrg org = new SandboxOrg();
    private final Crms crms = org.crms();
    private final ItemStore mine = crms.items(org.account(USER), ItemKind.CONTACT, Budget.Priority.FRESH);
    private final ItemStore all = crms.contacts(org.account(USER), ContactScope.ALL, Budget.Priority.FRESH);

    @AfterEach
    void close() {
        assertThat(org.kernel.mailsSent.all()).as("nobody is mailed").isEmpty();
        org.close();
    }

    @Test
    @DisplayName("sync P-6, K-10: every field goes there and back; the record's page is told")
    void everyFieldGoesThereAndBack() {
        account("Umbra Works");
        StoredItem contact = create(EVERYTHING);
        Map<ItemField, String> held = new HashMap<>(contact.fields());
        assertThat(held.remove(ItemField.WEB_PAGE)).endsWith("/" + contact.id());
        assertThat(held).isEqualTo(EVERYTHING);
        assertThat(org.read("Contact", contact.id(), "OwnerId")).isEqualTo(org.userId(USER));
        assertThat(told(mine)).containsOnlyKeys(contact.id()).containsValue(contact);
    }

    @Test
    @DisplayName("sync W-7: the own contacts, or all that may be seen, of which others' may be read only")
    void ownOrAll() {
        String account = account("Umbra Works");
        String own = contact("Own", Map.of());
        String others = contact("Others", Map.of("OwnerId", org.userId(0), "AccountId", account));
        contact("Private", Map.of("OwnerId", org.userId(0)));
        assertThat(told(mine)).containsOnlyKeys(own);
        assertThat(told(all)).containsOnlyKeys(own, others);
        assertThat(told(all).values()).noneMatch(item -> item.is(Trait.READ_ONLY));
        org.org.readOnlyModel = true;
        assertThat(told(all).values())
                .filteredOn(item -> item.is(Trait.READ_ONLY))
                .extracting(StoredItem::id)
                .containsExactly(others);
    }

    @Test
    @DisplayName("sync K-6: the oldest Account of that name, else the only one that holds it, else none")
    void anAccountIsChosenByName() {
        String oldest = account("Umbra");
        org.passes(Duration.ofMinutes(1));
        account("UMBRA");
        account("Umbra Works");
        String only = account("Contoso Holding");
        account("Fab One");
        account("Fab Two");
        Map<String, String> wanted = Map.of("umbra", oldest, "Contoso", only);
        List<String> companies = List.of("umbra", "Contoso", "Fab", "Nobody", "");
        List<NewItem> items = companies.stream()
                .map(company -> item(Map.of(ItemField.SURNAME, "S" + company, ItemField.COMPANY, company)))
                .toList();
        List<Written> written = new ArrayList<>();
        mine.locate(List.of("003000000000001AAA"));
        assertThat(costOf(() -> written.addAll(mine.create(items))))
                .as("names all at once, parts of names all at once")
                .containsExactly("query", "queryAll", "create", "queryAll");
        for (int i = 0; i < companies.size(); i++) {
            String id = written.get(i).item().orElseThrow().id();
            assertThat(org.read("Contact", id, "AccountId"))
                    .as(companies.get(i))
                    .isEqualTo(wanted.get(companies.get(i)));
        }
    }

    @Test
    @DisplayName("sync K-6: a company that is no Account leaves the contact with the one it has")
    void anUnknownCompanyTakesNoAccountAway() {
        String account = account("Umbra Works");
        StoredItem contact = create(Map.of(ItemField.SURNAME, "Umber", ItemField.COMPANY, "Umbra Works"));
        StoredItem after = update(contact, Map.of(ItemField.COMPANY, "Elsewhere", ItemField.CITY, "Ulm"));
        assertThat(after.value(ItemField.COMPANY)).isEqualTo("Umbra Works");
        assertThat(after.value(ItemField.CITY)).isEqualTo("Ulm");
        assertThat(org.read("Contact", contact.id(), "AccountId")).isEqualTo(account);
        assertThat(update(after, Map.of(ItemField.COMPANY, "")).value(ItemField.COMPANY))
                .isEmpty();
    }

    @Test
    @DisplayName("sync D-7, D-16, L-14: who has that address is adopted; of several the one with an Account")
    void anAddressThatIsThereIsAdopted() {
        contact("Without", Map.of("Email", "ann@umbra.example"));
        String with = contact("With", Map.of("Email", "Ann@Umbra.example", "AccountId", account("Umbra Works")));
        Written adopted = mine.create(
                        List.of(item(Map.of(ItemField.SURNAME, "Umber", ItemField.EMAIL, "ann@umbra.example"))))
                .getFirst();
        assertThat(adopted.outcome()).isEqualTo(new WriteOutcome.Exists(with));
        assertThat(adopted.item().orElseThrow().value(ItemField.SURNAME)).isEqualTo("With");
        assertThat(org.count("Contact")).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "sync D-7, W-7: a colleague's contact is not doubled, and not taken as the own; among all it is adopted")
    void aColleaguesContactIsNotDoubled() {
        String theirs = contact(
                "Theirs",
                Map.of("OwnerId", org.userId(0), "Email", "ann@umbra.example", "AccountId", account("Umbra Works")));
        NewItem item = item(Map.of(ItemField.SURNAME, "Umber", ItemField.EMAIL, "ann@umbra.example"));
        assertThat(mine.create(List.of(item)).getFirst().outcome())
                .isEqualTo(new WriteOutcome.Refused("EXISTS_OUT_OF_SCOPE", List.of("Email")));
        assertThat(all.create(List.of(item)).getFirst().outcome()).isEqualTo(new WriteOutcome.Exists(theirs));
        assertThat(org.count("Contact")).isEqualTo(1);
    }

    @Test
    @DisplayName("sync K-12: a contact without a last name is refused by name, the others of the call stand")
    void aContactWithoutALastNameIsRefused() {
        List<Written> written = mine.create(
                List.of(item(Map.of(ItemField.GIVEN_NAME, "Ann")), item(Map.of(ItemField.SURNAME, "Umber"))));
        assertThat(written.getFirst().outcome())
                .isEqualTo(new WriteOutcome.Refused("REQUIRED_FIELD_MISSING", List.of("LastName")));
        assertThat(written.getLast().item()).isPresent();
    }

    @Test
    @DisplayName("reliability 2.4: a contact whose creation got no answer is found by what it holds")
    void aLostAnswerIsLookedUp() {
        NewItem ann = item(Map.of(ItemField.SURNAME, "Umber", ItemField.GIVEN_NAME, "Ann"));
        NewItem bob = item(Map.of(ItemField.SURNAME, "Umber", ItemField.GIVEN_NAME, "Bob"));
        org.loseNextAnswer("create");
        assertThat(mine.create(List.of(ann)).getFirst().outcome()).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(mine.lookUp(List.of(ann, bob))).containsOnlyKeys(ann.stamp().key());
    }

    @Test
    @DisplayName("sync X-14, X-19: deleted and reassigned contacts are told as removed")
    void whatLeftIsTold() {
        String deleted = contact("Deleted", Map.of());
        String reassigned = contact("Reassigned", Map.of());
        String stays = contact("Stays", Map.of());
        Set<String> known = Set.of(deleted, reassigned, stays);
        String cursor = mine.changes(null, known).cursor();
        org.user(USER).delete(List.of(new app.tandem.item.RecordRef("Contact", deleted)));
        org.change("Contact", reassigned, USER, Map.of("OwnerId", org.userId(0)));
        assertThat(mine.changes(cursor, known).removed()).containsExactlyInAnyOrder(deleted, reassigned);
    }

    @Test
    @DisplayName("20,000 contacts come in 42 calls, cost one while they rest, and twelve when one of them changes")
    void manyContactsComeInPages() {
        Set<String> ids = new HashSet<>();
        IntStream.range(0, 20_000).forEach(i -> ids.add(contact("C" + i, Map.of())));
        mine.locate(List.of("003000000000001AAA"));
        Set<String> told = new HashSet<>();
        List<String> cursor = new ArrayList<>();
        assertThat(costOf(() -> cursor.add(read(mine, told)))).hasSize(42);
        assertThat(told).isEqualTo(ids);
        org.passes(Duration.ofHours(1));
        org.change("Contact", ids.iterator().next(), USER, Map.of("FirstName", "New"));
        List<ItemChanges> changes = new ArrayList<>();
        assertThat(costOf(() -> changes.add(last(cursor.getFirst(), ids)))).hasSizeLessThan(60);
        org.passes(Duration.ofHours(1));
        String still = last(changes.getLast().cursor(), ids).cursor();
        assertThat(costOf(() -> changes.add(mine.changes(still, ids)))).hasSize(1);
        org.change("Contact", ids.iterator().next(), USER, Map.of("FirstName", "Newer"));
        assertThat(costOf(() -> changes.add(mine.changes(still, ids)))).hasSize(12);
        assertThat(changes.getLast().changed())
                .anyMatch(item -> item.value(ItemField.GIVEN_NAME).equals("Newer"));
        assertThat(changes.getLast().removed()).isEmpty();
    }

    private String account(String name) {
        return org.put("Account", Map.of("Name", name, "OwnerId", org.userId(0)));
    }

    private String contact(String name, Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("LastName", name);
        all.putIfAbsent("OwnerId", org.userId(USER));
        return org.put("Contact", all);
    }

    private static NewItem item(Map<ItemField, String> fields) {
        return new NewItem(fields, new Stamp("%064x".formatted(Objects.hash(fields) & 0xffffffffL), null));
    }

    private StoredItem create(Map<ItemField, String> fields) {
        return mine.create(List.of(item(fields))).getFirst().item().orElseThrow();
    }

    private StoredItem update(StoredItem item, Map<ItemField, String> fields) {
        return mine.update(List.of(new ItemUpdate(item.id(), item.version(), fields, null, null)))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private Map<String, StoredItem> told(ItemStore store) {
        Map<String, StoredItem> told = new HashMap<>();
        store.changes(null, Set.of()).changed().forEach(item -> told.put(item.id(), item));
        return told;
    }

    private static String read(ItemStore store, Set<String> told) {
        ItemChanges page = store.changes(null, Set.of());
        page.changed().forEach(item -> told.add(item.id()));
        while (page.more()) {
            page = store.changes(page.cursor(), Set.of());
            page.changed().forEach(item -> told.add(item.id()));
        }
        return page.cursor();
    }

    private ItemChanges last(String cursor, Set<String> known) {
        ItemChanges page = mine.changes(cursor, known);
        while (page.more()) {
            page = mine.changes(page.cursor(), known);
        }
        return page;
    }

    private List<String> costOf(Runnable work) {
        long before = org.calls(0).stream().mapToLong(Call::seq).max().orElse(0);
        work.run();
        return org.calls(before).stream().map(call -> call.facts().operation()).toList();
    }
}
