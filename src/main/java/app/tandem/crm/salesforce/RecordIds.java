package app.tandem.crm.salesforce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Record ids: 15 case-sensitive characters, or 18 that also survive where case is lost. */
final class RecordIds {

    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?");
    private static final Pattern IN_MESSAGE = Pattern.compile("\\bid: ?([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)\\b");
    private static final String SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int SHORT = 15;
    private static final int GROUP = 5;

    private RecordIds() {}

    /** The 18-character form, if it is an id and its suffix fits. */
    static Optional<String> full(@Nullable String id) {
        if (id == null || !FORM.matcher(id).matches()) {
            return Optional.empty();
        }
        String full = id.substring(0, SHORT) + suffix(id);
        return id.length() == SHORT || full.equals(id) ? Optional.of(full) : Optional.empty();
    }

    /** The id that a message such as "… duplicates value on record with id: …" names. */
    static Optional<String> namedIn(@Nullable String message) {
        Matcher id = IN_MESSAGE.matcher(message == null ? "" : message);
        return id.find() ? full(id.group(1)) : Optional.empty();
    }

    /** The object's part of an id. */
    static String prefix(String id) {
        return id.substring(0, 3);
    }

    private static String suffix(String id) {
        StringBuilder suffix = new StringBuilder();
        for (int group = 0; group < SHORT; group += GROUP) {
            int capitals = 0;
            for (int i = 0; i < GROUP; i++) {
                char c = id.charAt(group + i);
                capitals |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
            }
            suffix.append(SUFFIXES.charAt(capitals));
        }
        return suffix.toString();
    }
}
