package app.tandem.engine.pair;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TenantId;
import app.tandem.account.UserId;
import app.tandem.item.InMemoryItemStore;
import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.Reason;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import app.tandem.journal.Lease;
import app.tandem.journal.MemoryBrakes;
import app.tandem.journal.MemoryPairs;
import app.tandem.journal.Pair;
import app.tandem.platform.Hashes;
import app.tandem.sync.Loss;
import app.tandem.sync.PairPlanner;
import app.tandem.sync.PairRules;
import app.tandem.sync.Prints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contacts that were there on both sides before they are kept in step: found by their address (sync D-7, D-16, D-18). */
class AdoptingTest {

    private static final String NORA = "nora@customer.example";

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private boolean cannotLook;
    private boolean forbidRemove = true;
    private int keys;

    private final InMemoryItemStore mailbox = new InMemoryItemStore("i", () -> now, true) {
        @Override
        protected Written create(NewItem wanted) {
            return known(this, wanted, true).orElseGet(() -> super.create(wanted));
        }
    };

    private final InMemoryItemStore crm = new InMemoryItemStore("r", () -> now, false) {
        @Override
        public Map<String, ReadOutcome<StoredItem>> locate(Collection<String> ids) {
            Map<String, ReadOutcome<StoredItem>> found = new HashMap<>(super.locate(ids));
            found.replaceAll((id, outcome) -> cannotLook ? new ReadOutcome.Later<>("503", null) : outcome);
            return found;
        }

        @Override
        protected Written create(NewItem wanted) {
            return known(this, wanted, false).orElseGet(() -> super.create(wanted));
        }
    };

    private final MemoryPairs pairs = new MemoryPairs();
    private final MemoryBrakes brakes = new MemoryBrakes();
    private final List<Loss> lost = new ArrayList<>();

    private static Optional<Written> known(InMemoryItemStore side, NewItem wanted, boolean unstamped) {
        String address = wanted.fields().getOrDefault(ItemField.EMAIL, "");
        return side.all().stream()
                .filter(item ->
                        !address.isEmpty() && item.value(ItemField.EMAIL).equals(address))
                .filter(item -> !unstamped || item.key() == null)
                .findFirst()
                .map(item -> new Written(new WriteOutcome.Exists(item.id()), Optional.of(item)));
    }

    @Test
    void theMailboxWinsAndWhatItLacksComesFromSalesforce_D_16() {
        String record = crm.personCreates(contact(Map.of(ItemField.SURNAME, "Vespers", ItemField.CITY, "Hamburg")));
        String item = mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper", ItemField.PHONE, "+49 40 12")));
        cycle();
        Map<ItemField, String> both =
                contact(Map.of(ItemField.SURNAME, "Vesper", ItemField.PHONE, "+49 40 12", ItemField.CITY, "Hamburg"));
        assertThat(crm.all()).singleElement().extracting(StoredItem::fields).isEqualTo(both);
        assertThat(mailbox.all()).singleElement().extracting(StoredItem::fields).isEqualTo(both);
        assertThat(crm.item(record).fields()).isEqualTo(mailbox.item(item).fields());
        assertThat(mailbox.item(item).is(Trait.UNMARKED)).isFalse();
        assertThat(lost).containsExactly(new Loss(ItemField.SURNAME, "Vespers", false));
        assertThat(pairs.all())
                .as("the record, told at once, begins no pair of its own")
                .hasSize(1);
    }

    @Test
    void theirNextChangesAreChangesLikeAnyOther() {
        String record = crm.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper", ItemField.CITY, "Hamburg")));
        String item = mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        cycles();
        mailbox.personChanges(item, Map.of(ItemField.CITY, ""));
        crm.personChanges(record, Map.of(ItemField.PHONE, "+49 40 12"));
        cycles();
        assertThat(crm.item(record).value(ItemField.CITY)).isEmpty();
        assertThat(mailbox.item(item).value(ItemField.PHONE)).isEqualTo("+49 40 12");
    }

    @Test
    void aSecondContactWithTheAddressIsRefusedByNameAndStays_D_7() {
        mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        cycles();
        String second = mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Twin")));
        cycles();
        assertThat(crm.all())
                .singleElement()
                .satisfies(record -> assertThat(record.value(ItemField.SURNAME)).isEqualTo("Vesper"));
        assertThat(mailbox.item(second).value(ItemField.SURNAME)).isEqualTo("Twin");
        assertThat(pairs.all())
                .filteredOn(pair -> pair.crm() == null)
                .extracting(pair -> pair.reason().state() + " " + pair.reason().code())
                .containsExactly(Reason.State.REFUSED + " EXISTS_IN_STEP");
    }

    @Test
    void ofTwoThatComeAtOnceOneTakesTheRecord_D_7() {
        crm.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        cycles();
        assertThat(crm.all()).hasSize(1);
        assertThat(mailbox.all()).hasSize(2);
        assertThat(pairs.all()).filteredOn(pair -> pair.crm() != null).hasSize(1);
    }

    @Test
    void aRecordToldBeforeTheContactIsFoundTakesItToo_D_18() {
        mailbox.pages(1);
        mailbox.personCreates(Map.of(ItemField.SURNAME, "Other"));
        mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper", ItemField.PHONE, "+49 40 12")));
        crm.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        cycles();
        assertThat(mailbox.all()).hasSize(2);
        assertThat(crm.all())
                .hasSize(2)
                .anyMatch(record -> record.value(ItemField.PHONE).equals("+49 40 12"));
        assertThat(pairs.all())
                .hasSize(2)
                .allMatch(pair -> pair.stage() == Pair.Stage.IDLE && pair.retryAt() == null)
                .as("what a person had in the mailbox stays there when its record leaves (X-19)")
                .noneMatch(Pair::fromCrm);
    }

    @Test
    void whatVanishesBeforeItWasComparedTakesNoRecordAlong() {
        forbidRemove = false;
        String record = crm.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        String item = mailbox.personCreates(contact(Map.of(ItemField.SURNAME, "Vesper")));
        cannotLook = true;
        cycle();
        cannotLook = false;
        mailbox.personDeletes(item);
        cycles();
        assertThat(crm.has(record)).isTrue();
        assertThat(mailbox.all()).hasSize(1);
    }

    private static Map<ItemField, String> contact(Map<ItemField, String> fields) {
        Map<ItemField, String> all = new HashMap<>(fields);
        all.put(ItemField.EMAIL, NORA);
        return all;
    }

    private void cycles() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(Duration.ofHours(1));
            cycle();
        }
    }

    private void cycle() {
        Lease lease = new Lease(new TenantId(new UUID(0, 1)), new UserId(new UUID(0, 2)), 1, false);
        Prints prints = new Prints(Hashes::sha256);
        PairRules rules = new PairRules(ItemKind.CONTACT, true, forbidRemove, PairRules.Winner.NEWER);
        Ends ends = new Ends(
                ItemKind.CONTACT,
                mailbox,
                crm,
                new Ends.Book(pairs, brakes, lease, ItemKind.CONTACT, () -> now),
                new PairPlanner(rules, prints),
                prints,
                losses -> losses.values().forEach(lost::addAll),
                id -> "https://org.example/" + id,
                () -> Hashes.sha256("key " + keys++));
        new PairLane(ends).run();
    }
}
