package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HighlightTest {

    private static final Pattern PLACE = Pattern.compile("\\{!\\w+}");

    @Test
    void everyPlaceInTheTextIsMarkedAndNothingElseMoves() {
        assertThat(Highlight.of("<p>Dear {!A}, {!B}<b>{!C}</b>.</p>", PLACE))
                .isEqualTo("<p>Dear <mark>{!A}</mark>, <mark>{!B}</mark><b><mark>{!C}</mark></b>.</p>");
        assertThat(Highlight.of("<p>Dear  Ann</p>", PLACE)).isEqualTo("<p>Dear  Ann</p>");
    }

    @Test
    void attributesStayAndTextStaysText() {
        String safe = MailTexts.forDraft(
                        new MailBody(
                                true,
                                "<a href=\"https://x.example/?{!A}\" title=\"{!A}\">&lt;img src=x onerror=alert(1)&gt; {!A}</a>"))
                .html();
        assertThat(safe).isNotNull();
        String marked = Highlight.of(safe, PLACE);
        assertThat(marked)
                .contains("&lt;img", "<mark>{!A}</mark>", "title=\"{!A}\"")
                .doesNotContain("<img");
    }
}
