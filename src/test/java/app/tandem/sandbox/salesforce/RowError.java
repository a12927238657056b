package app.tandem.sandbox.salesforce;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One record of a call is refused. */
final class RowError extends RuntimeException {

    final String code;
    final List<String> fields;
    final transient @Nullable DuplicateMatches matches;

    RowError(String code, String message, List<String> fields) {
        this(code, message, fields, null);
    }

    RowError(String code, String message, List<String> fields, @Nullable DuplicateMatches matches) {
        super(message, null, false, false);
        this.code = code;
        this.fields = fields;
        this.matches = matches;
    }

    static RowError of(String code, String message, String... fields) {
        return new RowError(code, message, List.of(fields));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
