package app.tandem.mailbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** JSON keeps its meaning while its long strings are shortened. */
class ShortStringsTest {

    private static final int LONGEST = 5_000_000;

    @Test
    void whatIsShortComesThroughUnchanged() throws IOException {
        String json = "{\"a\":[1,true,null,\"x\\\"y\\\\\",\"\\ud83d\\n\"],\"data:\":\"\\\"data:abc\\\" > z\"} ";
        assertThat(read(json, 1_000)).isEqualTo(json);
    }

    @Test
    void aLongStringKeepsItsBeginningAndItsNeighboursAreWhole() throws IOException {
        JsonObject read = parse("{\"a\":\"" + "\\u66f4".repeat(4_500_000) + "\",\"b\":\"next\"}");
        assertThat(read.get("a").getAsString()).isEqualTo("更".repeat(ShortStrings.KEPT));
        assertThat(read.get("b").getAsString()).isEqualTo("next");
    }

    @Test
    void aStringLongerThanTheLongestIsKnown() throws IOException {
        assertThat(ShortStrings.tooLong(parse("{\"a\":\"" + "x".repeat(LONGEST) + "\"}")
                        .get("a")
                        .getAsString()))
                .isFalse();
        assertThat(ShortStrings.tooLong(parse("{\"a\":\"" + "x".repeat(LONGEST + 1) + "\"}")
                        .get("a")
                        .getAsString()))
                .isTrue();
    }

    @Test
    void whatStandsBehindALargePictureInTheMarkupIsKept() throws IOException {
        String picture = "<img src=\\\"data:image/png;base64," + "A".repeat(LONGEST - 200) + "\\\">";
        String text =
                parse("{\"a\":\"" + picture + "<p>and the text</p>\"}").get("a").getAsString();
        assertThat(text).startsWith("<img src=\"data:image/png").endsWith("\"><p>and the text</p>");
        assertThat(text.length()).isLessThan(100_000);
    }

    @Test
    void moreThanIsHeldInAllIsTooLarge() {
        assertThatThrownBy(() -> read("[\"" + "x".repeat(2_000) + "\"]", 2_000))
                .isInstanceOf(BoundedStream.TooLarge.class);
    }

    @Test
    void anAnswerThatEndsInsideAnEscapeEnds() throws IOException {
        assertThat(read("[\"x\\", 100)).isEqualTo("[\"x\\");
    }

    private static JsonObject parse(String json) throws IOException {
        return JsonParser.parseString(read(json, 10_000_000)).getAsJsonObject();
    }

    private static String read(String json, int most) throws IOException {
        StringBuilder all = new StringBuilder();
        try (var reader = new ShortStrings(new StringReader(json), LONGEST, most)) {
            char[] some = new char[777];
            for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
                all.append(some, 0, n);
            }
        }
        return all.toString();
    }
}
