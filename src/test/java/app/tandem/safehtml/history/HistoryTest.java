package app.tandem.safehtml.history;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.safehtml.CountedText;
import java.lang.reflect.Field;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Anybody can send a text of any shape: looking for history takes steps in proportion to its length")
class HistoryTest {

    private static final int MANY = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ">",
                "> >",
                "From: a@b.example",
                "From:",
                "Date: 1.1.2026",
                "On 1.1.2026 at 10:00",
                "On 1.1.2026 at 10:00 Bo wrote:",
                "1.1.2026 10:00 <a@b.example>",
                "Begin forwarded message:",
                "-----Original Message-----",
                "--",
                "---",
                "Sent from my iPhone",
                "words"
            })
    void eachLineIsLookedAtABoundedNumberOfTimes(String text) {
        for (String between : new String[] {text, "", "> x", "x"}) {
            Counted lines = new Counted(text, between);
            History.in(lines);
            assertThat(lines.looks.get()).as("%s / %s", text, between).isLessThan(100L * MANY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "-",
                "- ",
                "--a",
                "*",
                "1",
                "1.",
                "1:",
                "20",
                "2026 ",
                "a@",
                "a",
                "<a@",
                "@",
                "@a",
                "on ",
                "on 1.1.2026 ",
                "wrote ",
                "schrieb",
                "a é",
                ":",
                "：",
                "From:",
                "from ",
                "sent ",
                "sent from ",
                "i phone",
                "get ",
                "写",
                "님이"
            })
    void aLineIsReadInBoundedSteps(String piece) throws IllegalAccessException {
        for (String head : new String[] {"", "On 1.1.2026 ", "sent ", "-- ", "a@b.example wrote ", "<"}) {
            for (String tail : new String[] {"", ":", "!", " --", " wrote:"}) {
                String line =
                        head + piece.repeat((Line.LONGEST - head.length() - tail.length()) / piece.length()) + tail;
                AtomicLong steps = new AtomicLong();
                for (Pattern expression : expressions()) {
                    expression.matcher(new CountedText(line, steps)).find();
                    expression.matcher(new CountedText(line, steps)).matches();
                }
                assertThat(steps.get()).as("%s%s…%s", head, piece, tail).isLessThan(2_000L * Line.LONGEST);
            }
        }
    }

    private static List<Pattern> expressions() throws IllegalAccessException {
        List<Pattern> expressions = new ArrayList<>();
        for (Class<?> owner : List.of(Words.class, PlainText.class)) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getType() == Pattern.class) {
                    field.setAccessible(true);
                    expressions.add((Pattern) field.get(null));
                }
            }
        }
        assertThat(expressions).hasSizeGreaterThan(10);
        return expressions;
    }

    /** Two lines in turn, and how often any of them was looked at. */
    private static final class Counted extends AbstractList<Line> {
        private final List<Line> lines = new ArrayList<>();
        private final AtomicLong looks = new AtomicLong();

        Counted(String one, String other) {
            for (int i = 0; i < MANY; i++) {
                lines.add(Line.of(i % 2 == 0 ? one : other, 0, Line.Sign.NONE));
            }
        }

        @Override
        public Line get(int index) {
            looks.incrementAndGet();
            return lines.get(index);
        }

        @Override
        public int size() {
            return lines.size();
        }
    }
}
