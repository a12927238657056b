package app.tandem.manifest;

import app.tandem.account.TenantId;
import app.tandem.account.Tenants;
import app.tandem.platform.Hashes;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The tenants' manifests, each under a version that rises when it changes (admin ). */
@Service
class Manifests {

    private final Tenants tenants;
    private final Rendering rendering;
    private final ManifestNumbers numbers;
    private final InstantSource clock;

    Manifests(Tenants tenants, Rendering rendering, ManifestNumbers numbers, InstantSource clock) {
        this.tenants = tenants;
        this.rendering = rendering;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * The manifest of today, if there is such a tenant.
     *
     * @throws InvalidManifestException when Outlook would refuse it
     */
    Optional<Manifest> of(TenantId tenant) {
        return tenants.find(tenant).map(found -> {
            String content = Hashes.sha256(rendering.manifest(tenant, 0).xml());
            return rendering.manifest(tenant, numbers.of(tenant, content, clock.instant()));
        });
    }
}
