package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Caches;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unmodified office.js. Its licence forbids publishing copies, so it is fetched when first asked for: the npm package
 * of one known version, checked by its hash and kept in the user's cache; where npm is absent, file by file from
 * Microsoft's CDN, which serves a newer one.
 */
final class OfficeLibrary {

    private static final Logger log = LoggerFactory.getLogger(OfficeLibrary.class);
    private static final String VERSION = "1.1.110";
    private static final String SHA512 =
            "80nZ3gGUq6Fb22sX8tBdktfulM7uYnrdQu32bpsb3waTeKoakc+j6H6+L21xRV4plDBrufnRMVH3ULMt/06Jwg==";
    private static final String PACKAGE = "@microsoft/office-js@" + VERSION;
    private static final String FOLDER = "package/dist/";
    private static final URI CDN = URI.create("https://appsforoffice.microsoft.com/lib/1/hosted/");
    private static final int BLOCK = 512;

    private final Path cache;
    private final Map<String, byte[]> fromCdn = new ConcurrentHashMap<>();
    private volatile Map<String, byte[]> files = Map.of();
    private volatile boolean npmFailed;

    OfficeLibrary() {
        this(Caches.folder("office-js"));
    }

    OfficeLibrary(Path cache) {
        this.cache = cache;
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
        Path kept = cache.resolve("office-js-" + VERSION + ".tgz");
        try {
            if (!Files.isReadable(kept) || !genuine(Files.readAllBytes(kept))) {
                fetch(kept);
            }
            files = unpacked(Files.readAllBytes(kept));
        } catch (IOException e) {
            npmFailed = true;
            log.info("office.js did not come by npm ({}); trying Microsoft's CDN", e.getMessage());
        }
    }

    private void fetch(Path kept) throws IOException {
        Files.createDirectories(cache);
        Path place = Files.createTempDirectory(cache, "npm");
        try {
            npmPack(place);
            Path packed = place.resolve("microsoft-office-js-" + VERSION + ".tgz");
            if (!genuine(Files.readAllBytes(packed))) {
                throw new IOException("npm delivered a package with another hash than the known one");
            }
            move(packed, kept);
        } finally {
            Files.deleteIfExists(place.resolve("microsoft-office-js-" + VERSION + ".tgz"));
            Files.deleteIfExists(place);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void npmPack(Path place) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Process npm = new ProcessBuilder(windows ? "npm.cmd" : "npm", "pack", PACKAGE, "--silent")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm pack " + PACKAGE + " failed");
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("npm was interrupted", e);
        }
    }

    private static boolean genuine(byte[] packed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(packed);
            return Base64.getEncoder().encodeToString(hash).equals(SHA512);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The files below {@code dist} of the gzipped tar; its names are short, so that its oldest header form suffices. */
    private static Map<String, byte[]> unpacked(byte[] packed) throws IOException {
        Map<String, byte[]> all = new HashMap<>();
        try (DataInputStream tar = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            byte[] header = new byte[BLOCK];
            for (tar.readFully(header); header[0] != 0; tar.readFully(header)) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = new byte[size];
                tar.readFully(content);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (name.startsWith(FOLDER) && name.endsWith(".js")) {
                    all.put(name.substring(FOLDER.length()), content);
                }
            }
        }
        return Map.copyOf(all);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
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
            throw new MissingLibraryException("the CDN answered " + answer.statusCode(), null);
        } catch (IOException e) {
            throw new MissingLibraryException("the CDN could not be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissingLibraryException("the download was interrupted", e);
        }
    }

    /** Neither npm nor the CDN gave the library. */
    static final class MissingLibraryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingLibraryException(String reason, @org.jspecify.annotations.Nullable Throwable cause) {
            super(
                    "Office.js is not here: `npm pack " + PACKAGE + "` failed, and " + reason
                            + " (" + CDN + "). Put that package into the cache as office-js-" + VERSION
                            + ".tgz, or connect one of the two.",
                    cause);
        }
    }
}
