package app.tandem.mailbox.graph;

import app.tandem.item.StoredItem;
import com.google.gson.JsonObject;

/** The feed of a list of tasks, whose entries are whole as a rule. */
record TaskFeed(TaskRequests requests, TaskReader reader) implements MarkedFeed.Kind {

    @Override
    public Call delta(Line line, String place) {
        return requests.delta(line, place);
    }

    @Override
    public String id(String place, String entry) {
        return new TaskAddress(place, entry).id();
    }

    @Override
    public boolean isWhole(JsonObject entry) {
        return Tasks.whole(entry);
    }

    @Override
    public StoredItem item(Line line, String id, JsonObject entry) {
        return Tasks.item(entry, TaskAddress.of(id), false, reader.zone(line));
    }
}
