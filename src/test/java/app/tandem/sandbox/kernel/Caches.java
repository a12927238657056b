package app.tandem.sandbox.kernel;

import java.nio.file.Path;
import java.util.Locale;

/** Where the sandbox keeps what outlasts a run: below the user's own cache, or where {@code sandbox.cache} says. */
public final class Caches {

    private Caches() {}

    /** The folder of that name; it need not exist yet. */
    public static Path folder(String name) {
        String given = System.getProperty("sandbox.cache");
        return (given == null ? usual() : Path.of(given)).resolve(name);
    }

    private static Path usual() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "tandem-sandbox");
        }
        String local = System.getenv("LOCALAPPDATA");
        if (local != null && !local.isBlank()) {
            return Path.of(local, "tandem-sandbox");
        }
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        return Path.of(System.getProperty("user.home"), mac ? "Library/Caches" : ".cache", "tandem-sandbox");
    }
}
