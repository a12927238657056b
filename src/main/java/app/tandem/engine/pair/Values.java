package app.tandem.engine.pair;

import app.tandem.item.ItemField;
import app.tandem.item.StoredItem;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Values before a change as the text of a note: a line per field, which a person can read as well. */
final class Values {

    private static final String IS = ": ";

    private Values() {}

    static String text(StoredItem item, Collection<ItemField> fields) {
        return fields.stream()
                .sorted()
                .map(field ->
                        field + IS + item.value(field).replace("\\", "\\\\").replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    /** The values of such a text; lines that are none of ours are left out. */
    static Map<ItemField, String> of(String text) {
        Map<ItemField, String> values = new EnumMap<>(ItemField.class);
        text.lines().forEach(line -> {
            for (ItemField field : ItemField.values()) {
                // What is blank may have lost the blank behind its colon on the way.
                if (line.strip().startsWith(field.name() + IS.strip())) {
                    values.put(
                            field,
                            plain(line.strip()
                                    .substring(field.name().length() + 1)
                                    .strip()));
                }
            }
        });
        return values;
    }

    private static String plain(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char one = escaped.charAt(i);
            if (one == '\\' && i + 1 < escaped.length()) {
                char next = escaped.charAt(++i);
                plain.append(next == 'n' ? '\n' : next);
            } else {
                plain.append(one);
            }
        }
        return plain.toString();
    }
}
