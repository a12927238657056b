package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cutting to the length of a field (sync N-3)")
class CutsTest {

    private static final String[] PIECES = {
        "a",
        "😀",
        "&",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<ul><li>",
        "</ul>",
        "<br>",
        "<a href='https://x.example/?a=1&b=2'>",
        "</a>",
        "\"",
        "<table><tr><td>",
        "</table>",
        " ",
        "text ",
        "<blockquote>",
        "é"
    };

    @Test
    void aCutTextIsMarkedAndKeepsSurrogatePairsWhole() {
        assertThat(Cuts.text("abc", 3, "…")).isEqualTo("abc");
        assertThat(Cuts.text("abcd", 3, "…")).isEqualTo("ab…");
        assertThat(Cuts.text("a😀b", 3, "…")).isEqualTo("a…");
        assertThat(Cuts.text("abcd", 2, "[cut]")).isEqualTo("ab");
        assertThat(Cuts.head("😀", 1)).isEmpty();
        assertThat(Cuts.head("a", -1)).isEmpty();
    }

    @Test
    void aCutMarkupClosesWhatIsOpen() {
        assertThat(Cuts.html("<p>one <b>two three</b></p>", 25, "…")).isEqualTo("<p>one <b>two th…</b></p>");
        assertThat(Cuts.html("<p>a &amp; b</p>", 12, "")).isEqualTo("<p>a </p>");
    }

    @Test
    @DisplayName(
            "20,000 random documents: never longer than allowed, never cut inside a tag or an entity, always balanced")
    void cutMarkupIsBalancedAndFits() {
        long seed = Long.getLong("tandem.seed", 20261122L);
        System.out.println("cutMarkupIsBalancedAndFits: -Dtandem.seed=" + seed);
        Random random = new Random(seed);
        int cut = 0;
        int marked = 0;
        for (int i = 0; i < 20_000; i++) {
            String html = String.valueOf(
                    MailTexts.of(new MailBody(true, random(random))).html());
            int limit = random.nextInt(200);
            String result = Cuts.html(html, limit, "<p>[…]</p>");
            assertThat(result.length()).isLessThanOrEqualTo(limit);
            assertThat(SafeMarkup.faults(result)).as(result).isEmpty();
            assertThat(result.matches("(?s).*&(?!amp;|lt;|gt;|quot;|#39;).*"))
                    .as(result)
                    .isFalse();
            assertThat(SafeMarkup.isXml(result)).isTrue();
            assertThat(count(result, "<(?!/|br|hr|img)")).as(result).isEqualTo(count(result, "</"));
            cut += html.length() > limit ? 1 : 0;
            marked += html.length() > limit && result.contains("[…]") ? 1 : 0;
        }
        assertThat(cut).isGreaterThan(1_000);
        assertThat(marked).isGreaterThan(1_000);
    }

    private static String random(Random random) {
        StringBuilder html = new StringBuilder();
        for (int n = random.nextInt(40); n > 0; n--) {
            html.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return html.toString();
    }

    private static int count(String text, String pattern) {
        return text.split(pattern, -1).length - 1;
    }
}
