package app.tandem.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code mvnw} runs with every build; {@code mvnw.cmd} runs on Windows only. What can be told of it without one: it pins the
 * same, says the same, and breaks none of the rules on which batch files trip.
 */
@DisplayName("The start scripts for Windows and for everything else")
class StartScriptsTest {

    private static final List<String> SETTINGS =
            List.of("WANTED", "MAVEN_OLDEST", "MAVEN_VERSION", "MAVEN_SHA512", "MAVEN_ARCHIVE");

    private final String shell = read("mvnw");
    private final String batch = read("mvnw.cmd");

    @Test
    void bothPinTheSameJdkAndTheSameMaven() {
        for (String setting : SETTINGS) {
            assertThat(one(batch, "(?m)set \"" + setting + "=([^\"]+)\"$"))
                    .as(setting)
                    .isEqualTo(one(shell, "(?m)^" + setting + "=(?:\\$\\{\\w+:-)?([^}\\n]+?)}?$"));
        }
        assertThat(one(batch, "(?m)^set \"MAVEN_SHA512=([^\"]+)\"$")).matches("[0-9a-f]{128}");
    }

    @Test
    void bothFetchTheSameArchiveFromTheSamePlace() {
        assertThat(shell)
                .contains(
                        "name=apache-maven-$MAVEN_VERSION-bin.tar.gz", "$MAVEN_ARCHIVE/$MAVEN_VERSION/binaries/$name");
        assertThat(batch)
                .contains(
                        "$name = \"apache-maven-$env:MAVEN_VERSION-bin.tar.gz\"",
                        "\"$env:MAVEN_ARCHIVE/$env:MAVEN_VERSION/binaries/$name\"")
                .contains("Get-FileHash -Algorithm SHA512")
                .containsSubsequence("Get-FileHash", "throw 'The downloaded Maven is not the one expected", "tar.exe");
    }

    @Test
    void bothStartMavenWithTheSameOptionsAndSayTheSame() {
        String options = "--no-transfer-progress -Dspotless.check.skip=true -Dstyle.color=never";
        assertThat(shell).contains(options);
        assertThat(batch).contains("call \"%maven%\" " + options, "call \"%maven%\" %*");
        for (String sentence : List.of(
                "Starting PostgreSQL, the sandbox and Tandem. The first start fetches libraries and takes some minutes.",
                "and none was found in JAVA_HOME, on the path or in the usual places.",
                "The downloaded Maven is not the one expected (its SHA-512 differs) and was not used.",
                "and put mvn on the path, and start again.")) {
            assertThat(shell).contains(sentence);
            assertThat(batch).contains(sentence);
        }
    }

    /** cmd loses its place in files with other line ends, and looks a label up by its name alone. */
    @Test
    void cmdCanReadIt() throws IOException {
        String raw = Files.readString(Path.of("mvnw.cmd"), StandardCharsets.US_ASCII);
        assertThat(raw.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(Files.readString(Path.of(".gitattributes"))).contains("*.cmd text eol=crlf", "mvnw text eol=lf");
        String[] halves = batch.split("(?m)^#POWERSHELL#", -1);
        assertThat(halves).hasSize(2);
        Set<String> called = all(halves[0], "(?:call :|goto )(\\w+)");
        assertThat(all(halves[0], "(?m)^:(\\w+)$")).isEqualTo(called).hasSize(3);
        assertThat(Arrays.stream(halves[0].split("\n"))).allMatch(line -> line.length() < 1_000);
        assertThat(halves[0].stripTrailing())
                .as("cmd never walks into the other half")
                .endsWith("exit /b 0");
        assertThat(batch.lastIndexOf("#POWERSHELL#")).isEqualTo(halves[0].length());
    }

    /** Both halves' brackets and quotes pair up: an open one makes either interpreter swallow what follows. */
    @Test
    void whatIsOpenedIsClosed() {
        String powershell = batch.substring(batch.lastIndexOf("#POWERSHELL#"));
        String code = powershell.substring(powershell.indexOf('\n')).replaceAll("'[^'\n]*'|\"[^\"\n]*\"", "''");
        assertThat(code).doesNotContain("\"");
        for (String pair : List.of("()", "{}", "[]")) {
            assertThat(code.chars().filter(c -> c == pair.charAt(0)).count())
                    .as(pair)
                    .isEqualTo(code.chars().filter(c -> c == pair.charAt(1)).count());
        }
        for (String line : batch.substring(0, batch.lastIndexOf("#POWERSHELL#")).split("\n")) {
            String unescaped = line.replace(":\"=%", "");
            assertThat(unescaped.chars().filter(c -> c == '"').count() % 2)
                    .as(line)
                    .isZero();
        }
    }

    private static String one(String text, String pattern) {
        Set<String> found = all(text, pattern);
        assertThat(found).as(pattern).hasSize(1);
        return found.iterator().next();
    }

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .forEach(found::add);
        return found;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
