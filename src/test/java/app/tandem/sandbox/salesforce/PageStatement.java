package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how pages are arranged: {@code salesforce-layouts.txt}. */
final class PageStatement {

    /** One place on a page; parts are those of a compound field. */
    record Place(String field, List<String> parts, boolean required, boolean readOnly) {}

    /** @param places row by row; null where a place is empty */
    record Section(String heading, boolean down, List<@Nullable Place> places) {}

    record ListOf(
            String relationship,
            String label,
            String object,
            String field,
            List<String> columns,
            @Nullable String sort) {}

    record Page(String id, List<Section> sections, List<ListOf> lists) {}

    record RecordType(String id, String name, String label, boolean isDefault, Map<String, List<String>> only) {}

    /** @param valid controlling values by value */
    record Dependency(String controller, Map<String, List<String>> valid) {}

    private static final Pattern SECTION = Pattern.compile(" {2}section (across|down) \"([^\"]*)\"");
    private static final Pattern LIST =
            Pattern.compile(" {2}list (\\w+) \"([^\"]*)\" (\\w+) (\\w+) (\\S+)(?: by (-?\\w+))?");
    private static final Pattern TYPE = Pattern.compile("recordtype (\\w+) (\\w+) (\\w+) \"([^\"]*)\"( default)?");
    private static final Pattern PLACE = Pattern.compile("(\\w+)(?:\\(([\\w,]+)\\))?([!-]?)");

    private static final PageStatement INSTANCE = new PageStatement();

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, List<RecordType>> types = new LinkedHashMap<>();
    private final Map<String, Dependency> dependencies = new LinkedHashMap<>();
    private Page page = new Page("", new ArrayList<>(), new ArrayList<>());
    private Map<String, List<String>> only = new LinkedHashMap<>();

    private PageStatement() {
        SchemaStatement.resource("/sandbox/salesforce-layouts.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(this::read);
    }

    static PageStatement instance() {
        return INSTANCE;
    }

    /** The page of a record type; null where nobody arranged one. */
    @Nullable
    Page page(String object, @Nullable RecordType type) {
        Page own = type == null ? null : pages.get(object + " " + type.name());
        return own == null ? pages.get(object) : own;
    }

    List<RecordType> recordTypes(String object) {
        return types.getOrDefault(object, List.of());
    }

    @Nullable
    Dependency dependency(String object, String field) {
        return dependencies.get(object + "." + field);
    }

    private void read(String line) {
        List<String> words = Arrays.asList(line.strip().split(" "));
        switch (words.getFirst()) {
            case "recordtype" -> {
                Matcher m = match(TYPE, line);
                only = new LinkedHashMap<>();
                types.computeIfAbsent(m.group(1), object -> new ArrayList<>())
                        .add(new RecordType(m.group(2), m.group(3), m.group(4), m.group(5) != null, only));
            }
            case "only" ->
                only.put(words.get(1), List.of(line.strip().split(" ", 3)[2].split("\\|")));
            case "depends" -> {
                Map<String, List<String>> valid = new LinkedHashMap<>();
                words.subList(4, words.size()).forEach(word -> {
                    String[] parts = word.split("=");
                    valid.put(parts[0], List.of(parts[1].split("\\|")));
                });
                dependencies.put(words.get(1) + "." + words.get(2), new Dependency(words.get(3), valid));
            }
            case "layout" -> {
                page = new Page(
                        "00h00000000%04dAAA".formatted(pages.size() + 10), new ArrayList<>(), new ArrayList<>());
                pages.put(line.substring(7), page);
            }
            case "section" -> {
                Matcher m = match(SECTION, line);
                page.sections().add(new Section(m.group(2), m.group(1).equals("down"), new ArrayList<>()));
            }
            case "list" -> {
                Matcher m = match(LIST, line);
                page.lists()
                        .add(new ListOf(
                                m.group(1),
                                m.group(2),
                                m.group(3),
                                m.group(4),
                                List.of(m.group(5).split(",")),
                                m.group(6)));
            }
            default -> words.forEach(word -> page.sections().getLast().places().add(place(word)));
        }
    }

    private static @Nullable Place place(String word) {
        if (word.equals(".")) {
            return null;
        }
        Matcher m = match(PLACE, word);
        return new Place(
                m.group(1),
                m.group(2) == null ? List.of() : List.of(m.group(2).split(",")),
                m.group(3).equals("!"),
                m.group(3).equals("-"));
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("not understood: " + line);
        }
        return matcher;
    }
}
