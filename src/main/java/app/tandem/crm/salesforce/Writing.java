package app.tandem.crm.salesforce;

import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates, changes and deletes records slice by slice, never twice. A lost answer makes the whole slice unknown; a refused call before
 * anything was written ends the conversation, and makes what is left wait after that.
 */
final class Writing {

    private static final int SMALL_SLICE = 10;

    private final Conversation conversation;
    private boolean written;
    private @Nullable CallFailed stopped;

    Writing(Conversation conversation) {
        this.conversation = conversation;
    }

    /** An outcome per record, in order. */
    List<WriteOutcome> create(List<SObject> slice) {
        return write(slice, this::created);
    }

    /** An outcome per id, in order. */
    List<WriteOutcome> delete(List<String> slice) {
        return write(slice, this::deleted);
    }

    /** An outcome per record, in order; each carries its id and the fields to change. */
    List<WriteOutcome> update(List<SObject> slice) {
        return write(slice, this::updated);
    }

    private <T> List<WriteOutcome> write(List<T> slice, Function<List<T>, List<RowErrors.Result>> sender) {
        CallFailed before = stopped;
        if (before != null) {
            return all(slice, later(before));
        }
        try {
            return outcomes(slice, sender);
        } catch (CallFailed failed) {
            boolean less = !failed.isDoubtful() && Faults.asksForLess(failed) && slice.size() > 1;
            return less ? halves(slice, sender) : failed(slice, failed);
        }
    }

    /** A single write by other means than SOAP, under the same rules. */
    WriteOutcome one(Supplier<WriteOutcome> write) {
        CallFailed before = stopped;
        if (before != null) {
            return later(before);
        }
        try {
            WriteOutcome outcome = write.get();
            written = true;
            return outcome;
        } catch (CallFailed failed) {
            return failed(List.of(write), failed).getFirst();
        }
    }

    private List<RowErrors.Result> created(List<SObject> slice) {
        SObject[] records = slice.toArray(SObject[]::new);
        SaveResult[] results = conversation.write(connection -> connection.create(records));
        return Stream.of(results).map(RowErrors.Result::of).toList();
    }

    private List<RowErrors.Result> updated(List<SObject> slice) {
        SObject[] records = slice.toArray(SObject[]::new);
        SaveResult[] results = conversation.write(connection -> connection.update(records));
        return Stream.of(results).map(RowErrors.Result::of).toList();
    }

    private List<RowErrors.Result> deleted(List<String> slice) {
        String[] ids = slice.toArray(String[]::new);
        DeleteResult[] results = conversation.write(connection -> connection.delete(ids));
        return Stream.of(results).map(RowErrors.Result::of).toList();
    }

    private <T> List<WriteOutcome> outcomes(List<T> slice, Function<List<T>, List<RowErrors.Result>> sender) {
        List<RowErrors.Result> results = sender.apply(slice);
        if (results.size() != slice.size()) {
            throw CallFailed.doubtful("UNREADABLE_ANSWER", null);
        }
        written = true;
        List<WriteOutcome> outcomes = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            outcomes.add(RowErrors.outcome(results.get(i)));
            if (slice.size() > SMALL_SLICE && RowErrors.wantsSmallerSlices(results.get(i))) {
                again.add(i);
            }
        }
        for (List<Integer> few : Slices.of(again, SMALL_SLICE, Long.MAX_VALUE, i -> 1)) {
            List<WriteOutcome> anew = write(few.stream().map(slice::get).toList(), sender);
            for (int i = 0; i < few.size(); i++) {
                outcomes.set(few.get(i), anew.get(i));
            }
        }
        return outcomes;
    }

    private <T> List<WriteOutcome> halves(List<T> slice, Function<List<T>, List<RowErrors.Result>> sender) {
        int half = slice.size() / 2;
        List<WriteOutcome> outcomes = new ArrayList<>(write(slice.subList(0, half), sender));
        outcomes.addAll(write(slice.subList(half, slice.size()), sender));
        return outcomes;
    }

    private List<WriteOutcome> failed(List<?> slice, CallFailed failed) {
        if (failed.isDoubtful()) {
            written = true;
            return all(slice, new WriteOutcome.Unknown(failed.code()));
        }
        if (Faults.asksForLess(failed)) {
            return all(slice, new WriteOutcome.Refused(failed.code(), List.of()));
        }
        if (!written) {
            throw failed;
        }
        stopped = failed;
        return all(slice, later(failed));
    }

    private static WriteOutcome later(CallFailed failed) {
        return new WriteOutcome.Later(failed.code(), until(failed.failure()));
    }

    private static @Nullable Instant until(RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Throttled throttled -> throttled.until();
            case RemoteFailure.BudgetSpent spent -> spent.until();
            case RemoteFailure.GrantRejected rejected -> null;
            case RemoteFailure.AccessDenied denied -> null;
            case RemoteFailure.Unreachable unreachable -> null;
        };
    }

    private static List<WriteOutcome> all(List<?> slice, WriteOutcome outcome) {
        return slice.stream().map(row -> outcome).toList();
    }
}
