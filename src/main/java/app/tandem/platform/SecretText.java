package app.tandem.platform;

import java.util.Objects;

/** A token, password or key. It has no printable form and is not serialisable; the plain text leaves only by {@link #reveal()}. */
public final class SecretText {

    private final String plain;

    private SecretText(String plain) {
        this.plain = plain;
    }

    /** Wraps a secret. */
    public static SecretText of(String plain) {
        return new SecretText(plain);
    }

    /** The plain text; only for the call that sends or seals it. */
    public String reveal() {
        return plain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && plain.equals(secret.plain);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(plain);
    }

    @Override
    public String toString() {
        return "***";
    }
}
