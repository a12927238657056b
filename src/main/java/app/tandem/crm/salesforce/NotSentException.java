package app.tandem.crm.salesforce;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request certainly had no effect: it never left, or something before Salesforce turned it away. */
final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    NotSentException(String code, @Nullable Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
