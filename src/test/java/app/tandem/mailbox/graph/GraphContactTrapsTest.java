package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.ItemChanges;
import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Stamp;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.sandbox.kernel.Fault;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What Graph does with contacts that one would not expect, and what becomes of it (graph-notes 2, 3, 8, 10). */
class GraphContactTrapsTest {

    private static final String MARKER = ContactFolders.MARKER_FOLDER;
    private static final String KEY = "c3".repeat(32);

    private final ContactDriver owner = new ContactDriver(3);

    @AfterEach
    void close() {
        owner.close();
    }

    @Test
    @DisplayName("the folder is made once, and is the same one under another name (sync M-2)")
    void theFolderIsMadeOnceAndKeptUnderAnotherName() {
        String cursor = all().cursor();
        assertThat(owner.folders(MARKER)).isOne();
        String folder = owner.folder(MARKER);
        owner.world.owner("PATCH", "/contactFolders/" + folder, json("{\"displayName\":\"Customers\"}"));
        String contact = owner.creates("Customers", "{\"surname\":\"Vesper\"}");
        assertThat(owner.store().changes(cursor, Set.of()).changed())
                .extracting(StoredItem::id)
                .containsExactly(contact);
        assertThat(owner.folders(MARKER)).isZero();
    }

    @Test
    @DisplayName("of several addresses and phones the first is ours, the others stay where they are (sync P-6)")
    void whatStandsBehindTheFirstStays() {
        String id = owner.creates(
                MARKER,
                "{\"surname\":\"Vesper\",\"emailAddresses\":[{\"address\":\"Nora@one.example\",\"name\":\"N\"},"
                        + "{\"address\":\"nora@two.example\",\"name\":\"M\"}],\"businessPhones\":[\"1\",\"2\"],"
                        + "\"homePhones\":[\"3\",\"4\"],\"businessAddress\":{\"city\":\"Ulm\",\"street\":\"Am Tor 1\"}}");
        StoredItem before = located(id);
        assertThat(before.value(ItemField.EMAIL)).isEqualTo("nora@one.example");
        assertThat(before.value(ItemField.FURTHER_EMAILS)).isEqualTo("nora@two.example");
        StoredItem after = update(
                before,
                Map.of(
                        ItemField.EMAIL, "nora@three.example",
                        ItemField.PHONE, "9",
                        ItemField.HOME_PHONE, "",
                        ItemField.CITY, "Bern"));
        JsonObject raw = owner.raw(id);
        assertThat(raw.get("emailAddresses").toString()).contains("nora@three.example", "nora@two.example");
        assertThat(raw.get("businessPhones").toString()).isEqualTo("[\"9\",\"2\"]");
        assertThat(raw.get("homePhones").toString()).isEqualTo("[\"4\"]");
        assertThat(after.value(ItemField.STREET)).isEqualTo("Am Tor 1");
        assertThat(after.value(ItemField.HOME_PHONE))
                .as("the next steps forward")
                .isEqualTo("4");
        assertThat(located(id)).isEqualTo(after);
    }

    @Test
    @DisplayName("fax and further phones, which v1.0 does not know, go there and back; the primary phone is the phone")
    void whatGraphHasNoNameForGoesThereAndBack() {
        Map<ItemField, String> phones = Map.of(
                ItemField.SURNAME, "Vesper",
                ItemField.FAX, "1",
                ItemField.OTHER_PHONE, "2",
                ItemField.ASSISTANT_PHONE, "3");
        StoredItem made = created(phones);
        assertThat(made.fields()).containsAllEntriesOf(phones);
        assertThat(located(made.id())).isEqualTo(made);
        owner.changes(
                made.id(),
                "{\"businessPhones\":[\"5\"],\"singleValueExtendedProperties\":[{\"id\":\"String 0x3a1a\",\"value\":\"6\"}]}");
        StoredItem primary = located(made.id());
        assertThat(primary.value(ItemField.PHONE)).isEqualTo("6");
        StoredItem after = update(primary, Map.of(ItemField.PHONE, "7", ItemField.FAX, ""));
        assertThat(after.value(ItemField.PHONE)).isEqualTo("7");
        assertThat(after.value(ItemField.FAX)).isEmpty();
        assertThat(after.value(ItemField.OTHER_PHONE))
                .as("not named, not touched")
                .isEqualTo("2");
        assertThat(owner.raw(made.id()).get("businessPhones").toString()).isEqualTo("[\"5\"]");
        assertThat(located(made.id())).isEqualTo(after);
    }

    @Test
    @DisplayName("a shown name follows the parts; somebody's own page is not overwritten by the record's (sync K-10)")
    void namesAndPages() {
        StoredItem made = created(Map.of(ItemField.SURNAME, "Vesper", ItemField.GIVEN_NAME, "Nora"));
        assertThat(text(made.id(), "displayName")).isEqualTo("Nora Vesper");
        assertThat(made.value(ItemField.WEB_PAGE)).isEqualTo("https://org.example/003");
        update(made, Map.of(ItemField.GIVEN_NAME, "Eleonora"));
        assertThat(text(made.id(), "displayName")).isEqualTo("Eleonora Vesper");
        String own = owner.creates(MARKER, "{\"surname\":\"Brandt\",\"businessHomePage\":\"https://brandt.example\"}");
        StoredItem stamped = owner.store()
                .update(List.of(new ItemUpdate(own, located(own).version(), Map.of(), true, stamp("d4"))))
                .getFirst()
                .item()
                .orElseThrow();
        assertThat(stamped.key()).isEqualTo(stamp("d4").key());
        assertThat(text(own, "businessHomePage")).isEqualTo("https://brandt.example");
    }

