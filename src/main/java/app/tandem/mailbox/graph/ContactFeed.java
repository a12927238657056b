package app.tandem.mailbox.graph;

import app.tandem.item.StoredItem;
import com.google.gson.JsonObject;

/** The feed of a folder of contacts, which says who changed; what they look like is read by their ids. */
record ContactFeed(ContactRequests requests) implements MarkedFeed.Kind {

    @Override
    public Call delta(Line line, String place) {
        return requests.delta(line, place);
    }

    @Override
    public String id(String place, String entry) {
        return entry;
    }

    @Override
    public boolean isWhole(JsonObject entry) {
        return false;
    }

    @Override
    public StoredItem item(Line line, String id, JsonObject entry) {
        throw new IllegalStateException("an entry about a contact is never whole");
    }
}
