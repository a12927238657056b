package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Quoted history is left out and every word of the writer's own stays (sync E-19, pane U-183)")
class RepliesTest {

    record Case(String name, boolean html, String body, String own) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RepliesTest.class.getResourceAsStream("/replies/own.txt"), "own.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("\n=== ")).skip(1).map(RepliesTest::read).toList().stream();
        }
    }

    private static Case read(String text) {
        String[] kindAndName = text.lines().findFirst().orElseThrow().split(" ", 2);
        String[] parts = text.substring(text.indexOf('\n') + 1).split("(?m)^--- own\n", 2);
        return new Case(text.lines().findFirst().orElseThrow(), kindAndName[0].equals("html"), parts[0], parts[1]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theWritersOwnIsLeft(Case one) {
        MailText text = MailTexts.ofReply(new MailBody(one.html(), one.body()));
        assertThat(lines(text.text())).isEqualTo(lines(one.own()));
    }

    /** Both forms of one mail say the same: what the markup shows is what the text says. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void markupSaysNoMoreThanText(Case one) {
        MailText reply = MailTexts.ofReply(new MailBody(one.html(), one.body()));
        if (reply.html() != null) {
            assertThat(MailTexts.of(new MailBody(true, reply.html())).text()).isEqualToIgnoringWhitespace(reply.text());
        }
    }

    @Test
    void whatIsNotToBeCroppedStaysAsItIs() throws IOException {
        assertThat(cases())
                .hasSizeGreaterThan(50)
                .allSatisfy(one -> assertThat(
                                MailTexts.of(new MailBody(false, one.body())).text())
                        .contains(one.body().strip().lines().findFirst().orElseThrow()));
    }

    @Test
    void emptyElementsOfWhatWentDoNotStay() {
        String html =
                "<p>Yes.</p><div class='a'><div><div>On 16 Nov 2026, at 09:12, Bo &lt;b@c.example&gt; wrote:</div>"
                        + "<blockquote type='cite'><p>no</p></blockquote></div></div>";
        assertThat(MailTexts.ofReply(new MailBody(true, html)).html()).isEqualTo("<p>Yes.</p>");
    }

    private static String lines(String text) {
        return text.replaceAll("[ \\t]+\n", "\n").replaceAll("\n{2,}", "\n").strip();
    }
}
