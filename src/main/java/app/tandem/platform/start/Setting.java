package app.tandem.platform.start;

import java.util.Optional;
import java.util.function.Function;

/**
 * One setting of the shipped jar.
 *
 * @param purpose what it is for, for somebody who reads it the first time
 * @param fallback what holds when it is not set; empty text for none
 * @param fault what is wrong with a value, if anything; never repeats a secret
 */
public record Setting(
        String name,
        boolean required,
        String purpose,
        String example,
        String fallback,
        Function<String, Optional<String>> fault) {

    /** The name as an environment variable. */
    public String variable() {
        return name.replace("-", "").replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
