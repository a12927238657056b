package app.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.CrmConnection;
import app.tandem.account.TestNode;
import app.tandem.account.User;
import app.tandem.settings.FileTicks.Rule;
import app.tandem.settings.OwnSettings.Standing;
import app.tandem.settings.RefusedSetting.Cause;
import app.tandem.settings.Switches.Source;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** What people change for themselves, and what they may not (pane U-378, U-393, U-398). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSettingsTest {

    private ConfigurableApplicationContext node;
    private OwnSettings own;
    private Switches switches;
    private User kim;
    private User lee;

    @BeforeAll
    void starts() {
        node = TestNode.start(TestNode.settings(TestNode.database()));
        own = node.getBean(OwnSettings.class);
        switches = node.getBean(Switches.class);
        kim = user("005000000000001AAA", "kim@contoso.example");
        lee = user("005000000000002AAA", "lee@contoso.example");
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @BeforeEach
    void nothingIsSet() {
        for (Switch which : Switch.values()) {
            switches.tenant(kim.tenant(), which, null, false);
            if (which.isOfPeople()) {
                switches.user(kim.tenant(), kim.id(), which, null);
            }
        }
    }

    @Test
    void itSaysWhatHoldsAndWhereThatComesFrom() {
        assertThat(standing(Switch.DUPLICATES))
                .isEqualTo(new Standing(true, Source.DEFAULT, true, true, Source.DEFAULT));
        switches.tenant(kim.tenant(), Switch.DUPLICATES, false, false);
        assertThat(standing(Switch.DUPLICATES))
                .isEqualTo(new Standing(false, Source.TENANT, true, false, Source.TENANT));
        save(Switch.DUPLICATES, true);
        assertThat(standing(Switch.DUPLICATES)).isEqualTo(new Standing(true, Source.USER, true, false, Source.TENANT));
        own.save(kim.tenant(), kim.id(), Map.of(Switch.DUPLICATES, Optional.empty()));
        assertThat(standing(Switch.DUPLICATES).isOwn()).isFalse();
    }

    @Test
    void whatOnePersonSetsIsNobodyElses() {
        save(Switch.USER_BLOCKLIST, List.of("Client.example", "ann@else.example", "client.example"));
        assertThat(standing(Switch.USER_BLOCKLIST).value()).isEqualTo(List.of("client.example", "ann@else.example"));
        assertThat(own.of(lee.tenant(), lee.id())
                        .settings()
                        .get(Switch.USER_BLOCKLIST)
                        .value())
                .isEqualTo(List.of());
    }

    /** Scope U of the table, and of that only what anything acts on (S-44). */
    @Test
    void onlySettingsOfPeopleAreShownAndSaved() {
        assertThat(own.of(kim.tenant(), kim.id()).settings())
                .containsOnlyKeys(
                        Switch.AUTO_SAVE,
                        Switch.LINK_TO_OPPORTUNITIES,
                        Switch.USER_BLOCKLIST,
                        Switch.DUPLICATES,
                        Switch.CLONE_TYPES,
                        Switch.NOT_LINKABLE,
                        Switch.PRESELECTED,
                        Switch.INTERNAL_IN_SEARCH,
                        Switch.TICKED_FILES,
                        Switch.NO_LINKEDIN,
                        Switch.OBJECTS);
        refused(Cause.FORCED, Switch.NO_BODIES, true);
        refused(Cause.FORCED, Switch.THREADS_OF_USER, false);
        refused(Cause.FORCED, Switch.THREADS_UNTICKED, false);
        switches.tenant(kim.tenant(), Switch.THREADS, true, false);
        save(Switch.THREADS_OF_USER, false);
        save(Switch.THREADS_UNTICKED, false);
        assertThat(standing(Switch.THREADS_OF_USER).value()).isEqualTo(false);
    }

    /** pane U-378, U-398. */
    @Test
    void whatAnAdministratorDecidesIsNotChanged() {
        switches.tenant(kim.tenant(), Switch.INTERNAL_IN_SEARCH, true, true);
        assertThat(standing(Switch.INTERNAL_IN_SEARCH).free()).isFalse();
        refused(Cause.FORCED, Switch.INTERNAL_IN_SEARCH, false);
        switches.tenant(kim.tenant(), Switch.OWN_SETTINGS, false, false);
        assertThat(own.of(kim.tenant(), kim.id()).settings().values()).noneMatch(Standing::free);
        refused(Cause.FORCED, Switch.DUPLICATES, false);
    }

    @Test
    void oneWrongValueSavesNone() {
        Map<Switch, Optional<Object>> changes = Map.of(
                Switch.DUPLICATES, Optional.of(false), Switch.USER_BLOCKLIST, Optional.of(List.of("*.client.example")));
        assertThat(own.save(kim.tenant(), kim.id(), changes))
                .contains(new RefusedSetting(Switch.USER_BLOCKLIST, Cause.NO_ADDRESS));
        assertThat(standing(Switch.DUPLICATES).isOwn()).isFalse();
    }

    @Test
    void valuesAreBounded() {
        List<String> most = IntStream.range(0, OwnSettings.MOST_ENTRIES)
                .mapToObj(i -> "c" + i + ".example")
                .toList();
        save(Switch.USER_BLOCKLIST, most);
        List<String> more = new java.util.ArrayList<>(most);
        more.add("further.example");
        refused(Cause.TOO_MANY, Switch.USER_BLOCKLIST, more);
        assertThatThrownBy(() -> save(Switch.NOT_LINKABLE, List.of("contact; drop")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> save(Switch.DUPLICATES, "yes")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Sync A-10, pane U-197. */
    @Test
    void filesAreTickedByTheRuleThatThePersonChose() {
        assertThat(ticked()).containsExactly("plan.PDF");
        save(Switch.TICKED_FILES, new FileTicks(Rule.LISTED, List.of("pdf", "txt")).stored());
        assertThat(ticked()).containsExactly("plan.PDF", "note.txt");
        save(Switch.TICKED_FILES, new FileTicks(Rule.ALL, List.of()).stored());
        assertThat(ticked()).containsExactly("plan.PDF", "note.txt", "logo.png");
        save(Switch.TICKED_FILES, new FileTicks(Rule.NONE, List.of()).stored());
        assertThat(ticked()).isEmpty();
        for (Object wrong : List.of(
                "ALL",
                Map.of("files", "ALL"),
                Map.of("files", "SOME", "types", List.of()),
                Map.of("files", "LISTED", "types", List.of(".pdf")),
                Map.of("files", "LISTED", "types", java.util.Collections.nCopies(101, "pdf")))) {
            assertThatThrownBy(() -> save(Switch.TICKED_FILES, wrong))
                    .as(wrong.toString())
                    .hasMessageContaining("S-23");
        }
    }

    private List<String> ticked() {
        FileTicks ticks =
                node.getBean(Settings.class).saves(kim.tenant(), kim.id()).files();
        return java.util.stream.Stream.of("plan.PDF", "note.txt", "logo.png")
                .filter(name -> ticks.takes(name, name.equals("plan.PDF") ? 102_401 : 102_400))
                .toList();
    }

    /** pane U-381, U-383. */
    @Test
    void objectsAreKeptInTheirOrderWithTheirFields() {
        assertThat(own.objects(kim.tenant(), kim.id())).isEmpty();
        List<ObjectCard> cards =
                List.of(new ObjectCard("Account", List.of("Industry", "Phone")), new ObjectCard("Deal__c", List.of()));
        save(Switch.OBJECTS, cards.stream().map(ObjectCard::stored).toList());
        assertThat(own.objects(kim.tenant(), kim.id())).isEqualTo(cards);
        assertThat(own.objects(lee.tenant(), lee.id())).isEmpty();
        Map<String, Object> card = Map.of("object", "Account", "fields", List.of());
        for (Object wrong : List.of(
                List.of("Account"),
                List.of(card, card),
                List.of(Map.of("object", "Account")),
                List.of(Map.of("object", "Account WHERE", "fields", List.of())),
                List.of(Map.of("object", "Account", "fields", List.of("Owner.Name"))),
                List.of(Map.of("object", "Account", "fields", List.of("A", "B", "C", "D", "E"))),
                IntStream.range(0, 51)
                        .mapToObj(i -> Map.of("object", "X" + i, "fields", List.of()))
                        .toList(),
                Map.of())) {
            assertThatThrownBy(() -> save(Switch.OBJECTS, wrong))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("U-381");
        }
    }

    private Standing standing(Switch which) {
        return own.of(kim.tenant(), kim.id()).settings().get(which);
    }

    private void save(Switch which, Object value) {
        assertThat(own.save(kim.tenant(), kim.id(), Map.of(which, Optional.of(value))))
                .isEmpty();
    }

    private void refused(Cause why, Switch which, Object value) {
        assertThat(own.save(kim.tenant(), kim.id(), Map.of(which, Optional.of(value))))
                .contains(new RefusedSetting(which, why));
    }

    private User user(String id, String address) {
        URI host = URI.create("https://login.salesforce.com");
        return node.getBean(Accounts.class)
                .admit(new CrmConnection("00D000000000003AAA", id, address, host, host, Access.DELEGATED), false);
    }
}
