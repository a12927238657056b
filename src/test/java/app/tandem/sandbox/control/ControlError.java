package app.tandem.sandbox.control;

/** A call to the control port that cannot be answered as asked; the message says what and why. */
public final class ControlError extends RuntimeException {

    private final int status;

    private ControlError(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The call is wrong in itself. */
    public static ControlError bad(String message) {
        return new ControlError(400, message);
    }

    /** What it names is not there. */
    public static ControlError missing(String message) {
        return new ControlError(404, message);
    }

    /** It cannot be done as things stand. */
    public static ControlError conflict(String message) {
        return new ControlError(409, message);
    }

    /** The call has no such method. */
    static ControlError method(String message) {
        return new ControlError(405, message);
    }

    int status() {
        return status;
    }
}
