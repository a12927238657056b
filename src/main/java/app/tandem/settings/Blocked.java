package app.tandem.settings;

import app.tandem.item.Address;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An entry of a blocklist: an exact address or an exact domain, without wildcards (sync B-2). */
public final class Blocked {

    /** The longest address there is, and a bit. */
    private static final int LONGEST = 320;

    /** A label cannot be matched in two ways, so this takes linear time. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?!-)[\\p{L}\\p{N}-]{1,63}(?<!-)(?:\\.(?!-)[\\p{L}\\p{N}-]{1,63}(?<!-))+");

    private static final Pattern LOCAL = Pattern.compile("[^\\s@*?%,;:<>()\\[\\]\"\\\\]{1,64}");

    private Blocked() {}

    /**
     * The entry as it is kept, in lower case.
     *
     * @param typed by a person; a domain may begin with {@code @}
     * @return empty when it is neither an address nor a domain
     */
    public static Optional<String> read(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String entry = typed.strip().toLowerCase(Locale.ROOT);
        Address address = new Address(entry, null);
        if (address.isValid()) {
            String local = entry.substring(0, entry.lastIndexOf('@'));
            return LOCAL.matcher(local).matches() && isDomain(address.domain()) ? Optional.of(entry) : Optional.empty();
        }
        String domain = entry.startsWith("@") ? entry.substring(1) : entry;
        return isDomain(domain) ? Optional.of(domain) : Optional.empty();
    }

    private static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }
}
