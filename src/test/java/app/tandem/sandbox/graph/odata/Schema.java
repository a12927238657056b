package app.tandem.sandbox.graph.odata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our statement of the metadata: types, properties, navigation, operations, enums ({@code graph-schema.txt}). */
public final class Schema {

    /** A reference to a type: {@code String}, {@code recipient*}, {@code Boolean!}. */
    public record Ref(String name, boolean collection, boolean required) {
        static Ref of(String text) {
            boolean required = text.endsWith("!");
            String rest = required ? text.substring(0, text.length() - 1) : text;
            boolean collection = rest.endsWith("*");
            return new Ref(collection ? rest.substring(0, rest.length() - 1) : rest, collection, required);
        }
    }

    /** An entity or complex type with its own members. */
    public record Type(
            String name,
            boolean entity,
            @Nullable String base,
            boolean isAbstract,
            boolean open,
            Map<String, Ref> properties,
            Map<String, Ref> navigation) {}

    /** A bound action or function. */
    public record Operation(
            boolean action,
            Ref bound,
            String name,
            Map<String, Ref> parameters,
            @Nullable Ref result) {}

    private static final Schema MAIL = read("/sandbox/graph-schema.txt");

    private final Map<String, Type> types = new TreeMap<>();
    private final Map<String, List<String>> enums = new TreeMap<>();
    private final List<Operation> operations = new ArrayList<>();

    /** The statement for mail. */
    public static Schema mail() {
        return MAIL;
    }

    /** All types by name. */
    public Map<String, Type> types() {
        return types;
    }

    /** All enums with their values. */
    public Map<String, List<String>> enums() {
        return enums;
    }

    /** All operations. */
    public List<Operation> operations() {
        return operations;
    }

    /** A property of a type or of what it extends. */
    public Optional<Ref> property(String type, String name) {
        return find(type, name, false);
    }

    /** A navigation property of a type or of what it extends. */
    public Optional<Ref> navigation(String type, String name) {
        return find(type, name, true);
    }

    /** Whether a type is, or extends, another. */
    public boolean isA(String type, String ancestor) {
        for (Type t = types.get(type); t != null; t = t.base() == null ? null : types.get(t.base())) {
            if (t.name().equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    /** The operation bound to a type under that name. */
    public Optional<Operation> operation(String type, boolean collection, String name) {
        return operations.stream()
                .filter(o -> o.name().equals(name)
                        && o.bound().collection() == collection
                        && isA(type, o.bound().name()))
                .findFirst();
    }

    private Optional<Ref> find(String type, String name, boolean navigation) {
        for (Type t = types.get(type); t != null; t = t.base() == null ? null : types.get(t.base())) {
            Ref ref = (navigation ? t.navigation() : t.properties()).get(name);
            if (ref != null) {
                return Optional.of(ref);
            }
        }
        return Optional.empty();
    }

    private static Schema read(String resource) {
        Schema schema = new Schema();
        try (InputStream in = Schema.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Type current = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                current = schema.line(line, current);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }

    private @Nullable Type line(String line, @Nullable Type current) {
        String[] words = line.strip().split("\\s+");
        if (line.startsWith("  ")) {
            boolean navigation = words[0].equals(">");
            (navigation ? current.navigation() : current.properties())
                    .put(words[navigation ? 1 : 0], Ref.of(words[navigation ? 2 : 1]));
            return current;
        }
        switch (words[0]) {
            case "enum" -> enums.put(words[1], List.of(words).subList(2, words.length));
            case "action", "function" -> operations.add(operation(line));
            case "complex", "entity" -> {
                Type type = type(words);
                types.put(type.name(), type);
                return type;
            }
            default -> {}
        }
        return current;
    }

    private static Type type(String[] words) {
        List<String> rest = List.of(words);
        int colon = rest.indexOf(":");
        return new Type(
                words[1],
                words[0].equals("entity"),
                colon < 0 ? null : words[colon + 1],
                rest.contains("abstract"),
                rest.contains("open"),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }

    private static Operation operation(String line) {
        int open = line.indexOf('(');
        int close = line.indexOf(')');
        String[] head = line.substring(0, open).split(" ");
        Map<String, Ref> parameters = new LinkedHashMap<>();
        for (String parameter : line.substring(open + 1, close).split(",\\s*")) {
            if (!parameter.isBlank()) {
                String[] words = parameter.split(" ");
                parameters.put(words[0], Ref.of(words[1]));
            }
        }
        int arrow = line.indexOf("-> ", close);
        Ref result = arrow < 0 ? null : Ref.of(line.substring(arrow + 3).strip());
        return new Operation(head[0].equals("action"), Ref.of(head[1]), head[2], parameters, result);
    }
}
