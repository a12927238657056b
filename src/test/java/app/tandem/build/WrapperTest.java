package app.tandem.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} finds a JDK 25 and a Maven, or says what to install; it runs here against machines made of scripts. */
@DisabledOnOs(OS.WINDOWS)
class WrapperTest {

    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "awk",
            "cut",
            "tar",
            "gzip",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "dirname",
            "readlink",
            "head",
            "cat",
            "sha512sum",
            "shasum",
            "curl",
            "wget",
            "uname");

    @TempDir
    private Path machine;

    private Path bin;
    private Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void begin() throws IOException {
        bin = Files.createDirectories(machine.resolve("bin"));
        home = Files.createDirectories(machine.resolve("home"));
        for (String tool : TOOLS) {
            for (String place : List.of("/usr/bin/", "/bin/", "/usr/local/bin/")) {
                if (Files.isExecutable(Path.of(place + tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), Path.of(place + tool));
                }
            }
        }
        Files.copy(Path.of("mvnw"), machine.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void aJdk25InJavaHomeIsTaken() throws Exception {
        environment.put("JAVA_HOME", jdk("given", "25.0.1").toString());
        maven("3.9.9");

        assertThat(run("verify").output()).contains("maven of 3.9.9 with given: verify");
    }

    @Test
    void anOlderJavaOnThePathIsPassedOverForAnInstalledOne() throws Exception {
        Path old = jdk("old", "17.0.15");
        Files.createSymbolicLink(bin.resolve("javac"), old.resolve("bin/javac"));
        environment.put("JAVA_HOME", old.toString());
        jdk("home/.jdks/temurin-25", "25");
        maven("3.8.6");

        assertThat(run("verify").output())
                .contains("maven of 3.8.6 with ", ": verify")
                .doesNotContain("with old");
    }

    @Test
    void withoutArgumentsTheDemonstrationStarts() throws Exception {
        environment.put("JAVA_HOME", jdk("given", "25").toString());
        maven("3.9.9");

        assertThat(run().output())
                .contains("Starting PostgreSQL, the sandbox and Tandem")
                .doesNotContain("verify");
    }

    @Test
    void aMavenThatIsTooOldIsNotUsedAndTheDownloadIsChecked() throws Exception {
        environment.put("JAVA_HOME", jdk("given", "25").toString());
        maven("3.6.3");
        HttpServer archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] forged = "not a Maven".getBytes(StandardCharsets.UTF_8);
        archive.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, forged.length);
            exchange.getResponseBody().write(forged);
            exchange.close();
        });
        archive.start();
        environment.put(
                "MAVEN_ARCHIVE", "http://127.0.0.1:" + archive.getAddress().getPort());
        try {
            Result result = run("verify");

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.output()).contains("its SHA-512 differs");
            assertThat(home.resolve(".m2/wrapper")).isEmptyDirectory();
        } finally {
            archive.stop(0);
        }
    }

    @Test
    void noRegistryIsNamed() throws IOException {
        assertThat(Files.readString(Path.of("mvnw")) + Files.readString(Path.of("pom.xml")))
                .doesNotContain("repo" + ".maven")
                .doesNotContain("npm" + "js");
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(machine.resolve(name));
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/javac"), "echo javac " + version);
        return jdk;
    }

    private void maven(String version) throws IOException {
        script(bin.resolve("mvn"), """
                if [ "$1" = -version ]; then echo "Apache Maven %s (abc)"; else
                echo "maven of %s with ${JAVA_HOME##*/}: $*"; fi""".formatted(version, version));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int exit, String output) {}

    private Result run(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(bin.resolve("sh").toString(), "mvnw");
        builder.command().addAll(List.of(arguments));
        builder.directory(machine.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
