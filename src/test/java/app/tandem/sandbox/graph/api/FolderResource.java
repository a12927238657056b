package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.BodyCheck;
import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.Folder;
import app.tandem.sandbox.graph.store.Folders;
import app.tandem.sandbox.kernel.Reply;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code mailFolders} and what lies below a folder. */
final class FolderResource {

    private static final String[] READ = {"Mail.Read", "Mail.ReadWrite", "Mail.ReadBasic", "Mail.ReadBasic.All"};

    private final Shop shop;
    private final MessageResource messages;

    FolderResource(Shop shop, MessageResource messages) {
        this.shop = shop;
        this.messages = messages;
    }

    /** {@code /mailFolders…} */
    Reply handle(Call call) {
        Folders folders = call.mailbox().folders();
        if (call.ends()) {
            return collection(call, folders.root(), "mailFolders");
        }
        if (call.head().equals("delta")) {
            call.mustEnd(1);
            call.only("GET");
            call.needs(READ);
            return new FolderDelta(call, shop.epoch()).reply();
        }
        if (call.head().equals("$count")) {
            return count(call, listed(call, folders.root()).size());
        }
        Call below = call.from(1);
        return folder(below, folders.find(call.head()));
    }

    private Reply folder(Call call, Folder folder) {
        if (call.ends()) {
            return single(call, folder);
        }
        return switch (call.head()) {
            case "childFolders" -> children(call.from(1), folder);
            case "messages" -> messages.inFolder(call.from(1), folder);
            case "move", "copy", "permanentDelete" -> action(call, folder);
            default -> throw Undone.property("mailFolder", call.head());
        };
    }

    private Reply children(Call call, Folder folder) {
        if (call.ends()) {
            return collection(call, folder, "mailFolders('" + id(call, folder) + "')/childFolders");
        }
        if (call.head().equals("$count")) {
            return count(call, listed(call, folder).size());
        }
        Folder child = call.mailbox().folders().find(call.head());
        if (child.parent() != folder) {
            throw Problem.itemNotFound();
        }
        return folder(call.from(1), child);
    }

    private static Reply count(Call call, int count) {
        call.mustEnd(1);
        call.needs(READ);
        return Reply.of(200, "text/plain", Integer.toString(count).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Reply collection(Call call, Folder parent, String context) {
        call.only("GET", "POST");
        if (call.method().equals("POST")) {
            return create(call, parent);
        }
        call.needs(READ);
        Query query = call.query()
                .only("$select", "$filter", "$top", "$skip", "$count", "$expand", "includeHiddenFolders", "$skiptoken");
        Set<String> select = query.select("mailFolder");
        List<Expand> expand = Expand.of(query, "mailFolder");
        List<ObjectNode> found = filtered(call, parent, query);
        return Pages.of(call, found, context, json -> {
            Folder folder = call.mailbox().folders().find(Json.text(json, "id"));
            return expanded(call, folder, FolderView.of(call.mailbox(), folder, select), expand);
        });
    }

    private static List<ObjectNode> filtered(Call call, Folder parent, Query query) {
        FilterParser.Filter filter = query.get("$filter")
                .map(text -> FilterParser.parse(Extended.canonicalIds(text), "mailFolder"))
                .orElse(null);
        return listed(call, parent).stream()
                .map(folder -> {
                    ObjectNode json = FolderView.of(call.mailbox(), folder, null);
                    json.set("singleValueExtendedProperties", Extended.all(folder.extended));
                    return json;
                })
                .filter(json -> filter == null || filter.expr().test(new Expr.Scope(json, null, null)))
                .toList();
    }

    private static List<Folder> listed(Call call, Folder parent) {
        boolean hidden = call.query().flag("includeHiddenFolders");
        return parent.children().stream()
                .filter(child -> hidden || !child.hidden())
                .toList();
    }

    private Reply create(Call call, Folder parent) {
        call.needs("Mail.ReadWrite");
        ObjectNode body = call.body("mailFolder");
        String name = Json.text(body, "displayName");
        if (name == null || name.isBlank()) {
            throw Problem.bad("ErrorInvalidRequest", "The property 'displayName' is required.");
        }
        boolean hidden = body.get("isHidden") != null && body.get("isHidden").asBoolean();
        Folder folder = call.mailbox().folders().create(parent, name, hidden);
        Extended.apply(body, folder.extended, new TreeMap<>());
        return written(call, 201, folder);
    }

    private Reply single(Call call, Folder folder) {
        call.only("GET", "PATCH", "DELETE");
        switch (call.method()) {
            case "PATCH" -> {
                call.needs("Mail.ReadWrite");
                patch(call, folder);
                return written(call, 200, folder);
            }
            case "DELETE" -> {
                call.needs("Mail.ReadWrite");
                call.mailbox().folders().delete(folder);
                return Reply.empty(204);
            }
            default -> {
                call.needs(READ);
                Query query = call.query().only("$select", "$expand", "includeHiddenFolders");
                ObjectNode json = Json.object().put("@odata.context", call.context("mailFolders/$entity"));
                json.setAll(FolderView.of(call.mailbox(), folder, query.select("mailFolder")));
                return Bodies.json(200, expanded(call, folder, json, Expand.of(query, "mailFolder")));
            }
        }
    }

    private static void patch(Call call, Folder folder) {
        ObjectNode body = call.body("mailFolder");
        for (var member : body.properties()) {
            boolean settable =
                    Set.of("displayName", "singleValueExtendedProperties").contains(member.getKey())
                            || member.getKey().contains("@");
            if (!settable) {
                throw Problem.bad(
                        "ErrorInvalidPropertySet", "The property '" + member.getKey() + "' cannot be updated.");
            }
        }
        String name = Json.text(body, "displayName");
        if (name != null) {
            call.mailbox().folders().rename(folder, name);
        }
        Extended.apply(body, folder.extended, new TreeMap<>());
    }

    private Reply action(Call call, Folder folder) {
        call.mustEnd(1);
        call.only("POST");
        call.needs("Mail.ReadWrite");
        Folders folders = call.mailbox().folders();
        if (call.head().equals("permanentDelete")) {
            folders.purge(folder);
            return Reply.empty(204);
        }
        ObjectNode body = call.parameters("mailFolder", false, call.head());
        Folder destination =
                folders.find(BodyCheck.parameter(body, "DestinationId").asString());
        if (call.head().equals("copy")) {
            throw Undone.operation("copy of a folder");
        }
        folders.move(folder, destination);
        return written(call, 201, folder);
    }

    private static Reply written(Call call, int status, Folder folder) {
        ObjectNode json = Json.object().put("@odata.context", call.context("mailFolders/$entity"));
        json.setAll(FolderView.of(call.mailbox(), folder, null));
        return Bodies.json(status, json);
    }

    private static ObjectNode expanded(Call call, Folder folder, ObjectNode json, List<Expand> expand) {
        for (Expand item : expand) {
            switch (item.name()) {
                case "childFolders" -> {
                    ArrayNode list = json.putArray("childFolders");
                    listed(call, folder).forEach(child -> list.add(FolderView.of(call.mailbox(), child, null)));
                }
                case "singleValueExtendedProperties" -> Extended.expandSingle(json, item, folder.extended);
                default -> throw Undone.operation("$expand of " + item.name());
            }
        }
        return json;
    }

    private static String id(Call call, Folder folder) {
        return call.mailbox().ids().folder(folder.number());
    }
}
