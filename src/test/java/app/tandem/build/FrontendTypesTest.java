package app.tandem.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.tandem.sandbox.kernel.Caches;
import app.tandem.sandbox.kernel.NpmPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types of the browser's part, which stand in its comments, fit together: TypeScript says so, as strictly as it can. It comes
 * by npm as office.js does; where npm or Node is absent this is not run.
 */
class FrontendTypesTest {

    private static final NpmPackage TYPESCRIPT = new NpmPackage(
            "typescript",
            "5.9.3",
            "jl1vZzPDinLr9eUt3J/t7V6FgNEw9QjvBPdysz9KfQDD41fQrC2Y4vKQdiaUpFT4bXlb1RHhLpp8wtm6M5TgSw==",
            Caches.folder("typescript"));

    @TempDir
    private static Path compiler;

    @BeforeAll
    static void fetch() throws IOException {
        try {
            Map<String, byte[]> files = TYPESCRIPT.files(
                    "lib/", path -> path.equals("tsc.js") || path.equals("_tsc.js") || path.endsWith(".d.ts"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!file.getKey().contains("/")) {
                    Files.write(compiler.resolve(file.getKey()), file.getValue());
                }
            }
            run("--version");
        } catch (IOException absent) {
            assumeTrue(false, "not run, as TypeScript did not come by npm or Node is absent: " + absent.getMessage());
        }
    }

    @Test
    void theTypesOfTheBrowsersPartFitTogether() throws IOException {
        assertThat(run("--project", "src/test/typescript/jsconfig.json")).isEmpty();
    }

    /** A file that is named nowhere would not be read. */
    @Test
    void everyScriptOfOursIsRead() throws IOException {
        String read = run("--project", "src/test/typescript/jsconfig.json", "--listFilesOnly");
        try (Stream<Path> scripts = Files.walk(Path.of("frontend"))) {
            assertThat(scripts.filter(path -> path.toString().endsWith(".js")
                            && !path.endsWith("msal.js")
                            && !path.startsWith("frontend/generated")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(script ->
                            assertThat(read).contains(script.getFileName().toString()));
        }
    }

    @Test
    void aWrongTypeWouldBeSeen() throws IOException {
        Path wrong = Files.writeString(compiler.resolve("wrong.js"), "/** @type {number} */ export const wrong = '1';");
        assertThat(run("--allowJs", "--checkJs", "--noEmit", wrong.toString())).contains("error TS2322");
    }

    private static String run(String... arguments) throws IOException {
        Process node = new ProcessBuilder(Stream.concat(
                                Stream.of("node", compiler.resolve("tsc.js").toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!node.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException("TypeScript does not end");
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            node.destroyForcibly();
        }
    }
}
