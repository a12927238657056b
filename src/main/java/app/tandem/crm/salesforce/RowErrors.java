package app.tandem.crm.salesforce;

import app.tandem.item.WriteOutcome;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.SaveResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a row, by its StatusCode (salesforce-notes 5.2); there are 607 of them, so there is a default. */
final class RowErrors {

    /** Refused for now; a later attempt may pass. */
    private static final Set<String> LATER = Set.of(
            "UNABLE_TO_LOCK_ROW",
            "SERVER_UNAVAILABLE",
            "FUNCTIONALITY_TEMPORARILY_UNAVAILABLE",
            "REQUEST_RUNNING_TOO_LONG",
            "QUERY_TIMEOUT",
            "ALL_OR_NONE_OPERATION_ROLLED_BACK",
            "STORAGE_LIMIT_EXCEEDED",
            "LIMIT_EXCEEDED",
            Faults.REQUEST_LIMIT_EXCEEDED,
            "CIRCUIT_BREAKER_OPEN_EXCEPTION");

    private RowErrors() {}

    static WriteOutcome outcome(SaveResult result) {
        if (result.isSuccess() && result.getId() != null) {
            return new WriteOutcome.Done(RecordIds.full(result.getId()).orElse(result.getId()), null);
        }
        Error[] errors = result.getErrors();
        if (errors == null || errors.length == 0 || errors[0].getStatusCode() == null) {
            return new WriteOutcome.Unknown("NO_ERROR_GIVEN");
        }
        Error first = errors[0];
        List<String> fields = first.getFields() == null ? List.of() : List.of(first.getFields());
        return outcome(first.getStatusCode().toString(), first.getMessage(), fields);
    }

    /** Messages may quote data; only an id is taken from them. */
    static WriteOutcome outcome(String code, @Nullable String message, List<String> fields) {
        if (code.equals(Faults.DUPLICATE_VALUE)) {
            return new WriteOutcome.Exists(RecordIds.namedIn(message).orElse(null));
        }
        if (code.equals("ENTITY_IS_DELETED")) {
            return new WriteOutcome.Gone();
        }
        if (LATER.contains(code)) {
            return new WriteOutcome.Later(code, null);
        }
        return new WriteOutcome.Refused(code, fields.stream().sorted().toList());
    }

    /** The org's own automation ran out of its limits, which it shares among the rows of a call. */
    static boolean wantsSmallerSlices(SaveResult result) {
        Error[] errors = result.getErrors();
        if (result.isSuccess() || errors == null || errors.length == 0 || errors[0].getMessage() == null) {
            return false;
        }
        String message = errors[0].getMessage();
        return message.contains("Too many SOQL queries")
                || message.contains("Too many DML")
                || message.contains("Apex CPU time limit");
    }
}
