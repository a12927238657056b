package app.tandem.manifest;

import app.tandem.sandbox.browser.Browsers;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws the PNG files of {@code manifest/icons} from the SVG files beside them; to be run by hand after a change of one.
 * A drawing {@code name-16.svg} is used for 16 pixels where there is one, {@code name.svg} for all other sizes.
 */
final class IconDrawing {

    static final Path FOLDER = Path.of("manifest", "icons");
    static final List<String> COMMANDS = List.of("quick-save", "log-a-call", "availability", "track-opens");
    static final List<Integer> COMMAND_SIZES = List.of(16, 32, 80);
    /** What the ribbon, the store and phones at single, double and triple density ask for. */
    static final List<Integer> MARK_SIZES = List.of(16, 25, 32, 48, 50, 64, 75, 80, 96, 128, 144);

    private IconDrawing() {}

    /** Draws all of them. */
    public static void main(String[] arguments) throws IOException {
        for (int size : MARK_SIZES) {
            draw("tandem", size);
        }
        for (String command : COMMANDS) {
            for (int size : COMMAND_SIZES) {
                draw(command, size);
            }
        }
        System.exit(0);
    }

    private static void draw(String name, int size) throws IOException {
        Path small = FOLDER.resolve(name + "-16.svg");
        Path drawing = size == 16 && Files.exists(small) ? small : FOLDER.resolve(name + ".svg");
        try (BrowserContext context =
                Browsers.chromium().newContext(new Browser.NewContextOptions().setViewportSize(size, size))) {
            Page page = context.newPage();
            page.setContent("<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>"
                    + Files.readString(drawing));
            page.screenshot(new Page.ScreenshotOptions()
                    .setOmitBackground(true)
                    .setPath(FOLDER.resolve(name + "-" + size + ".png")));
        }
    }
}
