package app.tandem.credentials.vault;

/** A grant was tampered with, lies in the wrong row, or its key-encryption key is gone. */
public final class GrantSealException extends RuntimeException {

    GrantSealException(String message, Throwable cause) {
        super(message, cause);
    }
}
