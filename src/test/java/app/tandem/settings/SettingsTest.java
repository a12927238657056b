package app.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.account.Access;
import app.tandem.account.Accounts;
import app.tandem.account.Actor;
import app.tandem.account.CrmConnection;
import app.tandem.account.MailboxConnection;
import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import app.tandem.account.User;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Precedence: forced value, user, tenant, global, default (sync-rules section 20). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTest {

    private ConfigurableApplicationContext node;
    private Settings settings;
    private Switches switches;
    private User user;
    private User stranger;

    @BeforeAll
    void starts() {
        node = TestNode.start(TestNode.settings(TestNode.database()));
        settings = node.getBean(Settings.class);
        switches = node.getBean(Switches.class);
        user = user("00D000000000001AAA", "kim@contoso.example");
        stranger = user("00D000000000002AAA", "lee@gmail.com");
    }

    @AfterAll
    void stops() {
        node.close();
    }

    @Test
    void nothingSetGivesTheDefaultsOfTheTable() {
        MailSettings defaults = settings.mail(stranger.tenant(), stranger.id());
        assertThat(defaults.links().toOpportunities()).isTrue();
        assertThat(defaults.links().saveWithoutRecords()).isFalse();
        assertThat(defaults.files().maxSize()).isEqualTo(25L << 20);
        assertThat(defaults.addresses().freeMailDomains()).contains("gmail.com");
    }

    /** S-28, S-70. */
    @Test
    void ownDomainsAreThoseOfTheMailboxesUnlessAnybodyMayHaveThem() {
        assertThat(mail().addresses().orgDomains()).containsExactly("contoso.example");
        assertThat(settings.mail(stranger.tenant(), stranger.id()).addresses().orgDomains())
                .isEmpty();
    }

    @Test
    void theNarrowerScopeWinsAndAForcedValueBeatsIt() {
        switches.global(Switch.NO_BODIES, true);
        assertThat(mail().text().noBodies()).isTrue();
        switches.user(user.tenant(), user.id(), Switch.NO_BODIES, false);
        assertThat(mail().text().noBodies()).isFalse();
        switches.tenant(user.tenant(), Switch.NO_BODIES, true, true);
        assertThat(mail().text().noBodies()).isTrue();
        switches.tenant(user.tenant(), Switch.NO_BODIES, null, false);
        switches.global(Switch.NO_BODIES, null);
        assertThat(mail().text().noBodies()).isFalse();
    }

    /** S-79, A-189, A-300: of the tenant as a whole; nobody has a value of their own. */
    @Test
    void aTenantsOwnSwitches() {
        TenantId tenant = user.tenant();
        assertThat(settings.tenant(tenant)).isEqualTo(new TenantSettings(0, 25, 0, false));
        switches.tenant(tenant, Switch.API_RESERVE, Map.of("count", 500, "percent", 40), false);
        switches.tenant(tenant, Switch.CLEANUP_MONTHS, 6, false);
        switches.tenant(tenant, Switch.DIRECTORY_CLEANUP, 1, false);
        assertThat(settings.tenant(tenant)).isEqualTo(new TenantSettings(500, 40, 6, true));
        assertThat(settings.tenant(stranger.tenant())).isEqualTo(new TenantSettings(0, 25, 0, false));
        switches.tenant(tenant, Switch.API_RESERVE, Map.of("count", 7), false);
        assertThat(settings.tenant(tenant).reservePercent()).isEqualTo(25);
        for (Object wrong : List.of(Map.of("percent", 101), Map.of("calls", 1), Map.of("count", -1), 5)) {
            assertThatThrownBy(() -> switches.tenant(tenant, Switch.API_RESERVE, wrong, false))
                    .as(wrong.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> switches.user(tenant, user.id(), Switch.CLEANUP_MONTHS, 6))
                .hasMessageContaining("A-300");
    }

    @Test
    void anotherTenantsValuesDoNotShow() {
        switches.tenant(user.tenant(), Switch.ORG_BLOCKLIST, List.of("Spam.Example "), false);
        assertThat(mail().addresses().blocklist()).containsExactly("spam.example");
        assertThat(settings.mail(stranger.tenant(), stranger.id()).addresses().blocklist())
                .isEmpty();
    }

    @Test
    void fileFiltersKeepWhatIsNotNamed() {
        switches.user(user.tenant(), user.id(), Switch.FILE_FILTERS, Map.of("min", Map.of("PNG", 5_000)));
        assertThat(mail().files().minSizes()).isEqualTo(Map.of("png", 5_000L));
        assertThat(mail().files().maxSize()).isEqualTo(25L << 20);
    }

    @Test
    void aValueOfTheWrongKindIsRefusedByName() {
        assertThatThrownBy(() -> switches.global(Switch.NO_BODIES, "yes")).hasMessageContaining("S-45");
        assertThatThrownBy(() -> switches.global(Switch.ORG_DOMAINS, Map.of())).hasMessageContaining("S-28");
    }

    private MailSettings mail() {
        return settings.mail(user.tenant(), user.id());
    }

    private User user(String org, String address) {
        Accounts accounts = node.getBean(Accounts.class);
        URI host = URI.create("https://login.salesforce.com");
        User made = accounts.admit(
                new CrmConnection(org, "005000000000001AAA", address, host, host, Access.DELEGATED), false);
        accounts.connectMailbox(
                made.tenant(),
                made.id(),
                new MailboxConnection("directory", address, address, Access.DELEGATED),
                false,
                Actor.user(made.id()));
        return made;
    }
}
