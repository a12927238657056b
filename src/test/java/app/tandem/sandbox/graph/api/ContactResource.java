package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Expr;
import app.tandem.sandbox.graph.odata.FilterParser;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.graph.odata.Query;
import app.tandem.sandbox.graph.store.Contact;
import app.tandem.sandbox.graph.store.ContactFolder;
import app.tandem.sandbox.graph.store.Contacts;
import app.tandem.sandbox.kernel.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code contacts}, which lists the default folder and finds by id in all, and {@code contactFolders}, which lists all but the
 * default one (graph-notes 10). There is no way to move a contact (graph-notes 2).
 */
final class ContactResource {

    /** Of addresses only this can be asked (user-list-contacts). */
    private static final Pattern BY_ADDRESS =
            Pattern.compile("emailAddresses/any\\(\\s*(\\w+)\\s*:\\s*\\1/address\\s+eq\\s+'(?:[^']|'')*'\\s*\\)");

    private final Shop shop;

    ContactResource(Shop shop) {
        this.shop = shop;
    }

    /** {@code /contacts…} */
    Reply ofMailbox(Call call) {
        Contacts contacts = call.mailbox().contacts();
        if (call.ends()) {
            return collection(call, contacts.standard(), "contacts");
        }
        if (call.head().equals("delta")) {
            throw Undone.operation("changes of contacts without their folder");
        }
        return contact(call.from(1), contacts.contact(call.head()));
    }

    /** {@code /contactFolders…} */
    Reply folders(Call call) {
        Contacts contacts = call.mailbox().contacts();
        if (call.ends()) {
            return folders(call, contacts);
        }
        if (call.head().equals("delta")) {
            throw Undone.operation("changes of contact folders");
        }
        Call below = call.from(1);
        ContactFolder folder = contacts.folder(call.head());
        if (below.ends()) {
            return folder(below, folder);
        }
        if (!below.head().equals("contacts")) {
            throw Undone.property("contactFolder", below.head());
        }
        return inFolder(below.from(1), folder);
    }

    private Reply inFolder(Call call, ContactFolder folder) {
        if (call.ends()) {
            String id = call.mailbox().ids().contactFolder(folder.number());
            return collection(call, folder, "contactFolders('" + id + "')/contacts");
        }
        if (call.head().equals("delta")) {
            call.mustEnd(1);
            call.only("GET");
            mayRead(call);
            return new ContactDelta(call, folder, shop.epoch()).reply();
        }
        Contact contact = call.mailbox().contacts().contact(call.head());
        if (contact.folder() != folder) {
            throw Problem.itemNotFound();
        }
        return contact(call.from(1), contact);
    }

    private static void mayRead(Call call) {
        call.needs("Contacts.Read", "Contacts.ReadWrite");
    }

    private static void mayWrite(Call call) {
        call.needs("Contacts.ReadWrite");
    }

    private static Reply folders(Call call, Contacts contacts) {
        call.only("GET", "POST");
        if (call.method().equals("POST")) {
            mayWrite(call);
            return answer(call, 201, "contactFolders", view(call).of(contacts.create(name(call))));
        }
        mayRead(call);
        Query query = call.query().only("$select", "$filter", "$top", "$skip", "$count", "$skiptoken");
        ContactView view = new ContactView(call.mailbox(), call.prefer(), query.select("contactFolder"));
        ContactView whole = view(call);
        Predicate<ObjectNode> filter = filter(query, "contactFolder");
        List<ContactFolder> found = contacts.folders().stream()
                .filter(folder -> filter.test(whole.of(folder)))
                .toList();
        return Pages.of(call, found, "contactFolders", view::of);
    }

    private static Reply folder(Call call, ContactFolder folder) {
        call.only("GET", "PATCH", "DELETE");
        switch (call.method()) {
            case "GET" -> {
                mayRead(call);
                Set<String> select = call.query().only("$select").select("contactFolder");
                return answer(
                        call, 200, "contactFolders", new ContactView(call.mailbox(), call.prefer(), select).of(folder));
            }
            case "PATCH" -> {
                mayWrite(call);
                call.mailbox().contacts().rename(folder, name(call));
                return answer(call, 200, "contactFolders", view(call).of(folder));
            }
            default -> {
                mayWrite(call);
                call.mailbox().contacts().delete(folder);
                return Reply.empty(204);
            }
        }
    }

