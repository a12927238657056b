package app.tandem.sandbox.salesforce;

import org.jspecify.annotations.Nullable;

/** Record ids: 15 case-sensitive characters, and 3 more that say which of them are upper case. */
final class Ids {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private long last = 1_000_000;

    /** A new id of 18 characters. */
    synchronized String next(String prefix) {
        StringBuilder digits = new StringBuilder();
        for (long rest = ++last; rest > 0; rest /= 62) {
            digits.append(DIGITS.charAt((int) (rest % 62)));
        }
        while (digits.length() < 9) {
            digits.append('0');
        }
        return long18(prefix + "5e0" + digits.reverse());
    }

    /** The 18-character form; null when it is not an id at all. */
    static @Nullable String normal(String id) {
        if (!id.matches("[a-zA-Z0-9]{15}|[a-zA-Z0-9]{18}")) {
            return null;
        }
        return id.length() == 15 ? long18(id) : id;
    }

    static String long18(String id15) {
        StringBuilder all = new StringBuilder(id15);
        for (int block = 0; block < 15; block += 5) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                if (Character.isUpperCase(id15.charAt(block + i))) {
                    bits |= 1 << i;
                }
            }
            all.append(CHECK.charAt(bits));
        }
        return all.toString();
    }
}
