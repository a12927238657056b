package app.tandem.sandbox.graph.odata;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The query options of a request; each once, none that is not understood. */
public final class Query {

    private static final Set<String> SYSTEM = Set.of(
            "$select",
            "$filter",
            "$orderby",
            "$top",
            "$skip",
            "$search",
            "$count",
            "$expand",
            "$skiptoken",
            "$deltatoken",
            "$format");

    private final Map<String, String> options = new LinkedHashMap<>();

    /** Reads the encoded query. A plus sign is a plus sign. */
    public static Query of(String encoded) {
        Query query = new Query();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                query.add(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** A query without options. */
    public static Query none() {
        return new Query();
    }

    private void add(String name, String value) {
        if (options.put(name, value) != null) {
            throw Problem.bad(
                    "BadRequest",
                    "Query option '" + name + "' was specified more than once, but it must be specified at most once.");
        }
    }

    /** Refuses every option but these. */
    public Query only(String... allowed) {
        Set<String> known = Set.of(allowed);
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw Problem.bad(
                        "BadRequest",
                        SYSTEM.contains(name)
                                ? "The query option '" + name + "' is not supported for this resource."
                                : "The query parameter '" + name + "' is not supported.");
            }
        }
        return this;
    }

    /** An option's value. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** An option that is true or false. */
    public boolean flag(String name) {
        String value = options.get(name);
        if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw Problem.query("Invalid value '" + value + "' for " + name
                    + " query option found. Valid values are 'true'" + " and 'false'.");
        }
        return "true".equalsIgnoreCase(value);
    }

    /** An option that is a number in a range. */
    public int number(String name, int otherwise, int least, int most) {
        String value = options.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw Problem.query("Invalid value '" + value + "' for " + name + " query option found. The " + name
                + " query option requires an integer between " + least + " and " + most + ".");
    }

    /** The selected properties of a type, or null when all are wanted. */
    public @Nullable Set<String> select(String type) {
        String value = options.get("$select");
        return value == null ? null : selected(value, type);
    }

    /** Reads a $select value; every name must be the type's, or after a cast a derived type's. */
    public static Set<String> selected(String value, String type) {
        Set<String> names = new TreeSet<>();
        for (String item : value.split(",")) {
            String name = item.strip();
            String owner = type;
            int slash = name.indexOf('/');
            if (slash > 0 && name.startsWith("microsoft.graph.")) {
                owner = name.substring("microsoft.graph.".length(), slash);
                name = name.substring(slash + 1);
            }
            String wanted = name;
            String of = owner;
            Schema schema = Schema.mail();
            boolean known = wanted.equals("*")
                    || schema.property(of, wanted).isPresent()
                    || schema.navigation(of, wanted).isPresent();
            if (!known) {
                throw Problem.query(
                        "Could not find a property named '" + wanted + "' on type '" + Names.outlook(of) + "'.");
            }
            names.add(wanted);
        }
        return names;
    }

    /** Sorting: properties and whether each descends. */
    public List<Map.Entry<String, Boolean>> orderBy(String type) {
        List<Map.Entry<String, Boolean>> order = new ArrayList<>();
        for (String item : get("$orderby").map(value -> value.split(",")).orElse(new String[0])) {
            String[] words = item.strip().split("\\s+");
            boolean known =
                    words.length <= 2 && (words.length == 1 || words[1].equals("asc") || words[1].equals("desc"));
            if (!known) {
                throw Problem.query("Syntax error at position 0 in '" + item + "'.");
            }
            path(type, words[0]);
            order.add(Map.entry(words[0], words.length == 2 && words[1].equals("desc")));
        }
        return order;
    }

    private static void path(String type, String path) {
        String current = type;
        for (String name : path.split("/")) {
            String owner = current;
            current = Schema.mail()
                    .property(owner, name)
                    .orElseThrow(() -> Problem.query(
                            "Could not find a property named '" + name + "' on type '" + Names.outlook(owner) + "'."))
                    .name();
        }
    }

    /** The options encoded again, with one set and some left out. */
    public String with(String name, String value, String... without) {
        Map<String, String> copy = new LinkedHashMap<>(options);
        Set.of(without).forEach(copy::remove);
        copy.put(name, value);
        StringBuilder encoded = new StringBuilder();
        copy.forEach((key, text) -> encoded.append(encoded.isEmpty() ? "" : "&")
                .append(key.startsWith("$") ? "%24" + key.substring(1) : key)
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")));
        return encoded.toString();
    }

    /** Names and values as they are. */
    public Map<String, String> options() {
        return options;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.bad("BadRequest", "The query string is not correctly encoded.");
        }
    }
}
