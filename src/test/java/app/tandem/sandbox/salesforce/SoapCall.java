package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A SOAP request that has been read and checked: the call, its headers and its parts. */
record SoapCall(Calls.Call call, Map<String, Node> headers, Node body) {

    static SoapCall of(Node envelope) {
        Node body = envelope.child("Body");
        if (!envelope.name.equals("Envelope")
                || !envelope.namespace.equals(SoapWriter.SOAP_NS)
                || body == null
                || body.children.size() != 1) {
            throw Refusal.client("not a SOAP 1.1 envelope with one call");
        }
        Node operation = body.children.getFirst();
        Calls.Call call = Calls.instance().find(operation.name);
        if (call == null || !operation.namespace.equals("urn:partner.soap.sforce.com")) {
            throw Refusal.client("No operation available for request {" + operation.namespace + "}" + operation.name);
        }
        Map<String, Node> headers = new LinkedHashMap<>();
        Node header = envelope.child("Header");
        if (header != null) {
            for (Node each : header.children) {
                if (Calls.instance().knowsHeader(each.name)) {
                    headers.put(each.name, each);
                }
            }
        }
        return new SoapCall(call, headers, operation);
    }

    /** Checks the call's parts and the headers it takes; others are ignored, as the platform does. */
    void check() {
        headers.forEach((name, node) -> {
            if (call.headers().contains(name)) {
                Calls.instance().check(node, Calls.instance().header(name), name);
            }
        });
        Calls.instance().check(body, call.request(), call.name());
    }

    @Nullable
    String header(String name, String field) {
        Node header = headers.get(name);
        return header == null || !call.headers().contains(name) ? null : header.value(field);
    }

    boolean flag(String name, String field) {
        Node header = headers.get(name);
        return header != null && call.headers().contains(name) && header.is(field);
    }

    String text(String part) {
        return Objects.requireNonNullElse(body.value(part), "");
    }

    List<String> texts(String part) {
        return body.all(part).stream()
                .filter(node -> !node.nil)
                .map(node -> node.text)
                .toList();
    }

    List<Draft> drafts(String part) {
        return body.all(part).stream()
                .filter(node -> !node.nil)
                .map(SoapCall::draft)
                .toList();
    }

    int batch() {
        String asked = header("QueryOptions", "batchSize");
        return asked == null ? Cursors.DEFAULT_BATCH : Cursors.batch(Integer.parseInt(asked.strip()));
    }

    /** A record: its type, its id, fields to clear, and the values; repeated elements become a list. */
    static Draft draft(Node node) {
        String type = Objects.requireNonNullElse(node.value("type"), "").strip();
        String id = null;
        List<String> nulls = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Node field : node.children.subList(1, node.children.size())) {
            if (field.name.equals("fieldsToNull")) {
                nulls.add(field.text.strip());
            } else if (field.nil) {
                continue;
            } else if (field.name.equals("Id")) {
                id = field.text.strip();
            } else {
                Object value = value(field);
                values.merge(field.name, value, SoapCall::both);
            }
        }
        return new Draft(type, id == null || id.isEmpty() ? null : id, values, nulls);
    }

    private static Object value(Node field) {
        if (field.content != null) {
            return field.content;
        }
        if (!field.children.isEmpty()) {
            return draft(field);
        }
        return field.text;
    }

    private static Object both(Object before, Object more) {
        List<Object> list = new ArrayList<>(before instanceof List<?> several ? several : List.of(before));
        list.add(more);
        return list;
    }
}
