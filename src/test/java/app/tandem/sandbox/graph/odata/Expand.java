package app.tandem.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One item of {@code $expand}: a navigation property, perhaps after a cast, with options of its own. */
public record Expand(String name, @Nullable String cast, Map<String, String> options) {

    /** All items; each must be a navigation property of the type. */
    public static List<Expand> of(Query query, String type) {
        return query.get("$expand").map(value -> parse(value, type)).orElse(List.of());
    }

    /** Reads an $expand value. */
    public static List<Expand> parse(String value, String type) {
        List<Expand> items = new ArrayList<>();
        for (String item : split(value, ',')) {
            int open = item.indexOf('(');
            boolean closed = open < 0 || item.endsWith(")");
            String path = (open < 0 ? item : item.substring(0, open)).strip();
            if (!closed || path.isEmpty()) {
                throw Problem.query("Term '" + item + "' is not valid in a $select or $expand expression.");
            }
            items.add(item(path, type, open < 0 ? "" : item.substring(open + 1, item.length() - 1)));
        }
        return items;
    }

    private static Expand item(String path, String type, String options) {
        int slash = path.indexOf('/');
        String cast = slash < 0 ? null : castType(path.substring(0, slash));
        String name = path.substring(slash + 1);
        String owner = cast == null ? type : cast;
        if (Schema.mail().navigation(owner, name).isEmpty()) {
            throw Problem.query(
                    Schema.mail().property(owner, name).isPresent()
                            ? "Property '" + name + "' on type '" + Names.outlook(owner)
                                    + "' is not a navigation property or complex property. Only navigation properties can be"
                                    + " expanded."
                            : "Could not find a property named '" + name + "' on type '" + Names.outlook(owner) + "'.");
        }
        Map<String, String> parsed = new TreeMap<>();
        for (String option : split(options, ';')) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw Problem.query("Term '" + option + "' is not valid in a $select or $expand expression.");
            }
            parsed.put(
                    option.substring(0, equals).strip(),
                    option.substring(equals + 1).strip());
        }
        return new Expand(name, cast, parsed);
    }

    /** Type names in a cast ignore case: clients write {@code microsoft.graph.itemattachment}. */
    private static String castType(String qualified) {
        return Schema.mail().types().keySet().stream()
                .filter(type -> ("microsoft.graph." + type).equalsIgnoreCase(qualified))
                .findFirst()
                .orElseThrow(() -> Problem.query("The type '" + qualified + "' is not defined in the model."));
    }

    /** An option inside the parentheses. */
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    private static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == separator && depth == 0 && !quoted) {
                pieces.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }
}
