package app.tandem.manifest;

import app.tandem.account.TenantId;
import app.tandem.account.TestNode;
import app.tandem.platform.Installation;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Manifests as the product renders them, without a node. */
final class Rendered {

    static final TenantId TENANT = new TenantId(UUID.fromString("0192f0aa-7c11-7d2e-9a55-3c7a1c1f0b01"));

    private static final Icons ICONS = new Icons();

    private Rendered() {}

    static Manifest manifest(String publicUrl, String label) {
        return manifest(TENANT, publicUrl, label);
    }

    static Manifest manifest(TenantId tenant, String publicUrl, String label) {
        Map<String, Object> settings = TestNode.settings("jdbc:postgresql://localhost:1/none");
        settings.put("tandem.public-url", publicUrl);
        settings.put("tandem.label", label);
        Installation installation = new Binder(new MapConfigurationPropertySource(settings))
                .bind("tandem", Installation.class)
                .get();
        return new Rendering(ICONS, installation).manifest(tenant, 7);
    }
}
