package app.tandem.crm;

import org.jspecify.annotations.Nullable;

/**
 * A field's value on a card or in a view.
 *
 * @param name API name
 * @param value typed: String, Boolean, BigDecimal with the field's scale, java.time.LocalDate, java.time.Instant, {@link
 *     app.tandem.item.RecordRef} for a reference, List of String for several choices; null when empty
 * @param text what people read: a choice's label, the name of a referenced record; dates and numbers in ISO form, for
 *     the pane to put into the reader's locale
 */
public record FieldValue(
        String name,
        String label,
        ObjectInfo.FieldType type,
        @Nullable Object value,
        String text) {}
