package app.tandem.item;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail address as it stood in a header.
 *
 * @param address lower case, trimmed; may be malformed: it is what the message said
 * @param name the display name, if any
 */
public record Address(String address, @Nullable String name) {

    public Address {
        address = address.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it has a local part and a domain. */
    public boolean isValid() {
        int at = address.lastIndexOf('@');
        return at > 0 && at < address.length() - 1 && address.chars().noneMatch(Character::isWhitespace);
    }

    /** What follows the last {@code @}; empty when malformed. */
    public String domain() {
        return isValid() ? address.substring(address.lastIndexOf('@') + 1) : "";
    }
}
