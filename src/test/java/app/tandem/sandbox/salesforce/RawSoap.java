package app.tandem.sandbox.salesforce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** SOAP as bytes over HTTP, written from the documentation; no client library between the test and the wire. */
final class RawSoap {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stage stage;
    private final String session;

    RawSoap(Stage stage, String mail) {
        this.stage = stage;
        this.session = stage.session(mail);
    }

    /** An answer, looked at by the local names of its elements. */
    record Answer(int status, String text, Document xml) {
        /** The texts of all elements of that name, in order; "(nil)" for those that are nil. */
        List<String> all(String name) {
            NodeList nodes = xml.getElementsByTagNameNS("*", name);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                Element element = (Element) nodes.item(i);
                boolean nil = element.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "nil")
                        .equals("true");
                texts.add(nil ? "(nil)" : element.getTextContent());
            }
            return texts;
        }

        String one(String name) {
            List<String> texts = all(name);
            if (texts.isEmpty()) {
                throw new AssertionError("no " + name + " in " + text);
            }
            return texts.getFirst();
        }
    }

    Answer call(String body) throws IOException, InterruptedException {
        return call("", body);
    }

    Answer call(String headers, String body) throws IOException, InterruptedException {
        return send(
                stage,
                "/services/Soap/u/65.0",
                recorded("envelope.xml")
                        .replace("${session}", session)
                        .replace("${headers}", headers)
                        .replace("${body}", body));
    }

    Answer query(String soql) throws IOException, InterruptedException {
        return call("<query><queryString>" + xml(soql) + "</queryString></query>");
    }

    /** Creates records given as {@code Type|Field=value|…}. */
    Answer create(String headers, String... records) throws IOException, InterruptedException {
        return call(headers, "<create>" + records(records) + "</create>");
    }

    static String records(String... records) {
        StringBuilder all = new StringBuilder();
        for (String record : records) {
            String[] parts = record.split("\\|");
            all.append("<sObjects><sobj:type>").append(parts[0]).append("</sobj:type>");
            for (int i = 1; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                String name = parts[i].substring(0, equals);
                all.append("<sobj:" + name + ">")
                        .append(xml(parts[i].substring(equals + 1)))
                        .append("</sobj:" + name + ">");
            }
            all.append("</sObjects>");
        }
        return all.toString();
    }

    static Answer send(Stage stage, String path, String envelope) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(stage.url() + path))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(HttpRequest.BodyPublishers.ofString(envelope))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return answer(response.statusCode(), response.body());
    }

    static Answer answer(int status, byte[] body) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return new Answer(
                    status,
                    new String(body, java.nio.charset.StandardCharsets.UTF_8),
                    factory.newDocumentBuilder().parse(new ByteArrayInputStream(body)));
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IOException(new String(body, java.nio.charset.StandardCharsets.UTF_8), e);
        }
    }

    static String recorded(String name) {
        return SchemaStatement.resource("/sandbox/salesforce/" + name);
    }

    static String recorded(String name, Map<String, String> values) {
        String text = recorded(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
