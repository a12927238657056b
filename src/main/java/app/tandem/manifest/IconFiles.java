package app.tandem.manifest;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The icons, cached for as long as the file name holds: Outlook shows a blank where an answer says no-store. */
@RestController
class IconFiles {

    private static final Duration LONG = Duration.ofDays(365);
    private static final Duration SHORT = Duration.ofDays(1);

    private final Icons icons;

    IconFiles(Icons icons) {
        this.icons = icons;
    }

    @GetMapping("/office/icons/{file}")
    ResponseEntity<byte[]> icon(@PathVariable String file) {
        return icons.served(file)
                .map(icon -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(icon.file().equals(file) ? lasting() : passing())
                        .body(icon.png()))
                .orElseGet(
                        () -> ResponseEntity.notFound().cacheControl(passing()).build());
    }

    private static CacheControl lasting() {
        return CacheControl.maxAge(LONG).cachePublic().immutable();
    }

    private static CacheControl passing() {
        return CacheControl.maxAge(SHORT).cachePublic();
    }
}
