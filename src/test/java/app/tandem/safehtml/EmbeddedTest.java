package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.item.MailBody;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pictures inside a message (sync E-4)")
class EmbeddedTest {

    private static final Map<String, String> ADDRESSES = Map.of("a&b@x", "/file/068A", "c", "/file/068C");

    @Test
    @DisplayName("a stored picture stands in its place, as often as it is shown, in its size")
    void storedPicturesStandInTheirPlaces() {
        String html = html(
                "<p><img src='cid:A&amp;b@x' alt='Our plan' height=40><img src=CID:c><img src=\"cid:a%26b@x\"></p>");
        assertThat(Embedded.in(html)).containsExactly("a&b@x", "c");
        assertThat(Embedded.placed(html, ADDRESSES))
                .isEqualTo("<p><img src=\"/file/068A\" alt=\"Our plan\" height=\"40\"><img src=\"/file/068C\" alt=\"\">"
                        + "<img src=\"/file/068A\" alt=\"\"></p>");
    }

    @Test
    @DisplayName("a picture that is not stored is described, and one without description leaves nothing")
    void otherPicturesAreDescribed() {
        String html = html("a <img src=cid:x alt='5 > 4 \"m\"'><img src=cid:y> b");
        assertThat(Embedded.placed(html, ADDRESSES)).isEqualTo("a [5 &gt; 4 &quot;m&quot;] b");
    }

    @Test
    @DisplayName("nothing that a body says becomes markup of its own, whatever its picture is called")
    void namesStayNames() {
        String html = html("<img src='cid:x\"onerror=\"a()' alt='\"><script>a()</script>$1\\'>");
        assertThat(Embedded.placed(html, Map.of("x\"onerror=\"a()", "/file/1")))
                .startsWith("<img src=\"/file/1\" alt=\"&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script", " onerror");
        assertThat(Embedded.placed(html, Map.of())).startsWith("[&quot;&gt;&lt;script&gt;");
    }

    @Test
    @DisplayName("a body cannot write places itself, nor keep one open by an endless name; an address is a plain path")
    void placesAreOurs() {
        assertThat(Embedded.in(html("&lt;img src=\"cid:x\" alt=\"\"&gt;"))).isEmpty();
        assertThat(Embedded.in(html("<img src='cid:" + "x".repeat(600) + "'>"))).isEmpty();
        String html = html("<img src=cid:x>");
        assertThatThrownBy(() -> Embedded.placed(html, Map.of("x", "javascript:a()")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String html(String body) {
        return Objects.requireNonNull(MailTexts.of(new MailBody(true, body)).html());
    }
}