    private static String name(Call call) {
        ObjectNode body = call.body("contactFolder");
        for (Map.Entry<String, ?> member : body.properties()) {
            if (!member.getKey().contains("@") && !member.getKey().equals("displayName")) {
                throw Problem.bad("ErrorInvalidPropertySet", "The property '" + member.getKey() + "' cannot be set.");
            }
        }
        String name = Json.text(body, "displayName");
        if (name == null || name.isBlank()) {
            throw Problem.bad("ErrorInvalidRequest", "The property 'displayName' is required.");
        }
        return name;
    }

    private static Reply collection(Call call, ContactFolder folder, String context) {
        call.only("GET", "POST");
        if (call.method().equals("GET")) {
            mayRead(call);
            return listed(call, folder, context);
        }
        mayWrite(call);
        call.query().only();
        Contacts contacts = call.mailbox().contacts();
        Contact contact = contacts.newContact();
        new ContactDraft(contact).write(call.body("contact"));
        contacts.add(contact, folder);
        return answer(call, 201, "contacts", view(call).of(contact));
    }

    private static Reply listed(Call call, ContactFolder folder, String context) {
        Query query = call.query().only("$select", "$filter", "$top", "$skip", "$count", "$expand", "$skiptoken");
        List<Expand> expand = Expand.of(query, "contact");
        ContactView view = new ContactView(call.mailbox(), call.prefer(), query.select("contact"));
        Predicate<ObjectNode> filter = filter(query, "contact");
        ContactView whole = view(call);
        List<Contact> found = folder.contacts().stream()
                .filter(contact -> filter.test(searchable(whole, contact)))
                .toList();
        return Pages.of(call, found, context, contact -> ContactView.expanded(view.of(contact), contact, expand));
    }

    private static ObjectNode searchable(ContactView whole, Contact contact) {
        ObjectNode json = whole.of(contact);
        json.set("singleValueExtendedProperties", Extended.all(contact.single));
        return json;
    }

    private static Predicate<ObjectNode> filter(Query query, String type) {
        String text = query.get("$filter").orElse(null);
        if (text == null) {
            return json -> true;
        }
        if (BY_ADDRESS.matcher(text).replaceAll("").contains("emailAddresses")) {
            throw Problem.bad("ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
        }
        Expr expr = FilterParser.parse(Extended.canonicalIds(text), type).expr();
        return json -> expr.test(new Expr.Scope(json, null, null));
    }

    private static Reply contact(Call call, Contact contact) {
        if (!call.ends()) {
            return action(call, contact);
        }
        call.only("GET", "PATCH", "DELETE");
        if (call.method().equals("GET")) {
            mayRead(call);
            Query query = call.query().only("$select", "$expand");
            ContactView view = new ContactView(call.mailbox(), call.prefer(), query.select("contact"));
            return answer(
                    call,
                    200,
                    "contacts",
                    ContactView.expanded(view.of(contact), contact, Expand.of(query, "contact")));
        }
        mayWrite(call);
        call.query().only();
        MessageResource.refuseStale(call, contact.changeKey());
        if (call.method().equals("DELETE")) {
            call.mailbox().contacts().delete(contact);
            return Reply.empty(204);
        }
        new ContactDraft(contact).write(call.body("contact"));
        call.mailbox().contacts().touch(contact);
        return answer(call, 200, "contacts", view(call).of(contact));
    }

    private static Reply action(Call call, Contact contact) {
        if (!call.head().equals("permanentDelete")) {
            throw Undone.property("contact", call.head());
        }
        call.mustEnd(1);
        call.only("POST");
        mayWrite(call);
        call.mailbox().contacts().purge(contact);
        return Reply.empty(204);
    }

    private static ContactView view(Call call) {
        return new ContactView(call.mailbox(), call.prefer(), null);
    }

    private static Reply answer(Call call, int status, String what, ObjectNode entity) {
        ObjectNode json = Json.object().put("@odata.context", call.context(what + "/$entity"));
        json.setAll(entity);
        return Bodies.json(status, json);
    }
}
