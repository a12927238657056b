package app.tandem.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Every rendered variant passes Microsoft's schemas, which lie beside the checkout (office notes 1.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(
        named = "tandem.reference",
        matches = ".+",
        disabledReason = "not run: -Dtandem.reference does not name the reference data")
class ManifestSchemaTest {

    private Schema schema;

    @BeforeAll
    void readsTheSchemas() throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        schema = factory.newSchema(
                Path.of(System.getProperty("tandem.reference"), "reference/office/xsd/OfficeAppManifestV1_1.xsd")
                        .toFile());
    }

    @TestFactory
    Stream<DynamicTest> everyVariantPasses() {
        return Stream.of(
                        Rendered.manifest("https://tandem.example.com", ""),
                        Rendered.manifest("https://tandem.example.com:8443/", "Test"),
                        Rendered.manifest("https://tandem.example.com", "<\"R&D's\"> Ünïcode عربي 測試"),
                        Rendered.manifest("http://localhost:8080", "Sandbox"))
                .map(manifest -> DynamicTest.dynamicTest(manifest.id().toString(), () -> {
                    List<String> faults = faults(manifest.xml());
                    System.out.printf(
                            "schema: %s, version %s, %d characters: %s%n",
                            manifest.id(), manifest.version(), manifest.xml().length(), faults);
                    assertThat(faults).isEmpty();
                }));
    }

    @Test
    void theSchemaNoticesAWrongOrder() throws Exception {
        String xml = Rendered.manifest("https://tandem.example.com", "").xml();
        String wrong = xml.replaceFirst("(?s)(<Id>.*?</Id>)\\s*(<Version>.*?</Version>)", "$2$1");
        assertThat(faults(wrong)).isNotEmpty();
    }

    private List<String> faults(String xml) throws Exception {
        List<String> faults = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new DefaultHandler() {
            @Override
            public void error(SAXParseException e) {
                faults.add("line " + e.getLineNumber() + ": " + e.getMessage());
            }
        });
        validator.validate(new StreamSource(new StringReader(xml)));
        return faults;
    }
}
