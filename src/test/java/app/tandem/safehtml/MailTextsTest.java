package app.tandem.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.item.MailBody;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A body as text and as safe markup (sync E-3, E-4)")
class MailTextsTest {

    static Stream<Arguments> readableText() {
        return Stream.of(
                text("paragraphs leave a line empty", "<p>one</p><p>two</p>", "one\n\ntwo"),
                text("divisions are lines", "<div>one</div><div>two</div>", "one\ntwo"),
                text("an empty division is an empty line", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
                text("blanks and line ends collapse", "a\n  b\t c", "a b c"),
                text("no blank is invented inside a word", "<b>bo</b>ld<i>face</i>", "boldface"),
                text("breaks", "a<br>b<br><br>c", "a\nb\n\nc"),
                text("a rule", "a<hr>b", "a\n---\nb"),
                text("headings", "<h1>Title</h1>text", "Title\n\ntext"),
                text("bullets", "<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
                text(
                        "numbers and nested lists",
                        "<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>",
                        "1. a\n  • x\n2. b"),
                text("an item of two lines is indented", "<ul><li>a<br>b</li></ul>", "• a\n  b"),
                text("an empty item shows nothing", "<ul><li></li><li>b</li></ul>", "• b"),
                text(
                        "tables are lines",
                        "<table><tr><th>Item</th><th>Price</th></tr><tr><td><p>Desk</p></td><td><p>3 €</p></td></tr></table>",
                        "Item | Price\nDesk | 3 €"),
                text(
                        "a table for layout is not",
                        "<table><tr><td><div>a</div><div>b</div></td><td>c</td></tr></table>",
                        "a\nb\nc"),
                text(
                        "nested tables",
                        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>",
                        "a | b | c"),
                text("empty cells leave no mark", "<table><tr><td></td><td>a</td><td> </td></tr></table>", "a"),
                text(
                        "links keep their address",
                        "<a href='https://x.example/a'>here</a>",
                        "here <https://x.example/a>"),
                text(
                        "an address is not said twice",
                        "<a href='https://x.example/'>https://x.example</a>",
                        "https://x.example"),
                text("mail addresses neither", "<a href='mailto:a@x.example'>a@x.example</a>", "a@x.example"),
                text("a script is not an address", "<a href='javascript:alert(1)'>here</a>", "here"),
                text("a place in the page neither", "<a href='#top'>up</a>", "up"),
                text(
                        "a picture's link is not text",
                        "<a href='https://x.example/'><img src='https://x.example/p.png'></a>",
                        ""),
                text("quotations", "x<blockquote>a<br>b</blockquote>y", "x\n\n> a\n> b\n\ny"),
                text("deeper ones", "<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
                text("preformatted", "<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
                text(
                        "Word's paragraphs are lines",
                        "<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal>b</p>",
                        "a\nb"),
                text(
                        "Word's empty line",
                        "<p class=MsoNormal>a</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b</p>",
                        "a\n\nb"),
                text(
                        "Word's bullets",
                        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; &nbsp;</span>"
                                + "</span><![endif]>a</p>",
                        "• a"),
                text("Word's settings are not text", "<xml><o:Zoom>100</o:Zoom></xml><!--[if mso]>x<![endif]-->a", "a"),
                text("a style sheet is not text", "<style>p{color:red}</style>a", "a"),
                text(
                        "nor what is hidden",
                        "<div style='display: none'>preview</div><span style='mso-hide:all'>x</span>a",
                        "a"),
                text("a picture's description", "<img src='cid:1' alt='Our  logo'>", "[Our logo]"),
                text("a smiley is itself", "ok <img src='https://x.example/1.png' alt='😀'>", "ok 😀"),
                text("entities", "&lt;a&gt; &amp;amp; &euro; &#x1F600; &unknown;", "<a> &amp; € 😀 &unknown;"),
                text("non-breaking blanks", "a&nbsp;&nbsp;b", "a b"),
                text("invisible characters", "a\u200Bb\uFEFFc\u00ADd", "abcd"),
                text("padding of a preview", "a&zwnj;&nbsp;&zwnj;&nbsp;b", "a b"),
                text("joiners that mean something stay", "می\u200Cخواهم 👩\u200D💻", "می\u200Cخواهم 👩\u200D💻"),
                text("what XML cannot carry", "a\u0000b\uD800c\uFFFEd\u0007e", "ab\uFFFDcde"),
                text("nothing", "", ""));
    }

    static Arguments text(String name, String html, String text) {
        return Arguments.of(name, html, text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readableText(String name, String html, String text) {
        assertThat(MailTexts.of(new MailBody(true, html)).text()).isEqualTo(text);
    }

    static Stream<Arguments> safeMarkup() {
        return Stream.of(
                text("what is harmless stays", "<p align=left>a <b>b</b></p>", "<p align=\"left\">a <b>b</b></p>"),
                text(
                        "tables stay",
                        "<table border=1><tbody><tr><td>a</td></tr></tbody></table>",
                        "<table border=\"1\"><tbody><tr><td>a</td></tr></tbody></table>"),
                text(
                        "pictures of the web stay",
                        "<img src=https://x.example/a.png alt=A>",
                        "<img src=\"https://x.example/a.png\" alt=\"A\">"),
                text("beacons go", "<img src=https://x.example/a.png width=1 height=1>", ""),
                text(
                        "inner pictures keep their place",
                        "<img src=cid:A%201 alt=Plan width=20>",
                        "<img src=\"cid:a 1\" alt=\"[Plan]\" width=\"20\">"),
                text("inner spacers go", "<img src=cid:1 alt=x width=1>", ""),
                text("embedded data goes", "<img src='data:image/png;base64,AAAA' alt=Plan>", "[Plan]"),
                text(
                        "forms open up",
                        "<form action=https://x.example/><input name=a>text<button>Go</button></form>",
                        "textGo"),
                text(
                        "plain style stays",
                        "<p style='color:#ff0000;position:fixed;margin:0 auto'>a</p>",
                        "<p style=\"color:#ff0000;margin:0 auto\">a</p>"),
                text(
                        "style with an address goes",
                        "<p style='background-color:url(https://x.example/a)'>a</p>",
                        "<p>a</p>"),
                text("style with a function goes", "<p style='width:expression(alert(1))'>a</p>", "<p>a</p>"),
                text("style with escapes goes", "<p style='color:\\72 ed;width:1/**/px'>a</p>", "<p>a</p>"),
                text("a relative link opens up", "<a href=/x>a</a>", "<a>a</a>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void safeMarkup(String name, String html, String safe) {
        assertThat(MailTexts.of(new MailBody(true, html)).html()).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<a href=\"vbscript:msgbox(1)\">x</a>",
                "<iframe src=javascript:alert(1)></iframe>",
                "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
                "<body onload=alert(1) background=javascript:alert(1)>",
                "<div style=\"background:url(javascript:alert(1))\">x</div>",
                "<div style=\"width:expression(alert(1))\">x</div>",
                "<link rel=stylesheet href=https://x.example/a.css><base href=javascript:alert(1)//>",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
                "<details open ontoggle=alert(1)>x</details>",
                "<p title='\" onmouseover=alert(1) x=\"'>x</p>",
                "<p title='`onmouseover=alert(1)'>x</p>",
                "<font color='\"><script>alert(1)</script>'>x</font>",
                "<<script>alert(1)//<</script>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<template><script>alert(1)</script></template>",
                "<textarea></textarea><title><img src=x onerror=alert(1)></title>",
                "<img src=\"https://x.example/\" onerror=\"alert(1)\" srcset=\"javascript:alert(1)\">",
                "<a href=https://x.example/ target=_top onclick=alert(1) ping=https://y.example/>x</a>",
                "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
                "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(1)>",
                "<table background=javascript:alert(1)><tr><td>x</table>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?xml version='1.0'?><x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>alert(1)</h:script></x>"
            })
    @DisplayName("nothing of an attack gets through")
    void attacksEndAsTextOrNothing(String attack) {
        String html = String.valueOf(MailTexts.of(new MailBody(true, attack)).html());
        assertThat(SafeMarkup.faults(html)).as(html).isEmpty();
        // a second parser's reading of our own markup must be just as harmless: no mutation
        String again = String.valueOf(MailTexts.of(new MailBody(true, html)).html());
        assertThat(SafeMarkup.faults(again)).as(again).isEmpty();
    }

    @Test
    @DisplayName("a text body stays as it is, apart from what XML cannot carry")
    void plainBodiesHaveNoMarkup() {
        MailText text = MailTexts.of(new MailBody(false, "<b>a</b>  b \r\n\r\n  c\u0000\uD800\n"));
        assertThat(text.html()).isNull();
        assertThat(text.text()).isEqualTo("<b>a</b>  b\n\n  c\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<div>", "<b>", "<blockquote>", "<table><tr><td>", "<ul><li>", "<p><i>", "<!--", "<", "&", "x "})
    @DisplayName("25 MB of anything take a few seconds at most, and never the stack")
    void hugeAndDeepBodiesEnd(String unit) {
        String body = unit.repeat(25_000_000 / unit.length());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            MailText text = MailTexts.of(new MailBody(true, body));
            assertThat(text.text().length()).isLessThan(200_000);
            assertThat(String.valueOf(text.html()).length()).isLessThan(1_000_000);
        });
    }

    @Test
    @DisplayName("long markup that ends inside a style sheet says that something is missing")
    void endlessStyleIsMarkedAsACut() {
        MailText text = MailTexts.of(new MailBody(true, "before<style>" + "p{}".repeat(500_000)));
        assertThat(text.text()).isEqualTo("before\n[…]");
    }

    @Test
    @DisplayName("a long text behind megabytes of style and embedded pictures is still found")
    void whatNobodyReadsMakesRoom() {
        String ballast = "<style>" + "p{}".repeat(500_000) + "</style><img src=\"data:image/png;base64,"
                + "A".repeat(3_000_000) + "\"><!-- " + "x".repeat(500_000) + " -->";
        assertThat(MailTexts.of(new MailBody(true, ballast + "<p>found</p>")).text())
                .isEqualTo("found");
    }

    @Test
    @DisplayName("what is not looked at is named")
    void cutMarkupSaysSo() {
        MailText text = MailTexts.of(new MailBody(true, "<i></i>".repeat(200_000) + "never read"));
        assertThat(text.text()).isEqualTo("[…]");
        assertThat(text.html()).endsWith("[…]");
    }
}
