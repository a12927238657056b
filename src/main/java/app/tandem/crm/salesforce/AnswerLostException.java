package app.tandem.crm.salesforce;

import java.io.IOException;

/** A request may have reached Salesforce, and no usable answer came back. */
final class AnswerLostException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    AnswerLostException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    AnswerLostException(String code) {
        super(code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
