package app.tandem.sandbox.salesforce;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The error of a row, as SOAP shows it. */
final class Errors {

    private Errors() {}

    static List<Struct> of(@Nullable RowError error, Session session) {
        if (error == null) {
            return List.of();
        }
        Struct struct = Struct.of("fields", error.fields, "message", error.getMessage(), "statusCode", error.code);
        if (error.matches != null) {
            struct.and(Struct.TYPE, "DuplicateError").and("duplicateResult", Duplicates.result(error.matches, false));
        }
        return List.of(struct);
    }
}
