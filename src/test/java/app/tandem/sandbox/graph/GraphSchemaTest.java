package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.tandem.sandbox.graph.odata.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Our statement of the metadata says what Microsoft's metadata says, for every type it speaks of. */
class GraphSchemaTest {

    private static final String NOT_RUN = "not run: -Dtandem.reference does not name the reference data";

    private final Schema schema = Schema.mail();

    @Test
    void statementIsClosed() {
        Set<String> primitives = Set.of(
                "String",
                "Boolean",
                "Int32",
                "Int64",
                "Double",
                "DateTimeOffset",
                "Date",
                "TimeOfDay",
                "Binary",
                "Guid");
        List<String> unknown = new ArrayList<>();
        schema.types()
                .values()
                .forEach(type -> type.properties().forEach((name, ref) -> {
                    if (!primitives.contains(ref.name())
                            && !schema.types().containsKey(ref.name())
                            && !schema.enums().containsKey(ref.name())) {
                        unknown.add(type.name() + "." + name + " " + ref.name());
                    }
                }));
        assertThat(unknown).isEmpty();
        assertThat(schema.property("eventMessageRequest", "subject")).isPresent();
        assertThat(schema.operation("eventMessage", false, "move")).isPresent();
    }

    @Test
    void statementEqualsTheMetadata() throws Exception {
        String reference = System.getProperty("tandem.reference", "");
        assumeTrue(!reference.isBlank(), NOT_RUN);
        Document csdl = csdl(Path.of(reference, "reference", "graph", "graph-v1.0-outlook.csdl.xml"));
        List<String> differences = new ArrayList<>();
        schema.enums()
                .forEach((name, values) ->
                        same(differences, "enum " + name, members(named(csdl, "EnumType", name)), values));
        schema.types().values().forEach(type -> compare(csdl, type, differences));
        same(differences, "operations", operations(csdl), operations());
        assertThat(differences).isEmpty();
    }

    private void compare(Document csdl, Schema.Type type, List<String> differences) {
        Element element = named(csdl, type.entity() ? "EntityType" : "ComplexType", type.name());
        String base = element == null ? "" : element.getAttribute("BaseType");
        same(differences, type.name() + " base", base.isEmpty() ? "null" : last(base), String.valueOf(type.base()));
        same(
                differences,
                type.name() + " open",
                element != null && element.getAttribute("OpenType").equals("true"),
                type.open());
        same(
                differences,
                type.name() + " abstract",
                element != null && element.getAttribute("Abstract").equals("true"),
                type.isAbstract());
        same(differences, type.name(), properties(element, "Property"), type.properties());
        same(differences, type.name() + " navigation", properties(element, "NavigationProperty"), type.navigation());
    }

    /** The operations of the metadata that are bound to our types under the names we state. */
    private Set<String> operations(Document csdl) {
        Set<String> ours = new TreeSet<>();
        schema.operations()
                .forEach(one -> ours.add(one.name() + " " + one.bound().name()));
        Set<String> found = new TreeSet<>();
        for (String tag : List.of("Action", "Function")) {
            for (Element one : all(csdl.getDocumentElement(), tag)) {
                List<Element> parameters = all(one, "Parameter");
                Schema.Ref bound = ref(parameters.getFirst());
                if (ours.contains(one.getAttribute("Name") + " " + bound.name())) {
                    Map<String, Schema.Ref> rest = new LinkedHashMap<>();
                    parameters.subList(1, parameters.size()).forEach(p -> rest.put(p.getAttribute("Name"), ref(p)));
                    List<Element> result = all(one, "ReturnType");
                    found.add(describe(
                            tag.equals("Action"),
                            bound,
                            one.getAttribute("Name"),
                            rest,
                            result.isEmpty() ? null : ref(result.getFirst())));
                }
            }
        }
        return found;
    }

    private Set<String> operations() {
        Set<String> ours = new TreeSet<>();
        schema.operations()
                .forEach(one ->
                        ours.add(describe(one.action(), one.bound(), one.name(), one.parameters(), one.result())));
        return ours;
    }

    private static String describe(
            boolean action,
            Schema.Ref bound,
            String name,
            Map<String, Schema.Ref> parameters,
            Schema.@Nullable Ref result) {
        return action + " " + bound.name() + bound.collection() + " " + name + " " + parameters + " "
                + (result == null ? "" : result.name() + result.collection());
    }

    private static Document csdl(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static @Nullable Element named(Document csdl, String tag, String name) {
        return all(csdl.getDocumentElement(), tag).stream()
                .filter(one -> one.getAttribute("Name").equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<String> members(@Nullable Element enumeration) {
        return enumeration == null
                ? List.of()
                : all(enumeration, "Member").stream()
                        .map(one -> one.getAttribute("Name"))
                        .toList();
    }

    private static Map<String, Schema.Ref> properties(@Nullable Element type, String tag) {
        Map<String, Schema.Ref> properties = new LinkedHashMap<>();
        if (type != null) {
            all(type, tag).forEach(one -> {
                Schema.Ref ref = ref(one);
                properties.put(
                        one.getAttribute("Name"),
                        tag.equals("Property") ? ref : new Schema.Ref(ref.name(), ref.collection(), false));
            });
        }
        return properties;
    }

    private static Schema.Ref ref(Element one) {
        String type = one.getAttribute("Type");
        boolean collection = type.startsWith("Collection(");
        String name = collection ? type.substring(11, type.length() - 1) : type;
        return new Schema.Ref(
                last(name), collection, one.getAttribute("Nullable").equals("false"));
    }

    private static String last(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    private static List<Element> all(Element from, String tag) {
        NodeList nodes = from.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    private static void same(List<String> differences, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(what + ": the metadata says " + expected + ", ours " + actual);
        }
    }
}
