package app.tandem.sidebar.words;

import app.tandem.crm.FieldValue;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;

/** Values of Salesforce fields as the person reads them: dates, numbers and yes or no in their language (pane U-420). */
public final class Values {

    private Values() {}

    /** The value in the person's language; empty where there is none. */
    public static String of(FieldValue field, Words words) {
        return switch (field.value()) {
            case null -> "";
            case Boolean yes -> words.of(yes ? "yes" : "no");
            case LocalDate day -> words.day(day);
            case Instant instant -> words.time(instant);
            case BigDecimal number -> number(number, field, words);
            default -> field.text();
        };
    }

    private static String number(BigDecimal number, FieldValue field, Words words) {
        return switch (field.type()) {
            case PERCENT -> NumberFormat.getNumberInstance(words.locale()).format(number) + " %";
            default -> NumberFormat.getNumberInstance(words.locale()).format(number);
        };
    }
}
