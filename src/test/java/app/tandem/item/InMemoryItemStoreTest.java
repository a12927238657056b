package app.tandem.item;

import java.time.Instant;
import java.util.Map;

/** The store in memory is one like the others: a mailbox's, where a move gives a new id. */
class InMemoryItemStoreTest extends MarkedItemStoreContract {

    private final InMemoryItemStore store =
            new InMemoryItemStore("item", () -> Instant.parse("2026-03-02T09:00:00Z"), true);

    @Override
    protected ItemStore store() {
        return store;
    }

    @Override
    protected String personCreates(Map<ItemField, String> fields) {
        return store.personCreates(fields);
    }

    @Override
    protected void personChanges(String id, Map<ItemField, String> fields) {
        store.personChanges(id, fields);
    }

    @Override
    protected void personDeletes(String id) {
        store.personDeletes(id);
    }

    @Override
    protected void personTakesAway(String id) {
        store.personMovesOut(id);
    }

    @Override
    protected void personBringsBack(String id) {
        store.personMovesIn(id);
    }
}
