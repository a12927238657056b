package app.tandem.platform.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** External entities and entity bombs are refused by every kind of parser (reliability 2.6). */
class SafeXmlTest {

    private static final String EXTERNAL = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    private static final String BOMB = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
            + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">]><a>&e;</a>";

    @Test
    void documentTypesAreRefused() {
        for (String hostile : new String[] {EXTERNAL, BOMB}) {
            assertThatThrownBy(() -> SafeXml.documents().parse(bytes(hostile))).isInstanceOf(SAXParseException.class);
            assertThatThrownBy(() -> SafeXml.events().parse(bytes(hostile), new DefaultHandler()))
                    .isInstanceOf(SAXParseException.class);
        }
    }

    @Test
    void pulledReadersResolveNoEntity() throws Exception {
        for (String hostile : new String[] {EXTERNAL, BOMB}) {
            StringBuilder text = new StringBuilder();
            try {
                XMLStreamReader reader = SafeXml.streams().createXMLStreamReader(new StringReader(hostile));
                while (reader.hasNext()) {
                    if (reader.next() == XMLStreamReader.CHARACTERS) {
                        text.append(reader.getText());
                    }
                }
            } catch (javax.xml.stream.XMLStreamException e) {
                // Refused: as good as unresolved.
            }
            assertThat(text.toString()).isEmpty();
        }
    }

    @Test
    void plainDocumentsAreRead() throws Exception {
        assertThat(SafeXml.documents()
                        .parse(bytes("<a>ü</a>"))
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo("ü");
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
