package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An add-in keeps its id for the life of its tenant, and its version rises when it changes (admin ). */
class ManifestsTest {

    private static final String HOME = "https://tandem.example.com";

    @Test
    void theSameManifestKeepsItsIdAndVersion() {
        try (ManifestNode node = new ManifestNode(HOME, "")) {
            TenantId tenant = node.tenant();
            Manifest first = node.manifest(tenant);
            node.now.updateAndGet(now -> now.plus(Duration.ofDays(400)));
            assertThat(node.manifest(tenant)).isEqualTo(first);
            assertThat(first.version()).isEqualTo("1.0.0.1");
        }
    }

    @Test
    void tenantsAndInstallationsHaveAddInsOfTheirOwn() {
        try (ManifestNode node = new ManifestNode(HOME, "")) {
            assertThat(node.manifest(node.tenant()).id())
                    .isNotEqualTo(node.manifest(node.tenant()).id());
        }
        assertThat(Rendered.manifest(HOME, "").id())
                .isEqualTo(Rendered.manifest(HOME + "/", "Test").id())
                .isNotEqualTo(Rendered.manifest("https://test.example.com", "").id());
    }

    @Test
    void aChangedManifestGetsAHigherVersionOnEveryNode() {
        String database = TestNode.database();
        TenantId tenant;
        try (ManifestNode node = new ManifestNode(database, HOME, "")) {
            tenant = node.tenant();
            assertThat(node.manifest(tenant).version()).isEqualTo("1.0.0.1");
        }
        try (ManifestNode node = new ManifestNode(database, HOME, "Pilot")) {
            assertThat(node.manifest(tenant).version()).isEqualTo("1.0.0.2");
            assertThat(node.manifest(tenant).version()).isEqualTo("1.0.0.2");
        }
    }

    /** For an hour an old node may say what was replaced, under the old number; later that is a change back. */
    @Test
    void nodesThatAreUpdatedOneAfterTheOtherDoNotRaiseItByTurns() {
        try (ManifestNode node = new ManifestNode(HOME, "")) {
            TenantId tenant = node.tenant();
            ManifestNumbers numbers = node.bean(ManifestNumbers.class);
            String old = "a".repeat(64);
            String young = "b".repeat(64);
            assertThat(numbers.of(tenant, old, node.now.get())).isEqualTo(1);
            assertThat(numbers.of(tenant, young, node.now.get())).isEqualTo(2);
            assertThat(numbers.of(tenant, old, node.now.get())).isEqualTo(1);
            assertThat(numbers.of(tenant, young, node.now.get())).isEqualTo(2);
            assertThat(numbers.of(tenant, old, node.now.get().plus(Duration.ofHours(1))))
                    .isEqualTo(3);
        }
    }
}
