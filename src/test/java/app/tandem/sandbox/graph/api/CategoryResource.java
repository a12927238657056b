package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.store.Category;
import app.tandem.sandbox.kernel.Reply;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code outlook/masterCategories}. Names never change and are unique; colours can change. */
final class CategoryResource {

    private static final String[] READ = {"MailboxSettings.Read", "MailboxSettings.ReadWrite"};
    private static final String WRITE = "MailboxSettings.ReadWrite";

    private CategoryResource() {}

    /** {@code /outlook…} */
    static Reply handle(Call call) {
        if (call.ends()) {
            throw Undone.operation("outlook by itself");
        }
        if (!call.head().equals("masterCategories")) {
            throw Undone.property("outlookUser", call.head());
        }
        Call below = call.from(1);
        below.mustEnd(1);
        return below.ends() ? collection(below) : single(below, below.head());
    }

    private static Reply collection(Call call) {
        call.only("GET", "POST");
        if (call.method().equals("POST")) {
            return create(call);
        }
        call.needs(READ);
        Set<String> select =
                call.query().only("$select", "$top", "$skip", "$count").select("outlookCategory");
        ObjectNode page = Json.object().put("@odata.context", call.context("outlook/masterCategories"));
        ArrayNode value = page.putArray("value");
        call.mailbox().categories().values().stream()
                .skip(call.query().number("$skip", 0, 0, Integer.MAX_VALUE))
                .limit(call.query().number("$top", Integer.MAX_VALUE, 1, 1000))
                .forEach(category -> value.add(json(category, select)));
        return Bodies.json(200, page);
    }

    private static Reply create(Call call) {
        call.needs(WRITE);
        ObjectNode body = call.body("outlookCategory");
        String name = Json.text(body, "displayName");
        if (name == null || name.isBlank()) {
            throw Problem.bad("ErrorInvalidRequest", "The property 'displayName' is required.");
        }
        Map<String, Category> categories = call.mailbox().categories();
        if (categories.values().stream().anyMatch(one -> one.displayName().equalsIgnoreCase(name))) {
            throw Problem.of(409, "CategoryAlreadyExists", "A category with the name '" + name + "' already exists.");
        }
        String color = Json.text(body, "color");
        Category category = new Category(
                UUID.randomUUID().toString(), name, color == null ? "none" : color.toLowerCase(java.util.Locale.ROOT));
        categories.put(category.id(), category);
        return written(call, 201, category);
    }

    private static Reply single(Call call, String id) {
        call.only("GET", "PATCH", "DELETE");
        Category category = call.mailbox().categories().get(id);
        if (category == null) {
            throw Problem.itemNotFound();
        }
        if (call.method().equals("GET")) {
            call.needs(READ);
            return Bodies.json(200, json(category, call.query().only("$select").select("outlookCategory")));
        }
        call.needs(WRITE);
        if (call.method().equals("DELETE")) {
            call.mailbox().categories().remove(id);
            return Reply.empty(204);
        }
        ObjectNode body = call.body("outlookCategory");
        String name = Json.text(body, "displayName");
        if (name != null && !name.equals(category.displayName())) {
            throw Problem.bad("ErrorInvalidPropertySet", "The displayName of a category cannot be changed.");
        }
        String color = Json.text(body, "color");
        Category changed = new Category(
                id,
                category.displayName(),
                color == null ? category.color() : color.toLowerCase(java.util.Locale.ROOT));
        call.mailbox().categories().put(id, changed);
        return written(call, 200, changed);
    }

    private static Reply written(Call call, int status, Category category) {
        ObjectNode json = Json.object().put("@odata.context", call.context("outlook/masterCategories/$entity"));
        json.setAll(json(category, null));
        return Bodies.json(status, json);
    }

    private static ObjectNode json(Category category, @Nullable Set<String> select) {
        ObjectNode json = Json.object().put("id", category.id());
        if (select == null || select.contains("displayName")) {
            json.put("displayName", category.displayName());
        }
        if (select == null || select.contains("color")) {
            json.put("color", category.color());
        }
        return json;
    }
}
