package app.tandem.platform;

/** Ends a cycle with a {@link RemoteFailure}; carries no content. */
public final class RemoteFailureException extends RuntimeException {

    private final transient RemoteFailure failure;

    public RemoteFailureException(RemoteFailure failure) {
        super(failure.getClass().getSimpleName() + " " + failure.code());
        this.failure = failure;
    }

    public RemoteFailureException(RemoteFailure failure, Throwable cause) {
        super(failure.getClass().getSimpleName() + " " + failure.code(), cause);
        this.failure = failure;
    }

    /** What happened. */
    public RemoteFailure failure() {
        return failure;
    }
}
