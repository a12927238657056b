package app.tandem.sandbox.kernel;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A package of npm in one known version: fetched when first asked for, checked by its hash, and kept in the user's cache.
 *
 * @param name as npm knows it, such as {@code @microsoft/office-js}
 * @param sha512 of the packed file, in Base64
 * @param cache where it is kept; need not exist yet
 */
public record NpmPackage(String name, String version, String sha512, Path cache) {

    private static final int BLOCK = 512;

    /** Name and version as npm takes them. */
    public String label() {
        return name + "@" + version;
    }

    /** The name of the packed file in the cache. */
    public String kept() {
        return name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    }

    /**
     * Files below that folder of the package, by their path below it.
     *
     * @param folder such as {@code dist/}
     * @param wanted which of these paths
     * @throws IOException when npm is absent, does not reach its registry, or delivers something else
     */
    public Map<String, byte[]> files(String folder, Predicate<String> wanted) throws IOException {
        Path packed = cache.resolve(kept());
        if (!Files.isReadable(packed) || !genuine(Files.readAllBytes(packed))) {
            fetch(packed);
        }
        return unpacked(Files.readAllBytes(packed), "package/" + folder, wanted);
    }

    private void fetch(Path target) throws IOException {
        Files.createDirectories(cache);
        Path place = Files.createTempDirectory(cache, "npm");
        Path packed = place.resolve(name.replace("@", "").replace('/', '-') + "-" + version + ".tgz");
        try {
            pack(place);
            if (!genuine(Files.readAllBytes(packed))) {
                throw new IOException("npm delivered a package with another hash than the known one");
            }
            move(packed, target);
        } finally {
            Files.deleteIfExists(packed);
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

    private void pack(Path place) throws IOException {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Process npm = new ProcessBuilder(windows ? "npm.cmd" : "npm", "pack", label(), "--silent")
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm pack " + label() + " failed");
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("npm was interrupted", e);
        }
    }

    private boolean genuine(byte[] packed) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(packed);
            return Base64.getEncoder().encodeToString(hash).equals(sha512);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the gzipped tar; its names are short, so that its oldest header form suffices. */
    private static Map<String, byte[]> unpacked(byte[] packed, String folder, Predicate<String> wanted)
            throws IOException {
        Map<String, byte[]> all = new HashMap<>();
        try (DataInputStream tar = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            byte[] header = new byte[BLOCK];
            for (tar.readFully(header); header[0] != 0; tar.readFully(header)) {
                String path = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = new byte[size];
                tar.readFully(content);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (path.startsWith(folder) && wanted.test(path.substring(folder.length()))) {
                    all.put(path.substring(folder.length()), content);
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
}
