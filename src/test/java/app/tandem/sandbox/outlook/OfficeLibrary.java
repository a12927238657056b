package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Caches;
import app.tandem.sandbox.kernel.NpmPackage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unmodified office.js. Its licence forbids publishing copies, so it is fetched when first asked for: the npm package
 * of one known version, checked by its hash and kept in the user's cache; where npm is absent, file by file from
 * Microsoft's CDN, which serves a newer one.
 */
final class OfficeLibrary {

    private static final Logger log = LoggerFactory.getLogger(OfficeLibrary.class);
    private static final URI CDN = URI.create("https://appsforoffice.microsoft.com/lib/1/hosted/");

    private final NpmPackage npm;
    private final Map<String, byte[]> fromCdn = new ConcurrentHashMap<>();
    private volatile Map<String, byte[]> files = Map.of();
    private volatile boolean npmFailed;

    OfficeLibrary() {
        this(Caches.folder("office-js"));
    }

    OfficeLibrary(Path cache) {
        npm = new NpmPackage(
                "@microsoft/office-js",
                "1.1.110",
                "80nZ3gGUq6Fb22sX8tBdktfulM7uYnrdQu32bpsb3waTeKoakc+j6H6+L21xRV4plDBrufnRMVH3ULMt/06Jwg==",
                cache);
    }

    /**
     * A file of the library by its path below office.js; empty when the library has no such file.
     *
     * @throws MissingLibraryException when neither npm nor the CDN can be reached
     */
    Optional<byte[]> file(String path) {
        if (files.isEmpty() && !npmFailed) {
            load();
        }
        return files.isEmpty() ? cdn(path) : Optional.ofNullable(files.get(path));
    }

    private synchronized void load() {
        if (!files.isEmpty() || npmFailed) {
            return;
        }
        try {
            files = npm.files("dist/", path -> path.endsWith(".js"));
        } catch (IOException e) {
            npmFailed = true;
            log.info("office.js did not come by npm ({}); trying Microsoft's CDN", e.getMessage());
        }
    }

    private Optional<byte[]> cdn(String path) {
        byte[] known = fromCdn.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(CDN.resolve(path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                fromCdn.put(path, answer.body());
                return Optional.of(answer.body());
            }
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            throw new MissingLibraryException(npm, "the CDN answered " + answer.statusCode(), null);
        } catch (IOException e) {
            throw new MissingLibraryException(npm, "the CDN could not be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissingLibraryException(npm, "the download was interrupted", e);
        }
    }

    /** Neither npm nor the CDN gave the library. */
    static final class MissingLibraryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingLibraryException(NpmPackage npm, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
            super(
                    "Office.js is not here: `npm pack " + npm.label() + "` failed, and " + reason + " (" + CDN
                            + "). Put that package into the cache as " + npm.kept() + ", or connect one of the two.",
                    cause);
        }
    }
}
