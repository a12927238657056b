package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.sandbox.graph.store.Contacts;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;

/** Contacts in the sandbox's Graph: the product's view of them, and their owner's in Outlook. */
final class ContactDriver implements AutoCloseable {

    final GraphDriver world;
    private final ItemStore store;

    ContactDriver(int pageSize) {
        world = new GraphDriver(pageSize);
        store = new GraphMailboxes(world.parts).items(world.user, ItemKind.CONTACT);
    }

    ItemStore store() {
        return store;
    }

    /** A folder's id by its name; its owner makes it when it is missing. The default folder is called Contacts. */
    String folder(String name) {
        if (name.equals("Contacts")) {
            return "contacts";
        }
        for (JsonElement folder :
                world.owner("GET", "/contactFolders?$top=100", null).getAsJsonArray("value")) {
            if (name.equals(folder.getAsJsonObject().get("displayName").getAsString())) {
                return folder.getAsJsonObject().get("id").getAsString();
            }
        }
        JsonObject body = new JsonObject();
        body.addProperty("displayName", name);
        return world.owner("POST", "/contactFolders", body).get("id").getAsString();
    }

    /** How many folders have that name. */
    long folders(String name) {
        return world.owner("GET", "/contactFolders?$top=100", null).getAsJsonArray("value").asList().stream()
                .filter(folder ->
                        name.equals(folder.getAsJsonObject().get("displayName").getAsString()))
                .count();
    }

    String creates(Map<ItemField, String> fields) {
        return creates(ContactFolders.MARKER_FOLDER, body(fields).toString());
    }

    /** Answers its id, which lasts. */
    String creates(String folder, String json) {
        return world.owner(
                        "POST",
                        "/contactFolders/" + folder(folder) + "/contacts",
                        JsonParser.parseString(json).getAsJsonObject())
                .get("id")
                .getAsString();
    }

    void changes(String id, String json) {
        world.owner("PATCH", "/contacts/" + id, JsonParser.parseString(json).getAsJsonObject());
    }

    void changes(String id, Map<ItemField, String> fields) {
        changes(id, body(fields).toString());
    }

    void deletes(String id) {
        world.owner("DELETE", "/contacts/" + id, null);
    }

    /** The contact goes to another folder, as people do it in Outlook. */
    void moves(String id, String folder) {
        String destination = folder(folder);
        var mailbox = world.graph.store().byAddress(world.person.mail()).orElseThrow();
        mailbox.locked(() -> {
            Contacts contacts = mailbox.contacts();
            contacts.move(contacts.contact(id), contacts.folder(destination));
            return null;
        });
    }

    /** The contact as its owner's own client sees it. */
    JsonObject raw(String id) {
        return world.owner("GET", "/contacts/" + id, null);
    }

    @Override
    public void close() {
        world.close();
    }

    private static JsonObject body(Map<ItemField, String> fields) {
        JsonObject body = new JsonObject();
        fields.forEach((field, value) -> {
            switch (field) {
                case SURNAME -> body.addProperty("surname", value);
                case GIVEN_NAME -> body.addProperty("givenName", value);
                default -> throw new IllegalArgumentException("people do not set " + field + " here");
            }
        });
        return body;
    }
}
