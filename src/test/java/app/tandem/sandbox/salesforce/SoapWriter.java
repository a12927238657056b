package app.tandem.sandbox.salesforce;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds answers by the statement: parts in its order, nothing it does not know, nothing missing that it asks for. */
final class SoapWriter {

    static final String SOAP_NS = "http://schemas.xmlsoap.org/soap/envelope/";

    private final Calls calls = Calls.instance();
    private final XmlOut out = new XmlOut();
    private final Function<Rec.Rows, @Nullable Object> pager;

    /** @param pager cuts a child list that is longer than a batch; answers the QueryResult */
    SoapWriter(Function<Rec.Rows, @Nullable Object> pager) {
        this.pager = pager;
    }

    /** The envelope of an answer. */
    byte[] answer(Calls.Call call, @Nullable Object result, @Nullable Struct limit) {
        open();
        if (limit != null && call.answers().contains("LimitInfoHeader")) {
            out.raw("<soapenv:Header><LimitInfoHeader>");
            part(new Calls.Part("limitInfo", "LimitInfo", 0, -1, false), limit);
            out.raw("</LimitInfoHeader></soapenv:Header>");
        }
        out.raw("<soapenv:Body><").raw(call.name()).raw("Response>");
        for (Calls.Part part : call.response()) {
            part(part, result);
        }
        return out.raw("</")
                .raw(call.name())
                .raw("Response></soapenv:Body></soapenv:Envelope>")
                .bytes();
    }

    /** The envelope of a fault. */
    static byte[] fault(Refusal refusal) {
        XmlOut out = new XmlOut();
        out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"" + SOAP_NS
                + "\" xmlns:sf=\"urn:fault.partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault>");
        if (refusal.kind.isEmpty()) {
            out.element("faultcode", "soapenv:Client").element("faultstring", refusal.getMessage());
            return out.raw("</soapenv:Fault></soapenv:Body></soapenv:Envelope>").bytes();
        }
        out.element("faultcode", "sf:" + refusal.code)
                .element("faultstring", refusal.code + ": " + refusal.getMessage())
                .raw("<detail><sf:" + refusal.kind + " xsi:type=\"sf:" + refusal.kind + "\">")
                .element("sf:exceptionCode", refusal.code)
                .element("sf:exceptionMessage", refusal.getMessage());
        if (refusal.kind.equals("MalformedQueryFault")
                || refusal.kind.equals("InvalidFieldFault")
                || refusal.kind.equals("InvalidSObjectFault")
                || refusal.kind.equals("MalformedSearchFault")) {
            out.element("sf:row", String.valueOf(refusal.row)).element("sf:column", String.valueOf(refusal.column));
        }
        return out.raw("</sf:" + refusal.kind + "></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>")
                .bytes();
    }

    private void open() {
        out.raw(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"" + SOAP_NS
                        + "\" xmlns=\"urn:partner.soap.sforce.com\" xmlns:sf=\"urn:sobject.partner.soap.sforce.com\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">");
    }

    private void part(Calls.Part part, @Nullable Object value) {
        if (value instanceof List<?> list) {
            if (part.most() == 1) {
                throw new IllegalStateException(part.name() + " occurs once");
            }
            list.forEach(each -> one(part, each));
        } else if (value == null && part.least() == 0) {
            return;
        } else {
            one(part, value);
        }
    }

    private void one(Calls.Part part, @Nullable Object value) {
        if (value == null) {
            absent(part);
        } else if (value instanceof Rec rec) {
            record(part.name(), rec);
        } else if (value instanceof Struct struct) {
            String derived = (String) struct.get(Struct.TYPE);
            structure(part.name(), derived == null ? part.type() : derived, derived, struct);
        } else {
            Set<String> allowed = calls.values(part.type());
            if (allowed != null && !allowed.contains(value.toString())) {
                throw new IllegalStateException(value + " is no " + part.type());
            }
            String typed = part.type().equals("anyType") ? " xsi:type=\"" + Wire.type(value) + "\"" : "";
            out.raw("<" + part.name() + typed + ">").text(Wire.soap(value)).raw("</" + part.name() + ">");
        }
    }

    private void absent(Calls.Part part) {
        if (part.nillable()) {
            out.nil(part.name());
        } else if (part.type().equals("boolean")) {
            out.element(part.name(), "false");
        } else if (part.type().equals("int")) {
            out.element(part.name(), "0");
        } else {
            throw new IllegalStateException("the answer lacks " + part.name());
        }
    }

    private void structure(String name, String type, @Nullable String shown, Struct struct) {
        out.raw("<" + name);
        if (shown != null || type.equals("QueryResult")) {
            out.raw(" xsi:type=\"" + type + "\"");
        }
        out.raw(">");
        parts(type, struct);
        out.raw("</" + name + ">");
    }

    private void parts(String type, Struct struct) {
        Set<String> left = new HashSet<>(struct.keySet());
        left.remove(Struct.TYPE);
        for (Calls.Part part : Objects.requireNonNull(calls.shape(type), type)) {
            left.remove(part.name());
            part(part, struct.get(part.name()));
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(type + " has no " + left);
        }
    }

    private void record(String name, Rec rec) {
        out.raw("<" + name + " xsi:type=\"sf:sObject\">").element("sf:type", rec.type());
        Object id = rec.values().get("Id");
        if (id == null) {
            out.nil("sf:Id");
        } else {
            out.element("sf:Id", id.toString());
        }
        for (Map.Entry<String, @Nullable Object> entry : rec.values().entrySet()) {
            field("sf:" + entry.getKey(), entry.getValue(), rec.aggregate());
        }
        out.raw("</" + name + ">");
    }

    private void field(String name, @Nullable Object value, boolean typed) {
        switch (value) {
            case null -> out.nil(name);
            case Rec parent -> record(name, parent);
            case Rec.Rows rows -> {
                out.raw("<" + name + " xsi:type=\"QueryResult\">");
                parts("QueryResult", (Struct) Objects.requireNonNull(pager.apply(rows)));
                out.raw("</" + name + ">");
            }
            case Content content -> out.raw("<" + name + ">").base64(content).raw("</" + name + ">");
            default -> {
                String type = typed ? Wire.type(value) : null;
                out.raw("<" + name + (type == null ? "" : " xsi:type=\"" + type + "\"") + ">")
                        .text(Wire.soap(value))
                        .raw("</" + name + ">");
            }
        }
    }
}
