package app.tandem.sandbox.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads our statement of the object types: {@code salesforce-objects.txt} and {@code salesforce-own.txt}. */
final class SchemaStatement {

    private static final Pattern OBJECT = Pattern.compile("object (\\S+) (\\S+) \"([^\"]*)\" (.*)");
    private static final Pattern FIELD =
            Pattern.compile("  (\\w+) (\\w+)(?:\\((\\d+)(?:,(\\d+))?\\))? (\\S+)((?: \\w+=\"[^\"]*\")*)");
    private static final Pattern MORE = Pattern.compile(" (\\w+)=\"([^\"]*)\"");

    private static final class Draft {
        private final String prefix;
        private final String label;
        private final List<String> calls;
        private final List<ObjectType.Child> children = new ArrayList<>();
        private final List<Field> fields = new ArrayList<>();

        private Draft(Matcher head) {
            prefix = head.group(2);
            label = head.group(3);
            calls = List.of(head.group(4).split(" "));
        }
    }

    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private SchemaStatement() {}

    /** The object types of the platform and of our package, all features on. */
    static Collection<ObjectType> load() {
        return All.TYPES;
    }

    private static final class All {
        private static final Collection<ObjectType> TYPES = load("salesforce-objects.txt", "salesforce-own.txt");
    }

    static Collection<ObjectType> load(String... files) {
        SchemaStatement statement = new SchemaStatement();
        for (String file : files) {
            statement.read(resource("/sandbox/" + file));
        }
        List<ObjectType> types = new ArrayList<>();
        statement.drafts.forEach((name, draft) ->
                types.add(ObjectType.of(name, draft.prefix, draft.label, draft.calls, draft.children, draft.fields)));
        return types;
    }

    static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(SchemaStatement.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String text) {
        Draft current = null;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("list ")) {
                String[] parts = line.split(" ", 3);
                lists.put(parts[1], List.of(parts[2].split("\\|")));
            } else if (line.startsWith("on ")) {
                current = drafts.get(line.substring(3));
            } else if (line.startsWith("object ")) {
                Matcher head = match(OBJECT, line);
                current = new Draft(head);
                drafts.put(head.group(1), current);
            } else {
                member(Objects.requireNonNull(current, line), line);
            }
        }
    }

    private void member(Draft draft, String line) {
        if (line.startsWith("  child ")) {
            String[] parts = line.strip().split(" ");
            draft.children.add(new ObjectType.Child(parts[1], parts[2], parts[3]));
            return;
        }
        Matcher m = match(FIELD, line);
        Map<String, String> more = new HashMap<>();
        Matcher each = MORE.matcher(m.group(6));
        while (each.find()) {
            more.put(each.group(1), each.group(2));
        }
        String type = m.group(2);
        int first = number(m.group(3));
        boolean numeric = !type.equals("id") && (m.group(4) != null || type.equals("int"));
        draft.fields.add(new Field(
                m.group(1),
                type,
                numeric ? 0 : first,
                numeric ? first : 0,
                number(m.group(4)),
                m.group(5),
                values(more.get("to")),
                more.get("rel"),
                more.get("of"),
                more.get("default"),
                more.get("needs"),
                values(more.get("pick"))));
    }

    private List<String> values(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        return text.startsWith("@")
                ? Objects.requireNonNull(lists.get(text.substring(1)), text)
                : List.of(text.split("\\|"));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("not understood: " + line);
        }
        return matcher;
    }
}
