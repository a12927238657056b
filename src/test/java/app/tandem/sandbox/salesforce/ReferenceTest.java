package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own statements of Salesforce against the reference data, where it lies beside the checkout. */
@EnabledIfSystemProperty(named = "tandem.reference", matches = ".+")
class ReferenceTest {

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    private Path reference;

    @BeforeEach
    void find() {
        reference = Path.of(System.getProperty("tandem.reference"), "reference", "salesforce");
    }

    @Test
    void theObjectsAreThoseOfTheReference() throws Exception {
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(reference.resolve("objects.json").toFile());
        List<String> differences = new ArrayList<>();
        Map<String, ObjectType> ours = new LinkedHashMap<>();
        SchemaStatement.load("salesforce-objects.txt").forEach(type -> ours.put(type.name(), type));
        int fields = 0;
        for (Map.Entry<String, JsonNode> object : json.get("objects").properties()) {
            ObjectType type = ours.remove(object.getKey());
            if (type == null) {
                differences.add("missing " + object.getKey());
                continue;
            }
            JsonNode facts = object.getValue();
            compare(differences, type.name() + " label", facts.get("label").asString(), type.label());
            compare(
                    differences,
                    type.name() + " prefix",
                    facts.path("keyPrefix").asString("-"),
                    type.prefix());
            compare(differences, type.name() + " calls", strings(facts.get("supportedCalls")), type.calls());
            List<String> children = new ArrayList<>();
            facts.path("childRelationships")
                    .properties()
                    .forEach(child ->
                            children.add(child.getKey() + " " + child.getValue().asString()));
            compare(
                    differences,
                    type.name() + " children",
                    children,
                    type.children().stream()
                            .map(child -> child.relationship() + " " + child.object() + "." + child.field())
                            .toList());
            for (Map.Entry<String, JsonNode> each : facts.get("fields").properties()) {
                fields++;
                field(differences, type, each.getKey(), each.getValue(), json.get("shared"));
            }
            compare(
                    differences,
                    type.name() + " fields",
                    facts.get("fields").size(),
                    type.fields().size());
        }
        assertThat(differences).isEmpty();
        assertThat(ours).isEmpty();
        assertThat(fields).isGreaterThan(900);
    }

    private static void field(List<String> differences, ObjectType type, String name, JsonNode facts, JsonNode shared) {
        Field field = type.field(name);
        String where = type.name() + "." + name + " ";
        if (field == null) {
            differences.add("missing " + where);
            return;
        }
        compare(differences, where + "type", facts.get("type").asString(), field.type());
        compare(differences, where + "length", facts.path("length").asInt(0), field.length());
        compare(differences, where + "scale", facts.path("scale").asInt(0), field.scale());
        compare(
                differences,
                where + "digits",
                facts.path("precision").asInt(facts.path("digits").asInt(0)),
                field.precision());
        compare(differences, where + "nillable", facts.path("nillable").asBoolean(false), field.nillable());
        compare(differences, where + "createable", facts.path("createable").asBoolean(false), field.createable());
        compare(differences, where + "updateable", facts.path("updateable").asBoolean(false), field.updateable());
        compare(
                differences,
                where + "defaulted",
                facts.path("defaultedOnCreate").asBoolean(false),
                field.defaulted());
        compare(
                differences,
                where + "restricted",
                facts.path("restrictedPicklist").asBoolean(false),
                field.restricted());
        compare(
                differences,
                where + "idLookup",
                facts.path("idLookup").asBoolean(false),
                field.flags().contains("l"));
        compare(
                differences,
                where + "filterable",
                facts.path("filterable").asBoolean(true),
                !field.flags().contains("x"));
        compare(differences, where + "to", strings(facts.path("referenceTo")), field.to());
        compare(differences, where + "rel", facts.path("relationshipName").asString(""), orEmpty(field.rel()));
        compare(differences, where + "of", facts.path("compoundFieldName").asString(""), orEmpty(field.of()));
        compare(differences, where + "needs", facts.path("needs").asString(""), orEmpty(field.needs()));
        compare(differences, where + "default", facts.path("default").asString(""), orEmpty(field.initial()));
        JsonNode picks = facts.path("picklist");
        compare(
                differences,
                where + "picklist",
                strings(picks.isString() ? shared.get(picks.asString()) : picks),
                field.picks());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(each -> strings.add(each.asString()));
        return strings;
    }

