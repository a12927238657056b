package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Schema;

/** What Graph has and the sandbox does not: said plainly, never answered as if it were there. */
final class Undone {

    private Undone() {}

    /** The refusal of a segment below a type: unknown to Graph, or known but not here. */
    static Problem property(String type, String segment) {
        Schema schema = Schema.mail();
        boolean known = schema.navigation(type, segment).isPresent()
                || schema.property(type, segment).isPresent()
                || schema.operation(type, false, segment).isPresent();
        return known ? operation(type + "/" + segment) : Problem.segment(segment);
    }

    static Problem operation(String what) {
        return Problem.of(501, "notImplemented", "Graph has this, the sandbox does not: " + what + ".");
    }
}
