package app.tandem.sidebar.save;

/** The item is not in the connected mailbox any more, so nothing can be saved of it. */
public final class GoneException extends RuntimeException {

    @java.io.Serial
    private static final long serialVersionUID = 1L;

    GoneException() {
        super("the item is not in the mailbox");
    }
}
