package app.tandem.crm.salesforce;

import app.tandem.item.WriteOutcome;
import com.sforce.soap.partner.DeleteResult;
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

    /** What Salesforce answers for a row, whatever the call. */
    record Result(boolean success, @Nullable String id, List<Error> errors) {

        static Result of(SaveResult result) {
            return new Result(result.isSuccess(), result.getId(), list(result.getErrors()));
        }

        static Result of(DeleteResult result) {
            return new Result(result.isSuccess(), result.getId(), list(result.getErrors()));
        }

        private static List<Error> list(Error @Nullable [] errors) {
            return errors == null ? List.of() : List.of(errors);
        }
    }

    static WriteOutcome outcome(SaveResult result) {
        return outcome(Result.of(result));
    }

    static WriteOutcome outcome(Result result) {
        if (result.success() && result.id() != null) {
            return new WriteOutcome.Done(RecordIds.full(result.id()).orElse(result.id()), null);
        }
        if (result.errors().isEmpty() || result.errors().getFirst().getStatusCode() == null) {
            return new WriteOutcome.Unknown("NO_ERROR_GIVEN");
        }
        Error first = result.errors().getFirst();
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
    static boolean wantsSmallerSlices(Result result) {
        if (result.success()
                || result.errors().isEmpty()
                || result.errors().getFirst().getMessage() == null) {
            return false;
        }
        String message = result.errors().getFirst().getMessage();
        return message.contains("Too many SOQL queries")
                || message.contains("Too many DML")
                || message.contains("Apex CPU time limit");
    }
}
