package app.tandem.matching;

import app.tandem.item.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Addresses that stand in a text (sync L-6): the head of a forwarded message, a signature, a mailto link. From each at-sign it
 * looks a bounded way to both sides, so the time grows with the length of the text whatever stands in it.
 *
 * @see "docs/decisions/023-addresses-in-texts.md"
 */
public final class TextAddresses {

    private static final int TEXT = 262_144;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 190;
    private static final int LONGEST_LABEL = 63;
    private static final int MOST = 50;
    /** Without what an address may hold by the letter, but what in texts and links stands before one. */
    private static final String IN_LOCAL = "!#$%&'*+^_{}~.-";

    /** May stand inside a local part, but what begins with it is quoted or listed. */
    private static final String BEFORE = "'&*~.-";

    private TextAddresses() {}

    /** In order of appearance, each once, at most fifty. */
    public static List<Address> in(String text) {
        int end = Math.min(TEXT, text.length());
        Set<Address> found = new LinkedHashSet<>();
        for (int at = text.indexOf('@'); at >= 0 && at < end && found.size() < MOST; at = text.indexOf('@', at + 1)) {
            int from = start(text, at);
            int to = end(text, at, end);
            if (from < at && to > at + 1) {
                found.add(new Address(text.substring(from, to), null));
            }
        }
        return new ArrayList<>(found);
    }

    /** Where the local part begins; {@code at} where there is none, or one that is too long to be one. */
    private static int start(String text, int at) {
        int from = at;
        while (from > 0 && at - from <= LONGEST_LOCAL && isLocal(text.charAt(from - 1))) {
            from--;
        }
        if (from == at || at - from > LONGEST_LOCAL || text.charAt(at - 1) == '.') {
            return at;
        }
        while (from < at && BEFORE.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        return from;
    }

    /** Where the domain ends: labels with dots between them, the last one of letters; {@code at} where there is none. */
    private static int end(String text, int at, int limit) {
        int most = Math.min(limit, at + 1 + LONGEST_DOMAIN);
        int from = at + 1;
        int end = at;
        while (from < most) {
            int to = from;
            while (to < most && isLabel(text.charAt(to))) {
                to++;
            }
            if (to == from || to - from > LONGEST_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
                return end;
            }
            end = from > at + 1 && isTopLevel(text, from, to) ? to : at;
            if (to == most || text.charAt(to) != '.') {
                return end;
            }
            from = to + 1;
        }
        return end;
    }

    private static boolean isTopLevel(String text, int from, int to) {
        return to - from > 1
                && text.substring(from, to).chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
    }

    private static boolean isLocal(char c) {
        return isLabel(c) || IN_LOCAL.indexOf(c) >= 0;
    }

    private static boolean isLabel(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }
}
