package app.tandem.manifest;

import app.tandem.account.TenantId;
import app.tandem.platform.Hashes;
import app.tandem.platform.Installation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * The manifest at an address that stays, and the page that tells an administrator what to do with it. Both are open: the
 * services that fetch a manifest sign in nowhere, and nothing here is personal.
 */
@Controller
class ManifestPages {

    private static final Logger log = LoggerFactory.getLogger(ManifestPages.class);
    private static final String FILE = "tandem.xml";

    private final Manifests manifests;
    private final Installation installation;

    ManifestPages(Manifests manifests, Installation installation) {
        this.manifests = manifests;
        this.installation = installation;
    }

    @GetMapping("/manifest/{tenant}/" + FILE)
    ResponseEntity<byte[]> manifest(@PathVariable String tenant) {
        Manifest manifest = found(id(tenant));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(FILE).build().toString())
                .cacheControl(CacheControl.noCache())
                .eTag(Hashes.sha256(manifest.xml()))
                .body(manifest.xml().getBytes(StandardCharsets.UTF_8));
    }

    /** Both slash forms lead here (admin A-74). */
    @GetMapping({"/manifest/{tenant}", "/manifest/{tenant}/"})
    String page(@PathVariable String tenant, Model model) {
        TenantId id = id(tenant);
        model.addAttribute("manifest", found(id));
        model.addAttribute("address", installation.page("/manifest/" + id.value() + "/" + FILE));
        model.addAttribute("secure", installation.secure());
        return "addin";
    }

    /** Nothing is better than a manifest that fails in Outlook, without a word, hours later. */
    @ExceptionHandler
    ResponseEntity<String> invalid(InvalidManifestException e) {
        log.error("{}", e.getMessage());
        return ResponseEntity.internalServerError()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body("There is no manifest to deploy: " + e.getMessage());
    }

    private Manifest found(TenantId tenant) {
        return manifests.of(tenant).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** What is no id at all is answered as an id of nobody. */
    private static TenantId id(String tenant) {
        try {
            return new TenantId(UUID.fromString(tenant));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
        }
    }
}
