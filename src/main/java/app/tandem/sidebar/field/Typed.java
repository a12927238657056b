package app.tandem.sidebar.field;

import app.tandem.crm.ObjectInfo.Field;
import app.tandem.crm.ObjectInfo.FieldType;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values as an input holds them, and back: dates in ISO form as native inputs want them, times in the person's zone,
 * numbers as the person's language writes them (pane U-147, U-148).
 */
final class Typed {

    /** What a text means for a field. */
    sealed interface Read {}

    /**
     * A value; null where the text is empty.
     *
     * @param text what people read for it
     */
    record Value(@Nullable Object value, String text) implements Read {

        Value(@Nullable Object value) {
            this(value, value == null ? "" : value.toString());
        }
    }

    /**
     * It cannot be stored.
     *
     * @param why key of the reason's text
     * @param bound what the reason speaks of; 0 where it speaks of nothing
     */
    record Wrong(String why, int bound) implements Read {}

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

    private final Locale locale;
    private final ZoneId zone;

    Typed(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    /** The value as the field's input shows it. */
    String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number(number);
            case Instant time -> MINUTES.format(time.atZone(zone));
            default -> value.toString();
        };
    }

    private String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /** What the text means for the field. */
    Read read(Field field, String typed) {
        String text = field.type() == FieldType.LONG_TEXT ? typed : typed.strip();
        if (text.isBlank()) {
            return new Value(null);
        }
        return switch (field.type()) {
            case INTEGER, DECIMAL, CURRENCY, PERCENT -> number(field, text);
            case DATE -> day(text);
            case DATE_TIME -> time(text);
            default ->
                field.length() > 0 && text.length() > field.length()
                        ? new Wrong("field.too-long", field.length())
                        : new Value(text);
        };
    }

    private Read number(Field field, String text) {
        BigDecimal number = parsed(text.replaceAll("[\\s\\u00a0\\u202f]", ""));
        if (number == null) {
            return new Wrong("field.no-number", 0);
        }
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > field.scale()) {
            return field.scale() == 0
                    ? new Wrong("field.no-whole-number", 0)
                    : new Wrong("field.too-many-decimals", field.scale());
        }
        int whole = field.precision() - field.scale();
        boolean tooLong = field.precision() > 0 && plain.precision() - plain.scale() > whole;
        return tooLong ? new Wrong("field.too-large", whole) : new Value(number);
    }

    /**
     * Strict, so that a point in a language that groups with points is refused instead of making the number a thousand times
     * larger.
     */
    private @Nullable BigDecimal parsed(String text) {
        BigDecimal grouped = parsed(text, true);
        return grouped == null ? parsed(text, false) : grouped;
    }

    private @Nullable BigDecimal parsed(String text, boolean grouping) {
        if (!(NumberFormat.getNumberInstance(locale) instanceof DecimalFormat format)) {
            return null;
        }
        format.setParseBigDecimal(true);
        format.setStrict(true);
        format.setGroupingUsed(grouping);
        ParsePosition position = new ParsePosition(0);
        Object number = format.parse(text, position);
        return position.getIndex() == text.length() && number instanceof BigDecimal found ? found : null;
    }

    private static Read day(String text) {
        try {
            return new Value(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return new Wrong("field.no-day", 0);
        }
    }

    private Read time(String text) {
        try {
            return new Value(LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return new Wrong("field.no-time", 0);
        }
    }

    /** Whether two values are the same for a person: inputs show no seconds, and 5.00 is 5. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return switch (one) {
            case BigDecimal number when other instanceof BigDecimal second -> number.compareTo(second) == 0;
            case Instant time
            when other instanceof Instant second ->
                time.truncatedTo(ChronoUnit.MINUTES).equals(second.truncatedTo(ChronoUnit.MINUTES));
            case null -> other == null || other.equals(Boolean.FALSE);
            case Boolean no when other == null -> !no;
            default -> one.equals(other);
        };
    }
}
