package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.kernel.Reply;
import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A page of a list, with the link to the next one. */
final class Pages {

    private static final int SIZE = 10;

    private Pages() {}

    /** The page that the query asks for, of what was found. */
    static <T> Reply of(Call call, Collection<T> found, String context, Function<T, ObjectNode> view) {
        Query query = call.query();
        int top = query.number("$top", call.prefer().pageSize().orElse(SIZE), 1, 1000);
        int skip = query.number(query.get("$skiptoken").isPresent() ? "$skiptoken" : "$skip", 0, 0, Integer.MAX_VALUE);
        ObjectNode page = Json.object().put("@odata.context", call.context(context));
        if (query.flag("$count")) {
            page.put("@odata.count", found.size());
        }
        ArrayNode value = page.putArray("value");
        found.stream().skip(skip).limit(top).forEach(one -> value.add(view.apply(one)));
        if (skip + top < found.size()) {
            page.put(
                    "@odata.nextLink",
                    call.base() + "/" + Links.path(call.request().segments()) + "?"
                            + query.with("$skiptoken", Integer.toString(skip + top), "$skip"));
        }
        return Bodies.json(200, page);
    }
}
