package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordGroup;
import app.tandem.crm.Records;
import app.tandem.crm.TextSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever somebody types is looked for, and never read as a command (pane U-133). */
class SoslTest {

    private static final long SEED = 20260303L;
    private static final String RESERVED = "?&|!{}[]()^~*:\\\"'+-";

    @Test
    @DisplayName("100,000 random phrases come out of a search text as they went in, one by one")
    void randomPhrasesRoundTripAsData() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            List<String> phrases = List.of("a" + nasty(random), "b" + nasty(random));
            List<Sosl.Text> texts = Sosl.Text.anyOf(phrases);
            assertThat(texts).hasSize(1);
            assertThat(phrasesIn(texts.getFirst().text()))
                    .as("seed " + SEED + ", text " + i)
                    .containsExactlyElementsOf(
                            phrases.stream().map(SoslTest::asSent).toList());
        }
    }

    @Test
    @DisplayName("and typed words become beginnings of words: no bare reserved character, no operator but ours")
    void randomWordsBecomeBeginnings() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            List<String> words = Sosl.words(List.of("x " + nasty(random)));
            Sosl.Text text = Sosl.Text.beginnings(words);
            List<String> searchable = words.stream()
                    .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                    .toList();
            assertThat(text).isNotNull();
            String[] terms = text.text().split(" AND ");
            assertThat(terms).as("seed " + SEED + ", text " + i).hasSize(searchable.size());
            for (int t = 0; t < terms.length; t++) {
                assertThat(term(terms[t])).isEqualTo(searchable.get(t));
            }
        }
    }

    @Test
    @DisplayName("and the sandbox's own reading of SOSL finds nasty names by what was typed")
    void nastyNamesAreFoundInTheSandbox() {
        Random random = new Random(SEED);
        try (SandboxOrg org = new SandboxOrg()) {
            Records records = org.crms().records(org.account(0));
            List<String> names = IntStream.range(0, 60)
                    .mapToObj(
                            i -> "qz" + i + "x " + XmlText.clean(nasty(random)).replaceAll("[\\p{gc=Cc}\\p{Z}]+", " "))
                    .map(String::strip)
                    .toList();
            names.forEach(name -> org.put("Account", Map.of("Name", name)));
            for (String name : names) {
                List<RecordGroup> found =
                        records.search(TextSearch.of(List.of(name), List.of(ObjectView.plain("Account"))));
                assertThat(found).as(name).isNotEmpty();
                assertThat(found.getFirst().cards())
                        .as(name)
                        .anyMatch(card -> card.name().equals(name));
            }
        }
    }

    @Test
    void operatorsThatSomebodyTypesAreWords() {
        assertThat(Sosl.Text.beginnings(List.of("this", "OR", "that")).text()).isEqualTo("this* AND \"OR\" AND that*");
        assertThat(Sosl.Text.beginnings(List.of("&", "--"))).isNull();
    }

    @Test
    void namesThatAreNoNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sosl.returning("Account(Id), Contact", List.of("Id"), null, List.of(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sosl.returning("Account", List.of("Id WHERE"), null, List.of(), 0));
    }

    @Test
    @DisplayName("a search text stays below the 4,000 characters above which its operators would be dropped")
    void longSearchesAreCut() {
        List<String> many = IntStream.range(0, 300)
                .mapToObj(i -> "person-" + i + "@company.example")
                .toList();
        List<Sosl.Text> texts = Sosl.Text.anyOf(many);
        assertThat(texts).allSatisfy(text -> assertThat(text.text().length()).isLessThan(4_000));
        assertThat(texts.stream()
                        .flatMap(text -> phrasesIn(text.text()).stream())
                        .toList())
                .isEqualTo(many);
        assertThat(Sosl.Text.beginnings(List.of("x".repeat(5_000), "pump")).text())
                .isEqualTo("pump*");
    }

    /** Reads quoted phrases by the rules of the notes; a bare reserved character is an error. */
    private static List<String> phrasesIn(String text) {
        List<String> phrases = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            assertThat(text.charAt(at++)).isEqualTo('"');
            StringBuilder phrase = new StringBuilder();
            while (text.charAt(at) != '"') {
                char c = text.charAt(at++);
                assertThat(c == '\\' || RESERVED.indexOf(c) < 0).isTrue();
                phrase.append(c == '\\' ? text.charAt(at++) : c);
            }
            at++;
            phrases.add(phrase.toString());
            if (at < text.length()) {
                assertThat(text.substring(at, at + 4)).isEqualTo(" OR ");
                at += 4;
            }
        }
        return phrases;
    }

    private static String term(String text) {
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1);
        }
        assertThat(text).endsWith("*");
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < text.length() - 1; at++) {
            char c = text.charAt(at);
            assertThat(c == '\\' || RESERVED.indexOf(c) < 0).isTrue();
            word.append(c == '\\' ? text.charAt(++at) : c);
        }
        return word.toString();
    }

    private static String asSent(String phrase) {
        StringBuilder sent = new StringBuilder();
        XmlText.clean(phrase).codePoints().forEach(c -> sent.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return sent.toString();
    }

    private static String nasty(Random random) {
        String[] pieces = {
            "'",
            "\\",
            "\"",
            "{",
            "}",
            "(",
            ")",
            "*",
            "?",
            " OR ",
            " AND ",
            " NOT ",
            " and not ",
            "\\}",
            "&",
            "|",
            "-",
            "--",
            "\n",
            "\t",
            "\u0000",
            "\u2028",
            "\ufffe",
            "\ud83d\ude00",
            "\u4e2d",
            "RETURNING Account(Id)",
            "[",
            "~",
            "^",
            ":",
            "+",
            "\u00a0",
            "\ud800",
            "o'neil"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(
                    random.nextBoolean()
                            ? pieces[random.nextInt(pieces.length)]
                            : Character.toString(32 + random.nextInt(400)));
        }
        return text.toString();
    }
}