    @Test
    @DisplayName("the owner's categories stay when ours comes and goes (sync M-6)")
    void foreignCategoriesStay() {
        String id = owner.creates(MARKER, "{\"surname\":\"Vesper\",\"categories\":[\"Red\"]}");
        StoredItem marked = marked(located(id), true);
        assertThat(owner.raw(id).get("categories").toString()).isEqualTo("[\"Red\",\"Salesforce\"]");
        marked(marked, false);
        assertThat(owner.raw(id).get("categories").toString()).isEqualTo("[\"Red\"]");
    }

    @Test
    @DisplayName("a private contact is told as such (sync K-7), a birthday as the day in UTC")
    void privateAndBorn() {
        String id = owner.creates(
                MARKER,
                "{\"surname\":\"Vesper\",\"birthday\":\"1984-03-05T23:59:00Z\","
                        + "\"singleValueExtendedProperties\":[{\"id\":\"Integer 0x0036\",\"value\":\"2\"}]}");
        assertThat(located(id).value(ItemField.BIRTHDAY)).isEqualTo("1984-03-05");
        assertThat(located(id).is(Trait.PRIVATE)).isTrue();
    }

    @Test
    @DisplayName(
            "what its owner deleted is gone although Graph still finds it (sync X-13); what was moved is outside (sync K-5)")
    void deletedIsGoneAndMovedIsOutside() {
        String deleted = owner.creates(MARKER, "{\"surname\":\"Gone\"}");
        String moved = owner.creates(MARKER, "{\"surname\":\"Moved\"}");
        String cursor = all().cursor();
        owner.deletes(deleted);
        owner.moves(moved, "Contacts");
        assertThat(owner.raw(deleted).get("surname").getAsString()).isEqualTo("Gone");
        ItemChanges changes = owner.store().changes(cursor, Set.of(deleted, moved));
        assertThat(changes.removed()).containsExactlyInAnyOrder(deleted, moved);
        assertThat(owner.store().locate(List.of(deleted))).containsEntry(deleted, new ReadOutcome.Gone<>());
        assertThat(located(moved).is(Trait.OUTSIDE)).isTrue();
    }

    @Test
    @DisplayName("a creation whose answer was lost is found by its key and not made again")
    void aLostAnswerIsFoundByItsKey() {
        all();
        owner.world.fails("POST /users/*/contactFolders/*/contacts", 1, new Fault.Cut(true));
        NewItem wanted = new NewItem(Map.of(ItemField.SURNAME, "Vesper"), stamp("c3"));
        Written lost = owner.store().create(List.of(wanted)).getFirst();
        assertThat(lost.outcome()).isInstanceOf(WriteOutcome.Unknown.class);
        assertThat(owner.store().lookUp(List.of(wanted))).containsOnlyKeys(KEY);
    }

    @Test
    @DisplayName("who is in the folder already and carries no stamp is taken instead of doubled (sync D-18)")
    void whoIsThereIsNotDoubled() {
        String id = owner.creates(
                MARKER,
                "{\"surname\":\"Vesper\",\"emailAddresses\":[{\"address\":\"x@y.example\"},{\"address\":\"Nora@o'neil.example\"}]}");
        NewItem wanted =
                new NewItem(Map.of(ItemField.SURNAME, "Vesper", ItemField.EMAIL, "nora@o'neil.example"), stamp("c3"));
        Written there = owner.store().create(List.of(wanted)).getFirst();
        assertThat(there.outcome()).isEqualTo(new WriteOutcome.Exists(id));
        marked(located(id), true);
        assertThat(owner.store().create(List.of(wanted)).getFirst().outcome())
                .as("stamped, it is somebody's")
                .isInstanceOf(WriteOutcome.Done.class);
    }

    @Test
    @DisplayName("a folder that was deleted is made again, and nothing is told of it but that everything begins anew")
    void aDeletedFolderIsMadeAgain() {
        owner.creates(MARKER, "{\"surname\":\"Vesper\"}");
        String cursor = all().cursor();
        owner.world.owner("DELETE", "/contactFolders/" + owner.folder(MARKER), null);
        ItemChanges anew = owner.store().changes(cursor, Set.of());
        assertThat(anew.resync()).isTrue();
        assertThat(anew.changed()).isEmpty();
        assertThat(owner.folders(MARKER)).isOne();
    }

    private StoredItem created(Map<ItemField, String> fields) {
        return owner.store()
                .create(List.of(new NewItem(fields, stamp("c3"))))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private static Stamp stamp(String two) {
        return new Stamp(two.repeat(32), "https://org.example/003");
    }

    private StoredItem update(StoredItem item, Map<ItemField, String> fields) {
        return owner.store()
                .update(List.of(new ItemUpdate(item.id(), item.version(), fields, null, null)))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private StoredItem marked(StoredItem item, boolean marked) {
        return owner.store()
                .update(List.of(
                        new ItemUpdate(item.id(), item.version(), Map.of(), marked, marked ? stamp("d4") : null)))
                .getFirst()
                .item()
                .orElseThrow();
    }

    private StoredItem located(String id) {
        return switch (owner.store().locate(List.of(id)).get(id)) {
            case ReadOutcome.Found<StoredItem>(StoredItem item) -> item;
            case ReadOutcome<StoredItem> other -> throw new AssertionError(id + ": " + other);
        };
    }

    private ItemChanges all() {
        ItemChanges page = owner.store().changes(null, Set.of());
        while (page.more()) {
            page = owner.store().changes(page.cursor(), Set.of());
        }
        return page;
    }

    private String text(String id, String property) {
        return owner.raw(id).get(property).getAsString();
    }

    private static JsonObject json(String text) {
        return com.google.gson.JsonParser.parseString(text).getAsJsonObject();
    }
}
