package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.tandem.crm.salesforce.Soql.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever stands in a mail goes into a question as data (reliability 2.6, SOQL injection). */
class SoqlTest {

    private static final long SEED = 20260302L;

    @Test
    @DisplayName("100,000 random strings come out of a literal as they went in")
    void randomTextsRoundTripAsData() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            String text = nasty(random);
            assertThat(read(Soql.literal(text)))
                    .as("seed " + SEED + ", string " + i)
                    .isEqualTo(text);
        }
    }

    @Test
    @DisplayName("and Salesforce's own parser, as the sandbox states it, reads them alike")
    void nastyNamesAreFoundInTheSandbox() {
        Random random = new Random(SEED);
        try (SandboxOrg org = new SandboxOrg()) {
            Conversation conversation = org.bed.conversation(org.account(0));
            List<String> names = IntStream.range(0, 60)
                    .mapToObj(i -> ("n" + i + " "
                                    + XmlText.clean(nasty(random)).replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", "")
                                    + " .")
                            .strip())
                    .toList();
            names.forEach(name -> org.put("Account", Map.of("Name", name)));
            List<Rec> rows = new Queries(conversation)
                    .about(names, 1, 50, List.of("Id", "Name"), "Account", some -> Where.in("Name", some));
            assertThat(rows).extracting(row -> row.text("Name")).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void aQuoteCannotEndALiteral() {
        assertThat(Where.is("Name", "x' OR Name != '").text()).isEqualTo("Name = 'x\\' OR Name != \\''");
        assertThat(Where.like("Website", true, "50%_\\off").text()).isEqualTo("Website LIKE '%50\\%\\_\\\\off%'");
    }

    @Test
    void namesThatAreNoNamesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Where.is("Id = '' OR Id", true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Soql.select(List.of("Id"), "Task WHERE", Where.is("IsClosed", true)));
    }

    @Test
    @DisplayName("notes 4: statements stay below 100,000 characters, literals at 4,000")
    void longListsAreCut() {
        List<String> values = IntStream.range(0, 5_000)
                .mapToObj(i -> "address" + i + "'@example.com")
                .toList();
        List<List<String>> portions = Soql.portions(values, Function.identity(), 2, 10_000);
        List<String> together = new ArrayList<>();
        for (List<String> portion : portions) {
            together.addAll(portion);
            Where both = Where.any(List.of(Where.in("Email", portion), Where.in("Email__c", portion)));
            assertThat(Soql.select(List.of("Id"), "Contact", both).length()).isLessThan(100_000);
        }
        assertThat(together).isEqualTo(values);
        assertThat(Where.in("Email", List.of("x".repeat(5_000), "a@b.example")).text())
                .isEqualTo("Email IN ('a@b.example')");
    }

    /** Text with what breaks parsers in it. */
    private static String nasty(Random random) {
        String[] pieces = {
            "'",
            "\\",
            "\"",
            "\n",
            "\r",
            "\t",
            "\b",
            "\f",
            "%",
            "_",
            "\\'",
            "\\u0027",
            "OR 1=1",
            "\u0000",
            "\u2028",
            "\ufffe",
            "\ud83d\ude00",
            "\u4e2d",
            "--",
            "/*",
            ":x",
            "(SELECT",
            "\u007f",
            "\u0085"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    random.nextBoolean()
                            ? pieces[random.nextInt(pieces.length)]
                            : Character.toString(32 + random.nextInt(400)));
        }
        return text.toString();
    }

    /** Reads a literal by the rules of the notes; any other escape, or a bare quote, is an error. */
    private static String read(String literal) {
        assertThat(literal).startsWith("'").endsWith("'");
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            assertThat(c).isNotEqualTo('\'').isGreaterThanOrEqualTo(' ');
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = literal.charAt(++i);
            if (escaped == 'u') {
                text.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                int known = "\\'\"nrtbf".indexOf(escaped);
                assertThat(known).isNotNegative();
                text.append("\\'\"\n\r\t\b\f".charAt(known));
            }
        }
        return text.toString();
    }
}
