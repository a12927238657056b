package app.tandem.journal;

/** Another node has taken the user over: whatever this node still does is not recorded, and the other one adopts it. */
public final class StaleLeaseException extends RuntimeException {

    public StaleLeaseException() {
        super("the lease was taken over");
    }
}
