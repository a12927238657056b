package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How values look on the wire. */
final class Wire {

    private static final DateTimeFormatter SOAP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter REST =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private Wire() {}

    static String soap(Object value) {
        return switch (value) {
            case Instant instant -> SOAP.format(instant);
            case BigDecimal number -> decimal(number);
            case Content content -> content.base64();
            default -> value.toString();
        };
    }

    static String rest(Instant instant) {
        return REST.format(instant);
    }

    /** Numbers with a point always show one decimal at least. */
    static String decimal(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
    }

    /** The xsi:type of a value in an aggregate. */
    static @Nullable String type(Object value) {
        return switch (value) {
            case Long number -> "xsd:int";
            case BigDecimal number -> "xsd:double";
            case Boolean bool -> "xsd:boolean";
            case LocalDate day -> "xsd:date";
            case Instant instant -> "xsd:dateTime";
            case String text -> "xsd:string";
            default -> null;
        };
    }
}
