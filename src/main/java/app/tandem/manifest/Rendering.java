package app.tandem.manifest;

import app.tandem.account.TenantId;
import app.tandem.manifest.ManifestRules.Transport;
import app.tandem.platform.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Makes a tenant's manifest from {@code manifest/tandem.xml}, and lets only a valid one out. */
@Component
class Rendering {

    /** The first three parts of every version; to be raised only when old manifests no longer fit the pages. */
    private static final String GENERATION = "1.0.0";

    private static final String PICTURE = "icon:";

    private final Icons icons;
    private final Installation installation;
    private final Supplier<ManifestTemplate> template = SingletonSupplier.of(Rendering::read);

    Rendering(Icons icons, Installation installation) {
        this.icons = icons;
        this.installation = installation;
    }

    /**
     * The manifest under that number.
     *
     * @throws InvalidManifestException when Outlook would refuse it
     */
    Manifest manifest(TenantId tenant, int number) {
        UUID id = id(tenant);
        String version = GENERATION + "." + number;
        String xml = template.get().fill(name -> switch (name) {
            case "id" -> id.toString();
            case "version" -> version;
            case "base" -> installation.page("").toString();
            case "suffix" -> suffix();
            default -> picture(name);
        });
        List<Finding> findings = ManifestRules.findings(
                xml.getBytes(StandardCharsets.UTF_8),
                installation.secure() ? Transport.HTTPS : Transport.HTTPS_OR_LOOPBACK);
        if (!findings.isEmpty()) {
            throw new InvalidManifestException(findings);
        }
        return new Manifest(id, version, xml);
    }

    /** Derived, not stored: a copy of the database elsewhere, for tests, is another add-in. */
    private UUID id(TenantId tenant) {
        String deployment = installation.publicUrl().getAuthority().toLowerCase(Locale.ROOT);
        String name = "tandem add-in of " + tenant.value() + " at " + deployment;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private String suffix() {
        String label = installation.label().strip();
        return label.isEmpty() ? "" : " (" + label + ")";
    }

    private String picture(String name) {
        if (!name.startsWith(PICTURE)) {
            throw new IllegalArgumentException("manifest/tandem.xml has an unknown place-holder " + name);
        }
        return installation
                .page("/office/icons/"
                        + icons.icon(name.substring(PICTURE.length())).file())
                .toString();
    }

    private static ManifestTemplate read() {
        try {
            return new ManifestTemplate(
                    new ClassPathResource("manifest/tandem.xml").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
