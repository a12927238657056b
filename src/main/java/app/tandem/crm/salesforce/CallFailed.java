package app.tandem.crm.salesforce;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import org.jspecify.annotations.Nullable;

/** A call that brought no result. Stays inside the adapter; {@link #asRemoteFailure()} is what leaves it. */
final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RemoteFailure failure;
    private final boolean doubtful;

    private CallFailed(RemoteFailure failure, boolean doubtful, @Nullable Throwable cause) {
        super(failure.code(), cause);
        this.failure = failure;
        this.doubtful = doubtful;
    }

    /** It certainly had no effect. */
    static CallFailed withoutEffect(RemoteFailure failure, @Nullable Throwable cause) {
        return new CallFailed(failure, false, cause);
    }

    /** It may have had its effect. */
    static CallFailed doubtful(String code, @Nullable Throwable cause) {
        return new CallFailed(new RemoteFailure.Unreachable(code), true, cause);
    }

    String code() {
        return failure.code();
    }

    RemoteFailure failure() {
        return failure;
    }

    /** Whether a write may have happened. */
    boolean isDoubtful() {
        return doubtful;
    }

    RemoteFailureException asRemoteFailure() {
        return new RemoteFailureException(failure, this);
    }
}
