package app.tandem.crm;

import java.util.Map;

/**
 * A record to be written.
 *
 * <p>An unknown outcome is looked up by the row's unique key field; {@code EmailMessage} also by
 * {@code MessageIdentifier}. Where the org has no key field, the Description of a {@code Task} must end with
 * {@link #referenceLine()}, or a lost answer cannot be resolved (reliability 2.4).
 *
 * @param type API name of the object
 * @param fields values by API name: String, Boolean, Integer, java.time.Instant, java.time.LocalDate, or List of ids
 * @param attemptKey 64 hex digits that find this row again after a lost answer
 * @param copy a further activity of a message (sync L-20): what the message's id finds is not it
 */
public record Row(String type, Map<String, Object> fields, String attemptKey, boolean copy) {

    /** A row that is no copy. */
    public Row(String type, Map<String, Object> fields, String attemptKey) {
        this(type, fields, attemptKey, false);
    }

    /** The same as a further activity of its message. */
    public Row asCopy() {
        return new Row(type, fields, attemptKey, true);
    }

    private static final int REFERENCE_DIGITS = 16;

    /** {@code Ref: } and the first 16 digits of the attempt key. */
    public String referenceLine() {
        return "Ref: " + attemptKey.substring(0, REFERENCE_DIGITS);
    }
}
