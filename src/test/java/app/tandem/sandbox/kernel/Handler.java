package app.tandem.sandbox.kernel;

/** A service's way with a request. */
public interface Handler {
    /** The answer; an exception becomes 500 and is logged as the sandbox's own fault. */
    Reply handle(Exchange exchange) throws Exception;
}
