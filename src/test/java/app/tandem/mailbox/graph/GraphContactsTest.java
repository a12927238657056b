package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.ItemKind;
import app.tandem.item.ItemStore;
import app.tandem.item.MarkedItemStoreContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The contract of two-way stores over the sandbox's contacts. */
class GraphContactsTest extends MarkedItemStoreContract {

    private final ContactDriver owner = new ContactDriver(3);

    @AfterEach
    void close() {
        owner.close();
    }

    @Override
    protected ItemKind kind() {
        return ItemKind.CONTACT;
    }

    @Override
    protected ItemStore store() {
        return owner.store();
    }

    @Override
    protected String personCreates(Map<ItemField, String> fields) {
        return owner.creates(fields);
    }

    @Override
    protected void personChanges(String id, Map<ItemField, String> fields) {
        owner.changes(id, fields);
    }

    @Override
    protected void personDeletes(String id) {
        owner.deletes(id);
    }

    @Override
    protected void personTakesAway(String id) {
        owner.moves(id, "Contacts");
    }

    @Override
    protected void personBringsBack(String id) {
        owner.moves(id, ContactFolders.MARKER_FOLDER);
    }
}
