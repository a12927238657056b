package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what a caller wrote to what the store keeps, or the error of that row. */
final class FieldValues {

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s<>(),;:\\\\\"\\[\\]]+@[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)+");
    private static final BigDecimal LARGEST = new BigDecimal("1E18");

    private FieldValues() {}

    /** The value; null when it says nothing (empty text). */
    static @Nullable Object read(Field field, String text, boolean truncate) {
        if (text.isEmpty() && !field.isText()) {
            return null;
        }
        try {
            return switch (field.type()) {
                case "boolean" -> bool(field, text);
                case "int", "long" -> whole(field, text);
                case "double", "currency", "percent" -> decimal(field, text);
                case "date" ->
                    LocalDate.parse(
                            text.strip().substring(0, Math.min(10, text.strip().length())));
                case "datetime" -> instant(text.strip()).truncatedTo(ChronoUnit.SECONDS);
                case "id", "reference" -> id(field, text);
                case "base64" -> {
                    Content content = Content.ofBase64(text);
                    if (content == null) {
                        throw wrongType(field, "(not base64)");
                    }
                    yield content;
                }
                default -> text(field, text, truncate);
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw wrongType(field, text);
        }
    }

    private static Boolean bool(Field field, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrongType(field, text);
        };
    }

    private static Long whole(Field field, String text) {
        BigDecimal number = new BigDecimal(text.strip()).setScale(0, RoundingMode.HALF_UP);
        if (number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                || (field.precision() > 0 && number.precision() > field.precision())) {
            throw outside(field, text);
        }
        return number.longValueExact();
    }

    private static BigDecimal decimal(Field field, String text) {
        BigDecimal number = new BigDecimal(text.strip());
        if (number.abs().compareTo(LARGEST) >= 0
                || (field.precision() > 0 && number.precision() - number.scale() > field.precision() - field.scale())) {
            throw outside(field, text);
        }
        return field.precision() > 0 ? number.setScale(field.scale(), RoundingMode.HALF_UP) : number;
    }

    private static String id(Field field, String text) {
        String id = Ids.normal(text.strip());
        if (id == null) {
            throw new RowError(
                    "MALFORMED_ID",
                    field.label() + ": id value of incorrect type: " + text,
                    java.util.List.of(field.name()));
        }
        return id;
    }

    private static @Nullable String text(Field field, String text, boolean truncate) {
        String value = text.strip();
        if (value.isEmpty()) {
            return null;
        }
        if (field.length() > 0 && value.length() > field.length()) {
            if (!truncate) {
                String shown = value.length() > 255 ? value.substring(0, 255) : value;
                throw RowError.of(
                        "STRING_TOO_LONG",
                        field.label() + ": data value too large: " + shown + " (max length=" + field.length() + ")",
                        field.name());
            }
            value = value.substring(0, field.length());
        }
        if (field.type().equals("email") && !EMAIL.matcher(value).matches()) {
            throw RowError.of(
                    "INVALID_EMAIL_ADDRESS", field.label() + ": invalid email address: " + value, field.name());
        }
        if (field.restricted() && !field.picks().isEmpty()) {
            return picked(field, value);
        }
        return value;
    }

    private static String picked(Field field, String value) {
        for (String each : value.split(field.type().equals("multipicklist") ? ";" : "\\z")) {
            if (field.picks().stream().noneMatch(each::equalsIgnoreCase)) {
                throw RowError.of(
                        "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                        field.label() + ": bad value for restricted picklist field: " + value,
                        field.name());
            }
        }
        return field.picks().stream()
                .filter(value::equalsIgnoreCase)
                .findFirst()
                .orElse(value);
    }

    static Instant instant(String text) {
        String iso = text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        if (iso.length() <= 10) {
            return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = iso.endsWith("Z") || iso.matches(".*T.*[+-]\\d\\d:\\d\\d");
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static RowError wrongType(Field field, String text) {
        return RowError.of(
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                field.label() + ": value not of required type: " + text,
                field.name());
    }

    private static RowError outside(Field field, String text) {
        return RowError.of(
                "NUMBER_OUTSIDE_VALID_RANGE",
                field.label() + ": value outside of valid range on numeric field: " + text,
                field.name());
    }
}
