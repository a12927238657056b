package app.tandem.sandbox.graph.odata;

import java.util.Map;

/** A refusal: status, Graph's error code and message, and headers that belong to it. */
public final class Problem extends RuntimeException {

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private Problem(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    /** A refusal of the given status. */
    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, Map.of());
    }

    /** A refusal with a header of its own. */
    public static Problem of(int status, String code, String message, String header, String value) {
        return new Problem(status, code, message, Map.of(header, value));
    }

    /** 400. */
    public static Problem bad(String code, String message) {
        return of(400, code, message);
    }

    /** 400 for a body that does not fit the type it should have. */
    public static Problem body(String message) {
        return of(400, "RequestBodyRead", message);
    }

    /** 400 for query options that do not fit the type they speak of. */
    public static Problem query(String message) {
        return of(400, "RequestBroker--ParseUri", message);
    }

    /** 400 for a path that leads nowhere. */
    public static Problem segment(String segment) {
        return of(400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
    }

    /** 404 for an item that is not, or no longer, in the mailbox under this id. */
    public static Problem itemNotFound() {
        return of(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    /** 404 for a folder. */
    public static Problem folderNotFound() {
        return of(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");
    }

    /** 400 for an id that nobody can have issued in this form. */
    public static Problem idMalformed() {
        return of(400, "ErrorInvalidIdMalformed", "Id is malformed.");
    }

    /** 403. */
    public static Problem denied() {
        return of(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    /** 405. */
    public static Problem method() {
        return of(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Graph's error code. */
    public String code() {
        return code;
    }

    /** Headers of the refusal. */
    public Map<String, String> headers() {
        return headers;
    }
}
