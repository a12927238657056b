package app.tandem.acceptance;

import com.microsoft.playwright.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe objects to in a frame (pane U-421). */
final class Axe {

    private static final String RUN = """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' '))
            """;

    private Axe() {}

    /** One line per violated rule. */
    static List<?> objections(Frame frame) {
        frame.evaluate(script());
        return (List<?>) frame.evaluate(RUN);
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
