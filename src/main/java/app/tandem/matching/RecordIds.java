package app.tandem.matching;

import java.util.Optional;
import java.util.regex.Pattern;

/** Salesforce ids: 15 characters that depend on case, or 18 with a suffix that proves the case of the first 15. */
public final class RecordIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?");

    private RecordIds() {}

    /** The 18 characters of an id in either form; empty when it is none, or its suffix is wrong. */
    public static Optional<String> full(String id) {
        if (!FORM.matcher(id).matches()) {
            return Optional.empty();
        }
        String plain = id.substring(0, 15);
        String full = plain + suffix(plain);
        return id.length() == 15 || full.equals(id) ? Optional.of(full) : Optional.empty();
    }

    /** Each of the three letters tells which of five characters are capitals. */
    private static String suffix(String plain) {
        StringBuilder suffix = new StringBuilder(3);
        for (int chunk = 0; chunk < 15; chunk += 5) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                char c = plain.charAt(chunk + i);
                bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            suffix.append(ALPHABET.charAt(bits));
        }
        return suffix.toString();
    }
}
