package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Expand;
import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Schema;
import app.tandem.sandbox.graph.store.Contact;
import app.tandem.sandbox.graph.store.ContactFolder;
import app.tandem.sandbox.graph.store.Mailbox;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Contacts and their folders as JSON: id and etag always, everything else when it is wanted; what is not filled in is null or empty. */
final class ContactView {

    private static final List<String> SLOTS =
            List.of("primaryEmailAddress", "secondaryEmailAddress", "tertiaryEmailAddress");

    private final Mailbox mailbox;
    private final boolean immutable;
    private final @Nullable Set<String> selected;

    ContactView(Mailbox mailbox, Prefer prefer, @Nullable Set<String> selected) {
        this.mailbox = mailbox;
        this.immutable = prefer.immutableIds();
        this.selected = selected;
    }

    ObjectNode of(ContactFolder folder) {
        ObjectNode json = Json.object();
        json.put("parentFolderId", mailbox.ids().folder(mailbox.folders().root().number()));
        json.put("displayName", folder.displayName());
        return kept(json).put("id", mailbox.ids().contactFolder(folder.number()));
    }

    ObjectNode of(Contact contact) {
        ObjectNode json = Json.object().put("@odata.etag", "W/\"" + contact.changeKey() + "\"");
        json.put("createdDateTime", Json.time(contact.created()));
        json.put("lastModifiedDateTime", Json.time(contact.modified()));
        json.put("changeKey", contact.changeKey());
        ArrayNode categories = json.putArray("categories");
        contact.categories.forEach(categories::add);
        json.put("parentFolderId", parent(contact));
        Schema.mail().types().get("contact").properties().forEach((name, ref) -> filled(json, name, ref, contact));
        JsonNode addresses = contact.filled.path("emailAddresses");
        for (int slot = 0; slot < SLOTS.size(); slot++) {
            json.set(SLOTS.get(slot), addresses.path(slot).isMissingNode() ? null : addresses.get(slot));
        }
        return kept(json).put("id", mailbox.ids().contact(contact.number(), contact.stay(), immutable));
    }

    /** With what was asked to come along. */
    static ObjectNode expanded(ObjectNode json, Contact contact, List<Expand> expand) {
        for (Expand item : expand) {
            switch (item.name()) {
                case "singleValueExtendedProperties" -> Extended.expandSingle(json, item, contact.single);
                case "multiValueExtendedProperties" -> Extended.expandMulti(json, item, contact.multi);
                default -> throw Undone.operation("$expand of " + item.name());
            }
        }
        return json;
    }

    private String parent(Contact contact) {
        ContactFolder folder = contact.folder();
        return folder == null
                ? mailbox.ids()
                        .folder(mailbox.folders().wellKnown("deleteditems").number())
                : mailbox.ids().contactFolder(folder.number());
    }

    private static void filled(ObjectNode json, String name, Schema.Ref ref, Contact contact) {
        if (json.has(name)) {
            return;
        }
        JsonNode value = contact.filled.get(name);
        if (value != null) {
            json.set(name, value);
        } else if (ref.collection()) {
            json.putArray(name);
        } else if (ref.name().equals("physicalAddress")) {
            json.putObject(name);
        } else {
            json.putNull(name);
        }
    }

    private ObjectNode kept(ObjectNode json) {
        if (selected != null && !selected.contains("*")) {
            List.copyOf(json.propertyNames()).stream()
                    .filter(name -> !name.startsWith("@") && !selected.contains(name))
                    .forEach(json::remove);
        }
        return json;
    }
}
