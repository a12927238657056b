package app.tandem.sandbox.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Chromium for all browser tests of this JVM: the one {@code TANDEM_CHROMIUM} names, else an installed one, else
 * Playwright's own download, else Debian's package when root.
 */
public final class Browsers {

    private static final Logger log = LoggerFactory.getLogger(Browsers.class);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge");
    private static final List<String> PLACES = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

    private static final class Shared {
        private static final Playwright PLAYWRIGHT = create();
        private static final Path CHROMIUM = find(PLAYWRIGHT);
        private static final Browser BROWSER = launch(List.of());
    }

    private Browsers() {}

    /** The browser; make a context of your own and close that. It ends with the JVM. */
    public static Browser chromium() {
        return Shared.BROWSER;
    }

    /**
     * Waits until the page's passing word has gone and nothing fades or moves any more; colours in between are nobody's
     * choice.
     */
    public static void still(Frame frame) {
        frame.waitForFunction("() => !document.querySelector('.toast.shown')");
        frame.evaluate("""
                () => Promise.allSettled(document.getAnimations()
                    .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity)
                    .map(animation => animation.finished))
                """);
    }

    /** One with further command-line arguments; close it. */
    public static Browser launch(List<String> arguments) {
        return Shared.PLAYWRIGHT.chromium().launch(options(Shared.CHROMIUM, arguments));
    }

    private static Playwright create() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(with(System.getenv(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-browser"));
        return playwright;
    }

    private static Path find(Playwright playwright) {
        return installed()
                .or(() -> downloaded(playwright))
                .or(Browsers::fromDebian)
                .orElseThrow(() -> new IllegalStateException(
                        "no Chromium: install one, or name one in the environment variable TANDEM_CHROMIUM"));
    }

    private static BrowserType.LaunchOptions options(Path chromium, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--disable-dev-shm-usage"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        arguments.addAll(more);
        return new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(arguments);
    }

    private static Optional<Path> installed() {
        String named = System.getenv("TANDEM_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable).or(() -> {
                throw new IllegalStateException("TANDEM_CHROMIUM names no program: " + named);
            });
        }
        List<String> candidates = new ArrayList<>(PLACES);
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            NAMES.forEach(name -> candidates.add(folder + java.io.File.separator + name));
        }
        return candidates.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Playwright's own browser, fetched if it is not there yet. */
    private static Optional<Path> downloaded(Playwright playwright) {
        Path place = Path.of(playwright.chromium().executablePath());
        if (!Files.isExecutable(place)) {
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    CLI.class.getName(),
                    "install",
                    "chromium"));
        }
        return Optional.of(place).filter(Files::isExecutable).filter(path -> starts(playwright, path));
    }

    private static boolean starts(Playwright playwright, Path chromium) {
        try {
            playwright.chromium().launch(options(chromium, List.of())).close();
            return true;
        } catch (PlaywrightException e) {
            log.info("the downloaded Chromium does not start here: {}", e.getMessage());
            return false;
        }
    }

    private static Optional<Path> fromDebian() {
        if ("root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            run(List.of("/usr/bin/apt-get", "update", "-qq"));
            run(List.of(
                    "/usr/bin/apt-get",
                    "install",
                    "-y",
                    "-qq",
                    "--no-install-recommends",
                    "chromium",
                    "fonts-noto-core"));
        }
        return installed();
    }

    private static void run(List<String> command) {
        log.info("looking for a Chromium: {}", command.getLast());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            log.info("{} could not be run: {}", command.getFirst(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> copy = new java.util.HashMap<>(environment);
        copy.put(name, value);
        return copy;
    }
}
