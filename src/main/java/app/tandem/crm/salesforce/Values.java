package app.tandem.crm.salesforce;

import app.tandem.crm.Row;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.bind.TypeInfo;
import com.sforce.ws.bind.TypeMapper;
import com.sforce.ws.bind.XmlTypeInfoProvider;
import com.sforce.ws.parser.XmlInputStream;
import com.sforce.ws.parser.XmlOutputStream;
import com.sforce.ws.wsdl.Constants;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Collection;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import javax.xml.namespace.QName;

/** Values as Salesforce takes them (salesforce-notes 2.4). */
final class Values {

    private static final long ROW_OVERHEAD = 120;
    private static final long FIELD_OVERHEAD = 80;

    private Values() {}

    static SObject record(Row row) {
        SObject record = new SObject();
        record.setType(row.type());
        row.fields().forEach((field, value) -> set(record, field, value));
        return record;
    }

    /** Sets a field; null leaves it out, as WSC would. */
    static void set(SObject record, String field, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            record.setField(field, wire(value));
        }
    }

    /** About how many bytes a row takes in a request. */
    static long size(Row row) {
        long size = ROW_OVERHEAD;
        for (var field : row.fields().entrySet()) {
            size += FIELD_OVERHEAD + 2L * field.getKey().length();
            size += field.getValue() instanceof String text ? XmlText.size(text) : 30;
            size += field.getValue() instanceof Collection<?> ids ? 120L * ids.size() : 0;
        }
        return size;
    }

    private static Object wire(Object value) {
        return switch (value) {
            case String text -> XmlText.clean(text);
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case java.math.BigDecimal number -> number;
            case app.tandem.item.RecordRef record -> record.id();
            case byte[] bytes -> bytes;
            case Instant time -> utc(time);
            case LocalDate date -> new XmlDate(date);
            case Collection<?> ids -> ids.stream().map(Object::toString).toArray(String[]::new);
            default -> throw new IllegalArgumentException("no such value: " + value.getClass());
        };
    }

    private static Calendar utc(Instant time) {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(time.toEpochMilli());
        return calendar;
    }

    /** A date without a zone. A java.util.Date would go out as the instant of local midnight, often the day before. */
    record XmlDate(LocalDate date) implements XmlTypeInfoProvider {

        @Override
        public TypeInfo getTypeInfo(String namespace, String name, TypeMapper mapper) {
            return new TypeInfo(namespace, name, Constants.SCHEMA_NS, "date", 0, 1, true);
        }

        @Override
        public void write(QName element, XmlOutputStream out, TypeMapper mapper) throws IOException {
            out.writeStartTag(element.getNamespaceURI(), element.getLocalPart());
            mapper.writeXsiType(out, Constants.SCHEMA_NS, "date");
            out.writeText(date.toString());
            out.writeEndTag(element.getNamespaceURI(), element.getLocalPart());
        }

        @Override
        public void load(XmlInputStream in, TypeMapper mapper) {
            throw new UnsupportedOperationException("dates are read as text");
        }
    }
}
