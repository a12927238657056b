package app.tandem.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a mail are ticked at first when it is saved (sync A-10; pane U-197).
 *
 * @param types extensions in lower case without a dot; they count only for {@link Rule#LISTED}
 */
public record FileTicks(Rule rule, List<String> types) {

    /** What decides. */
    public enum Rule {
        /** Those above 100 kB; smaller ones are usually logos. */
        LARGE,
        /** Those of the listed types. */
        LISTED,
        ALL,
        NONE
    }

    /** Where nobody chose. */
    public static final FileTicks DEFAULT = new FileTicks(Rule.LARGE, List.of());

    private static final long LARGE = 100 * 1024;
    private static final int MOST_TYPES = 100;
    private static final Pattern TYPE = Pattern.compile("[\\p{Ll}\\p{N}_-]{1,20}");
    private static final String RULE = "files";
    private static final String TYPES = "types";

    /** A type as it is kept, of what somebody typed; empty when it is none. */
    public static Optional<String> type(String typed) {
        String type = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
        return TYPE.matcher(type).matches() ? Optional.of(type) : Optional.empty();
    }

    /** The setting's value in this form; the default where it is none. */
    public static FileTicks of(Object value) {
        return read(value).orElse(DEFAULT);
    }

    static Optional<FileTicks> read(Object value) {
        if (!(value instanceof Map<?, ?> map)
                || !Set.of(RULE, TYPES).equals(map.keySet())
                || !(map.get(RULE) instanceof String rule)
                || !(map.get(TYPES) instanceof List<?> types)
                || types.size() > MOST_TYPES
                || !types.stream()
                        .allMatch(type -> type instanceof String text
                                && TYPE.matcher(text).matches())) {
            return Optional.empty();
        }
        return java.util.Arrays.stream(Rule.values())
                .filter(one -> one.name().equals(rule))
                .map(one -> new FileTicks(
                        one, types.stream().map(String::valueOf).distinct().toList()))
                .findFirst();
    }

    /** As it is kept: {@code {"files": rule, "types": […]}}. */
    public Map<String, Object> stored() {
        return Map.of(RULE, rule.name(), TYPES, types);
    }

    /**
     * Whether that file is ticked.
     *
     * @param bytes its size
     */
    public boolean takes(String name, long bytes) {
        return switch (rule) {
            case LARGE -> bytes > LARGE;
            case LISTED ->
                types.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
            case ALL -> true;
            case NONE -> false;
        };
    }
}
