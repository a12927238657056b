package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.platform.xml.SafeXml;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Whatever is filled in stays text. */
class ManifestTemplateTest {

    private static final int CASES = 20_000;
    private static final String NASTY =
            "<>&\"'$\\{}]]>--!?/=;#x \t\n\r\u0000\u0008\u00a0\u202e\ud800\udc00\uffff\ufffeäعZ";

    private final ManifestTemplate template = new ManifestTemplate("<a b=\"x${one}y\">x${one}y<c/></a>");

    @Test
    void randomTextComesBackAsItWasPutIn() throws Exception {
        Random random = new Random(20261122);
        for (int number = 0; number < CASES; number++) {
            String value = random.ints(random.nextInt(24), 0, NASTY.length())
                    .mapToObj(at -> String.valueOf(NASTY.charAt(at)))
                    .reduce("", String::concat);
            Element read = parsed(template.fill(name -> value));
            String wanted = "x" + legal(value) + "y";
            assertThat(read.getAttribute("b")).isEqualTo(wanted);
            assertThat(read.getTextContent()).isEqualTo(wanted);
            assertThat(read.getChildNodes().getLength()).isEqualTo(2);
        }
    }

    @Test
    void aValueIsNotReadAsAPlaceHolderAgain() {
        assertThat(template.fill(name -> "${one}")).isEqualTo("<a b=\"x${one}y\">x${one}y<c/></a>");
    }

    /** Random labels and hosts, through the whole manifest: it stays valid, with as many elements as ever. */
    @Test
    void randomLabelsAndHostsMakeNoMarkup() throws Exception {
        Random random = new Random(20261123);
        int elements = Xml.all(parsed(
                        Rendered.manifest("https://tandem.example.com", "").xml()))
                .size();
        for (int number = 0; number < 300; number++) {
            String label = random.ints(1 + random.nextInt(39), 0, NASTY.length())
                    .mapToObj(at -> String.valueOf(NASTY.charAt(at)))
                    .reduce("Z", String::concat);
            String host = "h" + Long.toString(random.nextLong(), 36).replace("-", "") + ".example.com";
            Manifest manifest = Rendered.manifest("https://" + host, label);
            Element root = parsed(manifest.xml());
            Element name = Xml.children(root, "DisplayName").getFirst();
            assertThat(name.getAttribute("DefaultValue")).isEqualTo("Tandem (" + legal(label.strip()) + ")");
            assertThat(Xml.all(root)).hasSize(elements);
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Rendered.manifest("http://tandem.example.com", ""))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageContaining("HTTPS at SourceLocation: http://tandem.example.com/pane/?mode=read");
        assertThatThrownBy(() -> Rendered.manifest("https://tandem.example.com/path", ""))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageContaining("APP_DOMAIN");
    }

    private static String legal(String value) {
        StringBuilder legal = new StringBuilder();
        value.codePoints()
                .map(point -> Character.isISOControl(point) && "\t\n\r".indexOf(point) < 0
                                || Character.getType(point) == Character.SURROGATE
                                || point == 0xFFFE
                                || point == 0xFFFF
                        ? 0xFFFD
                        : point)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static Element parsed(String xml) throws Exception {
        return SafeXml.documents()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
