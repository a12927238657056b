package app.tandem.matching;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records that a text links to (sync L-6), whatever host the link names: orgs have hosts of their own, and link
 * rewriters wrap them. Whether such a record exists only the org can tell.
 */
public final class RecordLinks {

    private static final int TEXT = 262_144;
    private static final int URLS = 200;
    private static final int MOST = 20;
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'\\])}]{10,2000}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("(?<=[/=])([a-zA-Z0-9]{18}|[a-zA-Z0-9]{15})(?=$|[/?&#])");

    /** Fifteen characters prove nothing by themselves: only objects that a person would link to. */
    private static final Pattern KNOWN_PREFIX =
            Pattern.compile("001|003|006|500|00Q|701|800|801|0Q0|02i|a[0-9][0-9a-zA-Z]");

    private RecordLinks() {}

    /** Ids of 18 characters in order of appearance, at most twenty. */
    public static List<String> in(String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher urls = URL.matcher(text.substring(0, Math.min(TEXT, text.length())));
        for (int i = 0; i < URLS && ids.size() < MOST && urls.find(); i++) {
            collect(decoded(urls.group()), ids);
        }
        return new ArrayList<>(ids);
    }

    private static void collect(String url, Set<String> ids) {
        Matcher matcher = ID.matcher(url);
        while (ids.size() < MOST && matcher.find()) {
            String id = matcher.group(1);
            if (id.length() == 18 || KNOWN_PREFIX.matcher(id.substring(0, 3)).matches()) {
                RecordIds.full(id).ifPresent(ids::add);
            }
        }
    }

    private static String decoded(String url) {
        String bare = url.replaceAll("[.,;:!]+$", "");
        if (bare.indexOf('%') < 0) {
            return bare;
        }
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return bare;
        }
    }
}
