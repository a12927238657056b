package app.tandem.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object that is shown in the pane, and what its cards say (pane U-381, U-383).
 *
 * @param object API name
 * @param fields API names of at most four fields
 */
public record ObjectCard(String object, List<String> fields) {

    private static final int MOST_OBJECTS = 50;
    private static final int MOST_FIELDS = 4;
    private static final String OBJECT = "object";
    private static final String FIELDS = "fields";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");

    public ObjectCard {
        fields = List.copyOf(fields);
    }

    /** As it is kept. */
    public Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put(OBJECT, object);
        stored.put(FIELDS, fields);
        return stored;
    }

    /** Those of a stored value, in order; empty where nobody chose any. */
    public static List<ObjectCard> of(@Nullable Object value) {
        return read(value).orElse(List.of());
    }

    /** Those of a value, if every one can be read, none is there twice, and there are not too many. */
    static Optional<List<ObjectCard>> read(@Nullable Object value) {
        if (!(value instanceof Collection<?> list) || list.size() > MOST_OBJECTS) {
            return Optional.empty();
        }
        List<ObjectCard> cards = list.stream().flatMap(one -> one(one).stream()).toList();
        long different = cards.stream().map(ObjectCard::object).distinct().count();
        return different == list.size() ? Optional.of(cards) : Optional.empty();
    }

    private static Optional<ObjectCard> one(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)
                || !(map.get(OBJECT) instanceof String object)
                || !(map.get(FIELDS) instanceof Collection<?> fields)
                || fields.size() > MOST_FIELDS) {
            return Optional.empty();
        }
        List<String> names = fields.stream().map(Objects::toString).distinct().toList();
        return isName(object) && names.stream().allMatch(ObjectCard::isName)
                ? Optional.of(new ObjectCard(object, names))
                : Optional.empty();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
