package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Our statement of the Partner API ({@code salesforce-calls.txt}): requests are checked against it, answers built by it. */
final class Calls {

    /** A part of a shape. {@code most} is -1 for any number. */
    record Part(String name, String type, int least, int most, boolean nillable) {}

    record Call(String name, List<Part> request, List<Part> response, Set<String> headers, Set<String> answers) {}

    private record Type(@Nullable String base, List<Part> parts) {}

    private static final Pattern PART = Pattern.compile("(\\w+):(\\w+)(\\?|\\*|\\+|\\{(\\d+),(\\d+)})?(~)?");
    private static final Calls INSTANCE = new Calls();

    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, List<Part>> headers = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Set<String>> enums = new HashMap<>();

    private Calls() {
        for (String line : SchemaStatement.resource("/sandbox/salesforce-calls.txt")
                .lines()
                .toList()) {
            List<String> words = Arrays.asList(line.split(" "));
            switch (words.getFirst()) {
                case "call" -> call(line.substring(5));
                case "header" -> headers.put(words.get(1), parts(words.subList(2, words.size())));
                case "type" -> {
                    boolean derived = words.size() > 2 && words.get(2).equals("<");
                    types.put(
                            words.get(1),
                            new Type(
                                    derived ? words.get(3) : null,
                                    parts(words.subList(derived ? 4 : 2, words.size()))));
                }
                case "enum" -> enums.put(words.get(1), Set.copyOf(words.subList(2, words.size())));
                default -> {}
            }
        }
    }

    static Calls instance() {
        return INSTANCE;
    }

    @Nullable
    Call find(String name) {
        return calls.get(name);
    }

    List<Part> header(String name) {
        return Objects.requireNonNull(headers.get(name), name);
    }

    boolean knowsHeader(String name) {
        return headers.containsKey(name);
    }

    /** All parts of a type, those of its base first; null when it is no structure. */
    @Nullable
    List<Part> shape(String name) {
        Type type = types.get(name);
        if (type == null) {
            return null;
        }
        if (type.base() == null) {
            return type.parts();
        }
        List<Part> all = new ArrayList<>(Objects.requireNonNull(shape(type.base())));
        all.addAll(type.parts());
        return all;
    }

    @Nullable
    Set<String> values(String enumeration) {
        return enums.get(enumeration);
    }

    /** Refuses a request whose parts are not those of the call, in their order. */
    void check(Node node, List<Part> parts, String where) {
        int at = 0;
        for (Part part : parts) {
            int seen = 0;
            while (at < node.children.size() && node.children.get(at).name.equals(part.name())) {
                value(node.children.get(at), part, where);
                seen++;
                at++;
            }
            if (seen < part.least() && !part.nillable()) {
                throw Refusal.client("Element '" + part.name() + "' is missing in '" + where + "'");
            }
            if (part.most() >= 0 && seen > part.most()) {
                throw Refusal.client("Element '" + part.name() + "' occurs too often in '" + where + "'");
            }
        }
        if (at < node.children.size()) {
            Node odd = node.children.get(at);
            throw Refusal.client(
                    "Element {" + odd.namespace + "}" + odd.name + " invalid at this location in '" + where + "'");
        }
    }

    private void value(Node node, Part part, String where) {
        if (node.nil) {
            if (!part.nillable() && part.least() > 0) {
                throw Refusal.client("Element '" + part.name() + "' must not be nil in '" + where + "'");
            }
            return;
        }
        List<Part> shape = shape(part.type());
        if (part.type().equals("sObject")) {
            if (node.children.isEmpty() || !node.children.getFirst().name.equals("type")) {
                throw Refusal.client("Element 'type' must come first in a record");
            }
        } else if (shape != null) {
            check(node, shape, part.name());
        } else {
            text(node, part);
        }
    }

    private void text(Node node, Part part) {
        Set<String> values = enums.get(part.type());
        String text = node.text.strip();
        boolean fits = switch (part.type()) {
            case "boolean" -> text.matches("true|false|0|1");
            case "int", "long" -> text.matches("[+-]?\\d{1,18}");
            case "dateTime" ->
                text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");
            default -> values == null || values.contains(text);
        };
        if (!fits || !node.children.isEmpty()) {
            throw Refusal.client("'" + text + "' is not a valid value for the type " + part.type());
        }
    }

    private void call(String line) {
        String[] sides = line.split(" \\| ", 2);
        String[] shapes = sides[0].split(" ?-> ?", -1);
        String[] more = sides[1].split(" ?-> ?", -1);
        List<String> request = Arrays.asList(shapes[0].split(" "));
        calls.put(
                request.getFirst(),
                new Call(
                        request.getFirst(),
                        parts(request.subList(1, request.size())),
                        parts(Arrays.asList(shapes[1].split(" "))),
                        Set.of(more[0].split(" ")),
                        Set.of(more[1].split(" "))));
    }

    private static List<Part> parts(List<String> words) {
        List<Part> parts = new ArrayList<>();
        for (String word : words) {
            Matcher m = PART.matcher(word);
            if (word.isEmpty() || word.equals("any")) {
                continue;
            }
            if (!m.matches()) {
                throw new IllegalStateException("not understood: " + word);
            }
            String times = Objects.requireNonNullElse(m.group(3), "");
            int least = times.isEmpty() || times.equals("+") ? 1 : 0;
            int most = times.isEmpty() || times.equals("?") ? 1 : -1;
            if (times.startsWith("{")) {
                least = Integer.parseInt(m.group(4));
                most = Integer.parseInt(m.group(5));
            }
            parts.add(new Part(m.group(1), m.group(2), least, most, m.group(6) != null));
        }
        return parts;
    }
}
