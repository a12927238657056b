package app.tandem.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks and normalises the value of a switch; a wrong one is an {@link IllegalArgumentException} that names the switch. */
final class SwitchValues {

    private static final int MOST_TEXTS = 5_000;
    private static final int LONGEST = 320;
    private static final int MOST_DAYS = 366;
    private static final int MOST_MONTHS = 120;
    private static final int ALL = 100;

    private SwitchValues() {}

    static Object normal(Switch which, Object value) {
        return switch (which.kind()) {
            case YES_NO -> yesNo(which, value);
            case TEXTS -> texts(which, value);
            case FILE_FILTERS -> filters(which, value);
            case FILE_TICKS ->
                FileTicks.read(value).orElseThrow(() -> wrong(which)).stored();
            case RESERVE -> reserve(which, value);
            case OBJECTS ->
                ObjectCard.read(value).orElseThrow(() -> wrong(which)).stream()
                        .map(ObjectCard::stored)
                        .toList();
            case AUTO_MODE -> upTo(which, value, AutoSave.Mode.values().length - 1);
            case WAY ->
                oneOf(
                        which,
                        value,
                        Arrays.stream(AutoSave.Way.values())
                                .map(way -> way.name().toLowerCase(Locale.ROOT))
                                .toList());
            case SCOPE -> oneOf(which, value, List.of("mine", "all"));
            case DAYS -> upTo(which, value, MOST_DAYS);
            case MONTHS -> upTo(which, value, MOST_MONTHS);
        };
    }

    private static Boolean yesNo(Switch which, Object value) {
        return switch (value) {
            case Boolean on -> on;
            case Number number when number.longValue() == 0 || number.longValue() == 1 -> number.longValue() == 1;
            default -> throw wrong(which);
        };
    }

    private static String oneOf(Switch which, Object value, List<String> words) {
        String word = text(which, value);
        if (!words.contains(word)) {
            throw wrong(which);
        }
        return word;
    }

    private static List<String> texts(Switch which, Object value) {
        if (!(value instanceof List<?> list) || list.size() > MOST_TEXTS) {
            throw wrong(which);
        }
        return list.stream().map(item -> text(which, item)).distinct().toList();
    }

    private static String text(Switch which, @Nullable Object item) {
        if (!(item instanceof String text) || text.isBlank() || text.length() > LONGEST) {
            throw wrong(which);
        }
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> filters(Switch which, Object value) {
        if (!(value instanceof Map<?, ?> map)
                || !Map.of("blocked", 1, "max", 1, "min", 1).keySet().containsAll(map.keySet())) {
            throw wrong(which);
        }
        Map<String, Object> normal = new TreeMap<>();
        Map<?, ?> fallback = (Map<?, ?>) which.fallback();
        normal.put("blocked", texts(which, part(map, fallback, "blocked")));
        normal.put("max", size(which, part(map, fallback, "max")));
        Map<String, Long> least = new TreeMap<>();
        if (map.get("min") instanceof Map<?, ?> sizes) {
            sizes.forEach((extension, size) -> least.put(text(which, extension), size(which, size)));
        }
        normal.put("min", least);
        return normal;
    }

    private static Map<String, Long> reserve(Switch which, Object value) {
        if (!(value instanceof Map<?, ?> map)
                || !Map.of("count", 1, "percent", 1).keySet().containsAll(map.keySet())) {
            throw wrong(which);
        }
        Map<?, ?> fallback = (Map<?, ?>) which.fallback();
        return Map.of(
                "count", size(which, part(map, fallback, "count")),
                "percent", upTo(which, part(map, fallback, "percent"), ALL));
    }

    private static Long upTo(Switch which, Object value, int most) {
        long number = size(which, value);
        if (number > most) {
            throw wrong(which);
        }
        return number;
    }

    private static Object part(Map<?, ?> map, Map<?, ?> fallback, String name) {
        Object own = map.get(name);
        return own == null ? Objects.requireNonNull(fallback.get(name)) : own;
    }

    private static Long size(Switch which, @Nullable Object value) {
        if (!(value instanceof Number number) || number.longValue() < 0) {
            throw wrong(which);
        }
        return number.longValue();
    }

    private static IllegalArgumentException wrong(Switch which) {
        return new IllegalArgumentException("not a value for " + which.number());
    }
}
