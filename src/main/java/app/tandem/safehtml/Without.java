package app.tandem.safehtml;

import java.util.Set;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;

/** Renders a document as if some of its nodes were not there. */
record Without(NodeFilter renderer, Set<Node> absent) implements NodeFilter {

    @Override
    public FilterResult head(Node node, int depth) {
        return absent.contains(node) ? FilterResult.SKIP_ENTIRELY : renderer.head(node, depth);
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        return renderer.tail(node, depth);
    }
}
