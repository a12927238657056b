package app.tandem.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.TandemApplication;
import app.tandem.account.TestNode;
import app.tandem.platform.Installation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A start without its settings stops at once and lists every missing or wrong one. */
class StartCheckTest {

    private static final Path TABLE = Path.of("docs", "settings.md");

    @Test
    void everyMissingSettingIsListedAtOnce() {
        assertThat(names(Map.of()))
                .containsExactly(
                        "tandem.jdbc.url",
                        "tandem.keys",
                        "tandem.public-url",
                        "tandem.entra.client-id",
                        "tandem.entra.client-secret",
                        "tandem.salesforce.client-id",
                        "tandem.salesforce.client-secret",
                        "tandem.smtp.host",
                        "tandem.smtp.from");
    }

    @Test
    void aCompleteStartHasNothingToSay() {
        assertThat(names(complete())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tandem.jdbc.url|jdbc:h2:mem:x|is not a PostgreSQL",
                "tandem.keys|one:AAAA|key one has 3 bytes",
                "tandem.keys|AAAA|not a list of id:key",
                "tandem.keys|x:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=|is the example",
                "tandem.public-url|http://tandem.example.com|must be https",
                "tandem.public-url|https://tandem.example.com/app|must not have a path",
                "tandem.entra.authority|http://localhost:8091|must be https",
                "tandem.entra.certificate-file|/nowhere|not a readable file",
                "tandem.salesforce.login-url|https://user@login.salesforce.com|is not an address",
                "tandem.salesforce.orgs|00D|18 characters",
                "tandem.smtp.port|mail|is not a port",
                "tandem.smtp.from|Tandem|is not a mail address",
                "tandem.roles|web,cook|knows only web and engine",
                "tandem.tls.ca-file|pom.xml|holds no certificate",
                "tandem.engine.threads|0|is not a number",
                "tandem.outbound.proxy|proxy|is not host:port"
            })
    void aWrongValueIsNamedWithItsFault(String name, String value, String fault) {
        Map<String, Object> settings = complete();
        settings.put(name, value);
        List<InvalidSettingsException.Problem> problems = problems(settings);
        assertThat(problems)
                .filteredOn(problem -> problem.setting().name().equals(name))
                .hasSize(1);
        assertThat(problems.getFirst().fault()).contains(fault);
    }

    @Test
    void aSecretIsNeverRepeated() {
        Map<String, Object> settings = complete();
        settings.put("tandem.keys", "one:c2VjcmV0");
        assertThat(new InvalidSettingsException(problems(settings)).report()).doesNotContain("c2VjcmV0");
    }

    @Test
    void aListMayBeGivenByIndexAsEnvironmentVariablesDo() {
        Map<String, Object> settings = complete();
        settings.put("tandem.keys[0]", settings.remove("tandem.keys"));
        assertThat(names(settings)).isEmpty();
    }

    @Test
    void everyExampleIsRightItself() {
        assertThat(SettingsCatalogue.all())
                .filteredOn(setting ->
                        !setting.name().endsWith("-file") && !setting.name().equals("tandem.keys"))
                .allSatisfy(setting ->
                        assertThat(setting.fault().apply(setting.example())).isEmpty());
    }

    @Test
    void theTableNamesEveryProperty() throws IOException {
        List<String> properties = new ArrayList<>(List.of("tandem.engine.threads"));
        properties("tandem", Installation.class, properties);
        assertThat(SettingsCatalogue.all()).extracting(Setting::name).containsExactlyInAnyOrderElementsOf(properties);
        String table = Files.readString(TABLE);
        for (Setting setting : SettingsCatalogue.all()) {
            assertThat(table).contains(row(setting));
        }
    }

    /** What an operator sees: the real main in a process of its own. */
    @Test
    void theRealStartListsThemStopsWithOneAndShowsNoStackTrace() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TandemApplication.class.getName(),
                        "--server.port=0")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output)
                .contains("9 settings are missing or wrong", "tandem.jdbc.url is missing", "Example: tandem.smtp.host=")
                .doesNotContain("\tat ", "Exception");
    }

    private static void properties(String prefix, Class<?> type, List<String> properties) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                properties(name, component.getType(), properties);
            } else {
                properties.add(name);
            }
        }
    }

    /** A row of docs/settings.md. */
    static String row(Setting setting) {
        String fallback = setting.required()
                ? "**required**"
                : setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s | `%s` |".formatted(setting.name(), fallback, setting.purpose(), setting.example());
    }

    private static Map<String, Object> complete() {
        return new LinkedHashMap<>(TestNode.settings("jdbc:postgresql://localhost/tandem"));
    }

    private static Stream<String> namesOf(Map<String, Object> settings) {
        return problems(settings).stream().map(problem -> problem.setting().name());
    }

    private static List<String> names(Map<String, Object> settings) {
        return namesOf(settings).toList();
    }

    private static List<InvalidSettingsException.Problem> problems(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        ConfigurationPropertySources.attach(environment);
        return StartCheck.problems(environment);
    }
}
