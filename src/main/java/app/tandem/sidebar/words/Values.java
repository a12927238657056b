package app.tandem.sidebar.words;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo.FieldType;
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

    /** With as many decimals as Salesforce keeps for the field (pane U-420). */
    private static String number(BigDecimal number, FieldValue field, Words words) {
        NumberFormat format = NumberFormat.getNumberInstance(words.locale());
        int decimals = Math.max(0, number.scale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        String text = format.format(number);
        return field.type() == FieldType.PERCENT ? text + " %" : text;
    }
}
