package app.tandem.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A manifest's elements by their local names; the schema keeps the namespaces apart. */
final class Xml {

    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private Xml() {}

    /** The element and all below it, in the order of the file. */
    static List<Element> all(Element root) {
        List<Element> all = new ArrayList<>();
        collect(root, all, Set.of());
        return all;
    }

    /** The same, of these names. */
    static List<Element> all(Element root, String... names) {
        Set<String> wanted = Set.of(names);
        return all(root).stream()
                .filter(element -> wanted.contains(name(element)))
                .toList();
    }

    /** The element and all below it, without those of this name and what is below them. */
    static List<Element> without(Element root, String name) {
        List<Element> all = new ArrayList<>();
        collect(root, all, Set.of(name));
        return all;
    }

    /** What stands directly below it, of this name. */
    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name(child).equals(name)) {
                children.add(child);
            }
        }
        return children;
    }

    static String name(Element element) {
        String name = element.getLocalName();
        return name == null ? element.getTagName() : name;
    }

    /** Its {@code xsi:type}, or nothing. */
    static String type(Element element) {
        return element.getAttributeNS(INSTANCE, "type");
    }

    static String text(Element element) {
        return element.getTextContent().strip();
    }

    /** For a person: the name, and the id or type that tells it from others. */
    static String place(Element element) {
        for (String key : List.of("id", "resid", "Name", "Type", "Locale")) {
            if (element.hasAttribute(key)) {
                return name(element) + " " + element.getAttribute(key);
            }
        }
        return type(element).isEmpty() ? name(element) : name(element) + " " + type(element);
    }

    private static void collect(Element element, List<Element> into, Set<String> not) {
        into.add(element);
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && !not.contains(name(child))) {
                collect(child, into, not);
            }
        }
    }
}
