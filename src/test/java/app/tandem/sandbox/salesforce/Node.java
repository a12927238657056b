package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a request: its children, or its text, or the file its base64 text stood for. */
final class Node {

    final String namespace;
    final String name;
    final @Nullable String xsiType;
    final boolean nil;
    final List<Node> children = new ArrayList<>();
    String text = "";

    @Nullable
    Content content;

    Node(String namespace, String name, @Nullable String xsiType, boolean nil) {
        this.namespace = namespace;
        this.name = name;
        this.xsiType = xsiType;
        this.nil = nil;
    }

    /** The first child of that name. */
    @Nullable
    Node child(String wanted) {
        for (Node child : children) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return null;
    }

    List<Node> all(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** The text of a child; null when it is absent or nil. */
    @Nullable
    String value(String wanted) {
        Node child = child(wanted);
        return child == null || child.nil ? null : child.text;
    }

    boolean is(String wanted) {
        String value = value(wanted);
        return value != null && (value.strip().equals("true") || value.strip().equals("1"));
    }
}
