package app.tandem.acceptance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Salesforce org as a tool of its administrator sees it: SOAP login, then the REST resources. */
final class Org {

    private static final int IDS = 100;

    private final String url;
    private final String session;
    private final Map<String, Set<String>> described = new HashMap<>();

    Org(String salesforceUrl, String mail) {
        url = salesforceUrl;
        String login = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:urn=\"urn:partner.soap.sforce.com\"><soapenv:Body><urn:login><urn:username>"
                + mail.replace("&", "&amp;")
                + "</urn:username><urn:password>sandbox</urn:password></urn:login></soapenv:Body></soapenv:Envelope>";
        String answer = Wire.send(
                        "POST",
                        url + "/services/Soap/u/64.0",
                        Wire.utf8(login),
                        "Content-Type",
                        "text/xml; charset=UTF-8",
                        "SOAPAction",
                        "\"\"")
                .expect(200)
                .text();
        Matcher found = Pattern.compile("<(?:\\w+:)?sessionId[^>]*>([^<]+)<").matcher(answer);
        if (!found.find()) {
            throw new AssertionError("no session in " + answer);
        }
        session = found.group(1);
    }

    /** Deletes up to 200 records in one call, as an administrator's tool does. */
    void deleteAtOnce(Collection<String> ids) {
        String request = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:urn=\"urn:partner.soap.sforce.com\"><soapenv:Header><urn:SessionHeader><urn:sessionId>"
                + session
                + "</urn:sessionId></urn:SessionHeader></soapenv:Header><soapenv:Body><urn:delete>"
                + ids.stream().map(id -> "<urn:ids>" + id + "</urn:ids>").collect(Collectors.joining())
                + "</urn:delete></soapenv:Body></soapenv:Envelope>";
        String answer = Wire.send(
                        "POST",
                        url + "/services/Soap/u/64.0",
                        Wire.utf8(request),
                        "Content-Type",
                        "text/xml; charset=UTF-8",
                        "SOAPAction",
                        "\"\"")
                .expect(200)
                .text();
        if (answer.contains("success>false<")) {
            throw new AssertionError("not all deleted: " + answer);
        }
    }

    /** All records of a query, also the archived ones: a closed task of long ago is one. */
    List<JsonNode> query(String soql) {
        List<JsonNode> all = new ArrayList<>();
        String path = "/services/data/v65.0/queryAll?q=" + Wire.q(soql);
        while (path != null) {
            JsonNode page = call("GET", path, null).json();
            page.path("records").forEach(all::add);
            path = page.path("done").asBoolean()
                    ? null
                    : page.path("nextRecordsUrl").asString();
        }
        return all;
    }

    /** These fields, as far as the org has them, of all records; none where it does not have the object. */
    List<JsonNode> records(String type, List<String> fields) {
        Set<String> known = fields(type);
        return known.isEmpty()
                ? new ArrayList<>()
                : query("SELECT "
                        + String.join(
                                ", ", fields.stream().filter(known::contains).toList()) + " FROM " + type);
    }

    private Set<String> fields(String type) {
        return described.computeIfAbsent(type, key -> {
            Wire.Answer answer = send("GET", "/services/data/v65.0/sobjects/" + type + "/describe", null)
                    .expect(200, 404);
            Set<String> names = new HashSet<>();
            if (answer.status() == 200) {
                answer.json()
                        .path("fields")
                        .forEach(field -> names.add(field.path("name").asString()));
            }
            return names;
        });
    }

    boolean has(String type) {
        return !fields(type).isEmpty();
    }

    /** Creates a record; answers its id. */
    String create(String type, Map<String, Object> fields) {
        byte[] body = Wire.utf8(JsonMapper.shared().writeValueAsString(fields));
        return call("POST", "/services/data/v65.0/sobjects/" + type, body)
                .json()
                .path("id")
                .asString();
    }

    /** Changes a record, as somebody else does meanwhile. */
    void change(String type, String id, Map<String, Object> fields) {
        send(
                        "PATCH",
                        "/services/data/v65.0/sobjects/" + type + "/" + id,
                        Wire.utf8(JsonMapper.shared().writeValueAsString(fields)))
                .expect(204);
    }

    /** Deletes a record, as somebody else does. */
    void delete(String type, String id) {
        send("DELETE", "/services/data/v65.0/sobjects/" + type + "/" + id, null).expect(204);
    }

    private Wire.Answer call(String method, String path, byte @Nullable [] body) {
        return send(method, path, body).expect(200, 201);
    }

    private Wire.Answer send(String method, String path, byte @Nullable [] body) {
        return Wire.send(
                method, url + path, body, "Authorization", "Bearer " + session, "Content-Type", "application/json");
    }

    /** A file of a record. */
    record StoredFile(String title, String sha256, long size) {}

    /** The files of these records, by record: Files and Attachments alike. */
    Map<String, List<StoredFile>> files(Collection<String> records) {
        Map<String, List<StoredFile>> files = new LinkedHashMap<>();
        Map<String, StoredFile> read = new TreeMap<>();
        for (List<String> some : portions(records)) {
            for (JsonNode link : query("SELECT LinkedEntityId, ContentDocumentId,"
                    + " ContentDocument.LatestPublishedVersionId, ContentDocument.Title"
                    + " FROM ContentDocumentLink WHERE LinkedEntityId IN (" + quoted(some) + ")")) {
                String version = link.path("ContentDocument")
                        .path("LatestPublishedVersionId")
                        .asString();
                String title = link.path("ContentDocument").path("Title").asString();
                StoredFile file = read.computeIfAbsent(version, id -> file("ContentVersion", id, "VersionData", title));
                files.computeIfAbsent(link.path("LinkedEntityId").asString(), key -> new ArrayList<>())
                        .add(file);
            }
            for (JsonNode one :
                    query("SELECT Id, Name, ParentId FROM Attachment WHERE ParentId IN (" + quoted(some) + ")")) {
                files.computeIfAbsent(one.path("ParentId").asString(), key -> new ArrayList<>())
                        .add(file(
                                "Attachment",
                                one.path("Id").asString(),
                                "Body",
                                one.path("Name").asString()));
            }
        }
        return files;
    }

    private StoredFile file(String type, String id, String field, String title) {
        byte[] bytes = call("GET", "/services/data/v65.0/sobjects/" + type + "/" + id + "/" + field, null)
                .bytes();
        return new StoredFile(title, Wire.sha256(bytes), bytes.length);
    }

    private static List<List<String>> portions(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS) {
            portions.add(all.subList(from, Math.min(all.size(), from + IDS)));
        }
        return portions;
    }

    static String quoted(Collection<String> values) {
        return values.stream()
                .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(","));
    }
}