    private static void compare(List<String> differences, String what, Object theirs, Object ours) {
        if (!theirs.equals(ours)) {
            differences.add(what + ": " + theirs + " but ours " + ours);
        }
    }

    @Test
    void theCallsAreThoseOfTheWsdl() throws Exception {
        Document wsdl = wsdl();
        Calls calls = Calls.instance();
        List<String> differences = new ArrayList<>();
        NodeList types = wsdl.getElementsByTagNameNS(XSD, "complexType");
        int compared = 0;
        for (int i = 0; i < types.getLength(); i++) {
            Element type = (Element) types.item(i);
            List<Calls.Part> ours = calls.shape(type.getAttribute("name"));
            boolean derived = type.getElementsByTagNameNS(XSD, "extension").getLength() > 0;
            if (ours == null || derived) {
                continue;
            }
            compared++;
            NodeList elements = type.getElementsByTagNameNS(XSD, "element");
            List<String> theirs = new ArrayList<>();
            for (int e = 0; e < elements.getLength(); e++) {
                Element element = (Element) elements.item(e);
                theirs.add(element.getAttribute("name") + " "
                        + element.getAttribute("nillable").equals("true") + " " + least(element));
            }
            compare(
                    differences,
                    type.getAttribute("name"),
                    theirs,
                    ours.stream()
                            .map(part -> part.name() + " " + part.nillable() + " " + part.least())
                            .toList());
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(60);
    }

    private static int least(Element element) {
        return element.getAttribute("minOccurs").equals("0") ? 0 : 1;
    }

    @Test
    void codesThatWeUseExist() throws Exception {
        TreeSet<String> known = new TreeSet<>();
        NodeList values = wsdl().getElementsByTagNameNS(XSD, "enumeration");
        for (int i = 0; i < values.getLength(); i++) {
            known.add(((Element) values.item(i)).getAttribute("value").replace("fns:", ""));
        }
        Path sources = Path.of("src/test/java/app/tandem/sandbox/salesforce");
        TreeSet<String> unknown = new TreeSet<>();
        try (var files = Files.list(sources)) {
            for (Path file : files.filter(path -> !path.toString().endsWith("Test.java")
                            && !path.toString().contains("Rest")
                            && !path.toString().endsWith("Multipart.java"))
                    .toList()) {
                var codes = java.util.regex.Pattern.compile(
                                "(?:RowError|Refusal)\\.(?:of|inQuery)\\(\\s*\"([A-Z_]+)\"|refuse\\(\"([A-Z_]+)\"")
                        .matcher(Files.readString(file));
                while (codes.find()) {
                    String code = codes.group(1) == null ? codes.group(2) : codes.group(1);
                    if (!known.contains(code)) {
                        unknown.add(code + " in " + file.getFileName());
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void answersAreValidUnderTheWsdlsOwnSchema() throws Exception {
        Schema schema = schema();
        try (Stage stage = new Stage()) {
            stage.org.enhancedEmail = true;
            RawSoap ada = new RawSoap(stage, "ada@northwind.example");
            String account = stage.load("Account", "Name", "Fabrikam");
            String lee = stage.load("Contact", "LastName", "Lee", "Email", "lee@x.example", "AccountId", account);
            Map<String, RawSoap.Answer> answers = new LinkedHashMap<>();
            answers.put("getUserInfo", ada.call("<getUserInfo/>"));
            answers.put("getServerTimestamp", ada.call("<getServerTimestamp/>"));
            answers.put("describeGlobal", ada.call("<describeGlobal/>"));
            answers.put(
                    "describeSObjects",
                    ada.call(
                            "<describeSObjects><sObjectType>Task</sObjectType>"
                                    + "<sObjectType>EmailMessage</sObjectType><sObjectType>Contact</sObjectType></describeSObjects>"));
            answers.put(
                    "describeLayout", ada.call("<describeLayout><sObjectType>Contact</sObjectType></describeLayout>"));
            answers.put("query", ada.query("SELECT Id, Name, Account.Name, (SELECT Id FROM Tasks) FROM Contact"));
            answers.put("create", ada.create("", "Task|Subject=a|WhoId=" + lee, "Contact|FirstName=x"));
            answers.put("duplicate", ada.create("", "Contact|LastName=x|Email=lee@x.example"));
            answers.put(
                    "retrieve",
                    ada.call("<retrieve><fieldList>Id, Name</fieldList><sObjectType>Contact</sObjectType><ids>" + lee
                            + "</ids></retrieve>"));
            answers.put(
                    "search",
                    ada.call("<search><searchString>FIND {Lee} RETURNING Contact(Id)</searchString></search>"));
            answers.put(
                    "findDuplicatesByIds",
                    ada.call("<findDuplicatesByIds><ids>" + lee + "</ids></findDuplicatesByIds>"));
            answers.put("renderStoredEmailTemplate", ada.call(letter(stage, lee)));
            answers.put("delete", ada.call("<delete><ids>" + lee + "</ids></delete>"));
            answers.put("undelete", ada.call("<undelete><ids>" + lee + "</ids></undelete>"));
            answers.put("fault", ada.query("SELECT Nothing FROM Contact"));
            answers.put("login", RawSoap.send(stage, "/services/Soap/u/64.0", RawSoap.recorded("login.xml")));
            List<String> wrong = new ArrayList<>();
            answers.forEach((name, answer) -> {
                String problem = problem(schema, answer);
                if (problem != null) {
                    wrong.add(name + ": " + problem);
                }
            });
            assertThat(wrong).isEmpty();
            byte[] odd = answers.get("query")
                    .text()
                    .replace("<done>true</done>", "")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(problem(schema, RawSoap.answer(200, odd))).contains("done");
        }
    }

    private static String letter(Stage stage, String who) {
        String template = stage.load(
                "EmailTemplate",
                "Name",
                "a",
                "DeveloperName",
                "a",
                "FolderId",
                Stage.ADA,
                "OwnerId",
                Stage.ADA,
                "TemplateStyle",
                "none",
                "TemplateType",
                "text",
                "Body",
                "b");
        stage.load("Attachment", "ParentId", template, "Name", "c.txt", "Body", new byte[] {1});
        return "<renderStoredEmailTemplate><request><attachmentRetrievalOption>MetadataOnly</attachmentRetrievalOption>"
                + "<templateId>" + template + "</templateId><whoId>" + who
                + "</whoId></request></renderStoredEmailTemplate>";
    }

    private static String problem(Schema schema, RawSoap.Answer answer) {
        try {
            Element body = (Element) answer.xml()
                    .getElementsByTagNameNS(SoapWriter.SOAP_NS, "Body")
                    .item(0);
            Element content = firstElement(body);
            if (content.getLocalName().equals("Fault")) {
                content = firstElement(
                        (Element) content.getElementsByTagName("detail").item(0));
            }
            schema.newValidator().validate(new DOMSource(content));
            return null;
        } catch (java.io.IOException | org.xml.sax.SAXException e) {
            return e.getMessage();
        }
    }

    private static Element firstElement(Element parent) {
        org.w3c.dom.Node node = parent.getFirstChild();
        while (!(node instanceof Element)) {
            node = node.getNextSibling();
        }
        return (Element) node;
    }

    /** The schemas inside the WSDL, which import each other by namespace. */
    private Schema schema() throws Exception {
        Document wsdl = wsdl();
        NodeList schemas = wsdl.getElementsByTagNameNS(XSD, "schema");
        Map<String, String> byNamespace = new LinkedHashMap<>();
        for (int i = 0; i < schemas.getLength(); i++) {
            Element schema = (Element) schemas.item(i);
            for (String prefix : List.of("tns", "ens", "fns", "xsd")) {
                String uri = schema.lookupNamespaceURI(prefix);
                if (uri != null) {
                    schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, uri);
                }
            }
            StringWriter text = new StringWriter();
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(schema), new StreamResult(text));
            byNamespace.put(schema.getAttribute("targetNamespace"), text.toString());
        }
        DOMImplementationLS load = (DOMImplementationLS) wsdl.getImplementation();
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            LSInput input = load.createLSInput();
            input.setSystemId(namespace);
            input.setStringData(byNamespace.get(namespace));
            return input;
        });
        StringBuilder all = new StringBuilder("<schema xmlns=\"" + XSD + "\" targetNamespace=\"urn:all\">");
        byNamespace.keySet().forEach(namespace -> all.append("<import namespace=\"" + namespace + "\"/>"));
        return factory.newSchema(new StreamSource(new StringReader(all + "</schema>"), "urn:all"));
    }

    private Document wsdl() throws Exception {
        File file = reference.resolve("partner-65.0-derived.wsdl").toFile();
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(file);
    }
}
