package app.tandem.engine;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.User;
import app.tandem.crm.InMemoryCrm;
import app.tandem.item.ItemId;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.mailbox.Letter;
import app.tandem.mailbox.MailboxFaults.Op;
import app.tandem.settings.AddressRules;
import app.tandem.settings.AutoSave;
import app.tandem.settings.AutoSave.Mode;
import app.tandem.settings.AutoSave.Way;
import app.tandem.settings.MailSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail that nobody marked (sync section 6). */
class AutoSaveTest {

    private static final String CUSTOMER = "carla@customer.example";
    private static final String STRANGER = "sam@nowhere.example";
    private static final String COLLEAGUE = "bert@tandem.example";

    private EngineWorld world;

    @BeforeEach
    void begin() {
        world = new EngineWorld();
        world.contact(CUSTOMER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("S-1: off unless somebody switches it on, and effective with the next cycle")
    void itIsOffUntilSomebodySwitchesItOn() {
        ItemId id = inbox("Offer", CUSTOMER);
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).isEmpty();
        assertThat(world.mail(id).categories()).isEmpty();

        saves(Mode.GENERAL);
        inbox("Order", CUSTOMER);
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).contains("Order");
        world.settings = EngineWorld.settings(Set.of());
        inbox("Off again", CUSTOMER);
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).doesNotContain("Off again");
    }

    @Test
    @DisplayName(
            "U-1, U-2, E-7: mail with somebody known is saved from Inbox and Sent, linked and marked like any other")
    void mailWithSomebodyKnownIsSaved() {
        saves(Mode.GENERAL);
        ItemId in = inbox("In", CUSTOMER);
        ItemId out = world.arrives(
                MailFolder.SENT, letter("Out").from(EngineWorld.ANNA).to(CUSTOMER));
        ItemId archived = world.arrives(MailFolder.OTHER, letter("Archived").from(CUSTOMER));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactlyInAnyOrder("In", "Out");
        assertThat(world.crm.rows("Task")).allSatisfy(task -> assertThat(task).containsKeys("WhoId", "WhatId"));
        for (ItemId id : List.of(in, out)) {
            assertThat(world.mail(id).categories()).contains("Salesforce", "Status: Tracked successfully.");
            assertThat(world.answer(id).reason().code()).isEqualTo("AUTO");
        }
        assertThat(world.mail(archived).categories()).isEmpty();
    }

    @Test
    @DisplayName("U-3, mode 0, E-48: mail of strangers leaves no trace, and nothing of it is read")
    void mailOfStrangersIsNotRead() {
        saves(Mode.GENERAL);
        ItemId id = inbox("Newsletter", STRANGER);
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).isEmpty();
        assertThat(world.mail(id).categories()).isEmpty();
        assertThat(world.journal.find(world.anna.tenant(), world.anna.id(), List.of(id)))
                .isEmpty();
        assertThat(world.mailbox().calls()).doesNotContain(Op.READ, Op.APPLY);
    }

    @Test
    @DisplayName("one search tells about all unmarked mail of a page")
    void oneSearchTellsAboutAll() {
        saves(Mode.GENERAL);
        for (int i = 0; i < 120; i++) {
            inbox("News " + i, "news" + i + "@nowhere.example");
        }
        world.runsUntilQuiet(world.anna);
        assertThat(world.crm.calls()).extracting(InMemoryCrm.Call::operation).containsExactly("search");
    }

    @Test
    @DisplayName("U-3, modes 1 and 4: strangers do as well, once mail may be saved without records (S-41)")
    void openModesSaveMailOfStrangersWhereTheyMay() {
        for (Mode mode : List.of(Mode.FORCED, Mode.FLEXIBLE)) {
            world.settings = EngineWorld.settings(Set.of("tandem.example")).saving(auto(mode));
            inbox("Without records " + mode, STRANGER);
            world.runsUntilQuiet(world.anna);
            assertThat(saved()).doesNotContain("Without records " + mode);
            world.settings = EngineWorld.withoutRecords().saving(auto(mode));
            inbox("Stranger " + mode, STRANGER);
            world.runsUntilQuiet(world.anna);
            assertThat(saved()).contains("Stranger " + mode);
        }
    }

    @Test
    @DisplayName("U-3, mode 2: a company known by its domain is enough; in mode 0 it is not")
    void smartKnowsCompanies() {
        world.crm.put("Account", Map.of("Name", "Nowhere", "Website", "https://www.nowhere.example"));
        saves(Mode.GENERAL);
        inbox("General", STRANGER);
        world.runsUntilQuiet(world.anna);
        saves(Mode.SMART);
        inbox("Smart", STRANGER);
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Smart");
    }

    @Test
    @DisplayName("U-3, mode 3: a conversation that is saved goes on being saved, whoever answers")
    void usefulFollowsSavedConversations() {
        world.crm.put("Account", Map.of("Name", "Nowhere", "Website", "https://www.nowhere.example"));
        saves(Mode.USEFUL);
        world.arrives(MailFolder.INBOX, letter("First").from(CUSTOMER).in("talk"));
        world.runsUntilQuiet(world.anna);
        world.arrives(MailFolder.INBOX, letter("Answer").from(STRANGER).in("talk"));
        world.arrives(MailFolder.INBOX, letter("Another").from(STRANGER).in("other talk"));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactlyInAnyOrder("First", "Answer");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    @DisplayName(
            "U-4, E-13, B-3, B-5: mail among colleagues, of blocklisted people and of free mail alone is never saved by itself")
    void filteredMailIsNeverSaved(Mode mode) {
        world.contact("friend@gmail.com");
        world.contact("spam@blocked.example");
        world.settings =
                blocking(EngineWorld.withoutRecords(), "blocked.example").saving(auto(mode));
        world.arrives(MailFolder.INBOX, letter("Among us").from(COLLEAGUE).to(EngineWorld.ANNA));
        inbox("Blocked", "spam@blocked.example");
        inbox("Free mail", "friend@gmail.com");
        world.arrives(MailFolder.INBOX, letter("Receipt").from(CUSTOMER).asReceipt());
        inbox("Customer", CUSTOMER);
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Customer");
    }

    @Test
    @DisplayName("B-4, E-14: with one of them beside, it is saved and linked with the others alone")
    void mixedMailIsSaved() {
        world.settings =
                blocking(EngineWorld.settings(Set.of()), "blocked.example").saving(auto(Mode.GENERAL));
        world.contact("spam@blocked.example");
        world.arrives(
                MailFolder.INBOX, letter("Mixed").from("spam@blocked.example").to(EngineWorld.ANNA, CUSTOMER));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Mixed");
        assertThat(world.crm.rows("Task").getFirst()).doesNotContainKey("TaskWhoIds");
    }

    @Test
    @DisplayName("B-7: a colleague with a record counts as anybody")
    void aColleagueWithARecordCounts() {
        world.settings = EngineWorld.settings(Set.of("tandem.example")).saving(auto(Mode.GENERAL));
        world.contact("partner@tandem.example");
        inbox("Partner", "partner@tandem.example");
        inbox("Nobody", "nobody@tandem.example");
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Partner");
    }

    @Test
    @DisplayName("E-17, S-75: one direction only, and a mark saves the other one")
    void oneDirectionOnly() {
        world.settings = EngineWorld.settings(Set.of()).saving(new AutoSave(true, Mode.GENERAL, Way.OUT, 6));
        ItemId in = inbox("In", CUSTOMER);
        world.arrives(MailFolder.SENT, letter("Out").from(EngineWorld.ANNA).to(CUSTOMER));
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).containsExactly("Out");

        world.mailbox().categorise(in, List.of("Salesforce"));
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).containsExactlyInAnyOrder("Out", "In");
    }

    @Test
    @DisplayName("W-10, S-78: what is older than six days when it is switched on is left alone, whatever happens to it")
    void oldMailIsLeftAlone() {
        saves(Mode.GENERAL);
        ItemId old = world.arrives(
                MailFolder.INBOX, letter("Old").from(CUSTOMER).at(EngineWorld.START.minus(Duration.ofDays(7))));
        world.arrives(
                MailFolder.INBOX, letter("Recent").from(CUSTOMER).at(EngineWorld.START.minus(Duration.ofDays(5))));
        world.runsUntilQuiet(world.anna);
        world.mailbox().categorise(old, List.of("Read later"));
        world.passes(Duration.ofDays(30));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Recent");
    }

    @Test
    @DisplayName("W-10: mail of the very second counts, whose time the mailbox tells without its fraction")
    void mailOfTheFirstSecondIsSaved() {
        saves(Mode.GENERAL);
        world.passes(Duration.ofMillis(600));
        world.arrives(
                MailFolder.INBOX,
                letter("At once")
                        .from(CUSTOMER)
                        .at(EngineWorld.START.minus(Duration.ofDays(6)).minusSeconds(2)));
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).containsExactly("At once");
    }

    @Test
    @DisplayName("W-10: mail of the last six days that came before it was switched on is saved too, once")
    void mailOfTheLastDaysIsSavedToo() {
        world.arrives(
                MailFolder.INBOX, letter("Before").from(CUSTOMER).at(EngineWorld.START.minus(Duration.ofDays(2))));
        world.arrives(
                MailFolder.SENT,
                letter("Sent before")
                        .from(EngineWorld.ANNA)
                        .to(CUSTOMER)
                        .at(EngineWorld.START.minus(Duration.ofDays(5))));
        world.arrives(
                MailFolder.INBOX, letter("Long before").from(CUSTOMER).at(EngineWorld.START.minus(Duration.ofDays(8))));
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).isEmpty();

        saves(Mode.GENERAL);
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofHours(1));
        world.runsUntilQuiet(world.anna);
        assertThat(saved()).containsExactlyInAnyOrder("Before", "Sent before");
    }

    @Test
    @DisplayName("E-1: what was taken back is not saved again by itself")
    void whatWasTakenBackStaysAway() {
        saves(Mode.GENERAL);
        ItemId id = inbox("Offer", CUSTOMER);
        world.runsUntilQuiet(world.anna);
        world.wishes.undo(world.anna.tenant(), world.anna.id(), id);
        world.runsUntilQuiet(world.anna);
        world.mailbox().categorise(id, List.of("Read later"));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).isEmpty();
    }

    @Test
    @DisplayName("E-45, D-1: what a colleague has saved is his record, marked for both")
    void aColleaguesRecordIsAdopted() {
        User bert = world.joins(COLLEAGUE, 2);
        saves(Mode.GENERAL);
        Letter letter = letter("Offer").from(CUSTOMER).to(EngineWorld.ANNA, COLLEAGUE);
        ItemId annas = world.arrives(MailFolder.INBOX, letter);
        ItemId berts = world.mailbox(bert).deliver(MailFolder.INBOX, letter);
        world.runsUntilQuiet(world.anna);
        world.runsUntilQuiet(bert);

        assertThat(saved()).containsExactly("Offer");
        assertThat(world.mail(annas).categories()).contains("Salesforce");
        assertThat(world.mailbox(bert).find(berts).orElseThrow().categories()).contains("Salesforce");
    }

    @Test
    @DisplayName("M-11, S-72: a category that was copied onto a reply among colleagues is no wish")
    void aCopiedCategoryIsNoWish() {
        saves(Mode.GENERAL);
        world.settings = EngineWorld.settings(Set.of("tandem.example")).saving(auto(Mode.GENERAL));
        world.arrives(MailFolder.INBOX, letter("Offer").from(CUSTOMER).in("talk"));
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofHours(1));
        ItemId reply = world.arrives(
                MailFolder.SENT,
                letter("Re: Offer")
                        .from(EngineWorld.ANNA)
                        .to(COLLEAGUE)
                        .at(world.now())
                        .in("talk"));
        world.mailbox().categorise(reply, List.of("Salesforce"));
        world.runsUntilQuiet(world.anna);

        assertThat(saved()).containsExactly("Offer");
    }

    @Test
    @DisplayName("P3: when all is saved, a further cycle asks nobody anything")
    void aQuietWorldStaysUntouched() {
        saves(Mode.GENERAL);
        inbox("Offer", CUSTOMER);
        inbox("Newsletter", STRANGER);
        world.runsUntilQuiet(world.anna);
        int calls = world.crm.calls().size();
        world.mailbox().clearCalls();
        world.cycle();

        assertThat(world.crm.calls()).hasSize(calls);
        assertThat(world.mailbox().calls()).doesNotContain(Op.READ, Op.APPLY, Op.LOCATE);
    }

    @Test
    @DisplayName("the pane says of each mail by which rule it was left out, although nothing is noted of it")
    void eachMailLeftOutHasItsReason() {
        world.settings =
                blocking(EngineWorld.settings(Set.of()), "blocked.example").saving(auto(Mode.GENERAL));
        Map<String, ItemId> expected = Map.of(
                "sync U-3", inbox("Newsletter", STRANGER),
                "sync B-3", inbox("Blocked", "spam@blocked.example"),
                "sync B-5", inbox("Free mail", "friend@gmail.com"),
                "sync E-13", inbox("Among us", "nobody@tandem.example"),
                "sync E-12", world.arrives(MailFolder.INBOX, letter("Receipt").asReceipt()),
                "sync W-10",
                        world.arrives(
                                MailFolder.INBOX,
                                letter("Old").from(CUSTOMER).at(EngineWorld.START.minus(Duration.ofDays(7)))));
        world.runsUntilQuiet(world.anna);
        world.passes(Duration.ofHours(1));
        ItemId late = world.arrives(
                MailFolder.INBOX, letter("Late").from(CUSTOMER).at(world.now().minusSeconds(9)));

        expected.forEach((rule, id) -> assertThat(rule(id)).as(rule).isEqualTo(rule));
        assertThat(rule(late)).isEqualTo("sync U-1");
        assertThat(saved()).isEmpty();
    }

    private @Nullable String rule(ItemId id) {
        Reason reason = world.wishes.answer(world.anna, world.mail(id)).reason();
        return reason == null ? null : reason.rule();
    }

    private void saves(Mode mode) {
        world.settings = EngineWorld.settings(Set.of()).saving(auto(mode));
    }

    private static AutoSave auto(Mode mode) {
        return new AutoSave(true, mode, Way.BOTH, 6);
    }

    private static MailSettings blocking(MailSettings one, String entry) {
        AddressRules addresses = new AddressRules(
                Set.of("tandem.example"), Set.of(entry), one.addresses().freeMailDomains(), false);
        return new MailSettings(
                addresses, one.links(), one.text(), one.files(), one.ignoreInheritedCategory(), one.autoSave());
    }

    private ItemId inbox(String subject, String from) {
        return world.arrives(MailFolder.INBOX, letter(subject).from(from));
    }

    private List<Object> saved() {
        return world.crm.rows("Task").stream().map(task -> task.get("Subject")).toList();
    }

    private static Letter letter(String subject) {
        return Letter.about(subject).to(EngineWorld.ANNA);
    }
}
