package app.tandem.crm.salesforce;

import app.tandem.item.WriteOutcome;
import app.tandem.platform.RemoteFailure;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates records slice by slice, never twice. A lost answer makes the whole slice unknown; a refused call before
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
        CallFailed before = stopped;
        if (before != null) {
            return all(slice, later(before));
        }
        try {
            return outcomes(slice, send(slice));
        } catch (CallFailed failed) {
            boolean less = !failed.isDoubtful() && Faults.asksForLess(failed) && slice.size() > 1;
            return less ? halves(slice) : failed(slice, failed);
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

    private SaveResult[] send(List<SObject> slice) {
        SObject[] records = slice.toArray(SObject[]::new);
        SaveResult[] results = conversation.write(connection -> connection.create(records));
        if (results.length != records.length) {
            throw CallFailed.doubtful("UNREADABLE_ANSWER", null);
        }
        written = true;
        return results;
    }

    private List<WriteOutcome> outcomes(List<SObject> slice, SaveResult[] results) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            outcomes.add(RowErrors.outcome(results[i]));
            if (slice.size() > SMALL_SLICE && RowErrors.wantsSmallerSlices(results[i])) {
                again.add(i);
            }
        }
        for (List<Integer> few : Slices.of(again, SMALL_SLICE, Long.MAX_VALUE, i -> 1)) {
            List<WriteOutcome> anew = create(few.stream().map(slice::get).toList());
            for (int i = 0; i < few.size(); i++) {
                outcomes.set(few.get(i), anew.get(i));
            }
        }
        return outcomes;
    }

    private List<WriteOutcome> halves(List<SObject> slice) {
        int half = slice.size() / 2;
        List<WriteOutcome> outcomes = new ArrayList<>(create(slice.subList(0, half)));
        outcomes.addAll(create(slice.subList(half, slice.size())));
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
