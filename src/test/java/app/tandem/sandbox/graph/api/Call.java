package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.odata.Schema;
import app.tandem.sandbox.graph.store.Mailbox;
import app.tandem.sandbox.kernel.Kernel.Struck;
import app.tandem.sandbox.kernel.Tokens.Token;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to one mailbox that was let in: who asks, what follows behind the user, what is preferred.
 *
 * @param path the segments behind {@code /users/{id}}
 */
public record Call(
        GraphRequest request,
        Token token,
        Mailbox mailbox,
        List<String> path,
        Query query,
        Prefer prefer,
        Struck struck) {

    /** The method. */
    public String method() {
        return request.method();
    }

    /** The same call, seen from some segments further on. */
    public Call from(int skip) {
        return new Call(request, token, mailbox, path.subList(skip, path.size()), query, prefer, struck);
    }

    /** Whether nothing follows. */
    public boolean ends() {
        return path.isEmpty();
    }

    /** The first segment that follows; empty when nothing does. */
    public String head() {
        return path.isEmpty() ? "" : path.getFirst();
    }

    /** Refuses other methods with 405. */
    public void only(String... methods) {
        if (!Set.of(methods).contains(method())) {
            throw Problem.method();
        }
    }

    /** Refuses a path that goes on. */
    public void mustEnd(int segments) {
        if (path.size() > segments) {
            throw Problem.segment(path.get(segments));
        }
    }

    /** Needs one of these scopes or roles. */
    public void needs(String... scopes) {
        Access.needs(token, scopes);
    }

    /** The JSON body, checked against a type. */
    public ObjectNode body(String type) {
        ObjectNode body = json();
        BodyCheck.entity(body, type);
        return body;
    }

    /** The JSON body as the parameters of an action. */
    public ObjectNode parameters(String type, boolean collection, String action) {
        Schema.Operation operation =
                Schema.mail().operation(type, collection, action).orElseThrow(() -> Problem.segment(action));
        byte[] bytes = request.body().get();
        ObjectNode body = bytes.length == 0 ? Json.object() : Json.read(bytes);
        BodyCheck.parameters(body, operation);
        return body;
    }

    /** The JSON body. */
    public ObjectNode json() {
        String type = request.header("Content-Type").orElse("");
        if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
            throw Problem.bad(
                    "RequestBodyRead",
                    "A supported MIME type could not be found that matches the content type of the request. None of the"
                            + " supported type(s) matches the content type '" + type + "'.");
        }
        return Json.read(request.body().get());
    }

    /** The path of a resource of this user, as {@code @odata.context} and links name it. */
    public String base() {
        return request.origin() + "/v1.0/"
                + String.join(
                        "/",
                        request.segments().getFirst().equals("me")
                                ? List.of("me")
                                : List.of("users", mailbox.person().entraId()));
    }

    /** The context of a collection or entity of this user. */
    public String context(String what) {
        return request.origin() + "/v1.0/$metadata#users('" + mailbox.person().entraId() + "')/" + what;
    }
}
