package app.tandem.sidebar.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pane says, in every language (pane U-418 … U-420). */
class WordsTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

    @ParameterizedTest
    @ValueSource(strings = {"de", "ar"})
    void everyLanguageHasEveryTextAndNoOther(String language) {
        assertThat(texts(language).stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(texts("").stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ar"})
    void everyTranslationUsesTheSameValues(String language) {
        Properties english = texts("");
        Properties other = texts(language);
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(other.getProperty(key, ""))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de", "ar"})
    void everyTextIsAPattern(String language) {
        Properties texts = texts(language);
        for (String key : texts.stringPropertyNames()) {
            for (int number : new int[] {0, 1, 2, 3, 11}) {
                String shown = new MessageFormat(texts.getProperty(key), Locale.forLanguageTag(language))
                        .format(new Object[] {number, number, number});
                assertThat(shown).as(key).isNotBlank().doesNotContain("{", "}");
            }
        }
    }

    /** A key that is put together in code counts as used when its beginning stands there. */
    @Test
    void noTextIsKeptThatNobodySays() {
        String code = code();
        assertThat(texts("").stringPropertyNames())
                .allSatisfy(key -> assertThat(beginnings(key)).anyMatch(code::contains));
    }

    @Test
    void arabicIsWrittenFromRightToLeft() {
        assertThat(new Words(Locale.forLanguageTag("ar-SA"), ZoneOffset.UTC).isRightToLeft())
                .isTrue();
        assertThat(new Words(Locale.GERMANY, ZoneOffset.UTC).isRightToLeft()).isFalse();
    }

    @Test
    void aLanguageThatIsNotThereIsEnglish() {
        assertThat(new Words(Locale.forLanguageTag("fi"), ZoneOffset.UTC).of("save"))
                .isEqualTo("Save");
        assertThat(new Words(Locale.forLanguageTag("de-AT"), ZoneOffset.UTC).of("save"))
                .isEqualTo("Speichern");
    }

    private static Stream<String> beginnings(String key) {
        Stream.Builder<String> found = Stream.builder();
        found.add("\"" + key + "\"");
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            found.add("\"" + key.substring(0, dot + 1) + "\"");
            if (key.substring(0, dot).contains(".")) {
                found.add("\"" + key.substring(0, dot) + "\"");
            }
        }
        return found.build();
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties texts(String language) {
        String file = language.isEmpty() ? "words.properties" : "words_" + language + ".properties";
        Properties texts = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream("/app/tandem/sidebar/" + file)) {
            assertThat(in).as(file).isNotNull();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String code() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/app/tandem/sidebar"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
