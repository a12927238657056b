package app.tandem.sandbox.salesforce;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field or function that has been found, and the way to its value.
 *
 * @param plain the field stands on the record itself, so an index may help
 */
record Operand<T>(Field field, Function<T, @Nullable Object> value, boolean plain) {}
