package app.tandem.mailbox.graph;

import app.tandem.item.NewItem;
import app.tandem.item.ReadOutcome;
import app.tandem.item.StoredItem;
import app.tandem.item.Trait;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads contacts by their ids, which last wherever their owner moves them; twenty to a batch. */
final class ContactReader implements GraphItems.Reading {

    private final ContactRequests requests;
    private final Batches batches;
    private final ContactFolders folders;

    ContactReader(ContactRequests requests, Batches batches, ContactFolders folders) {
        this.requests = requests;
        this.batches = batches;
        this.folders = folders;
    }

    @Override
    public Map<String, ReadOutcome<StoredItem>> read(Line line, Collection<String> ids) {
        Map<String, ReadOutcome<StoredItem>> outcomes = new LinkedHashMap<>();
        String marker = folders.marker(line);
        raw(line, ids)
                .forEach((id, answer) ->
                        outcomes.put(id, ErrorCodes.read(answer, one -> Contacts.item(one.object(), marker))));
        return outcomes;
    }

    /** The answers as they came; what lies among the deleted items is as good as gone. */
    Map<String, Answer> raw(Line line, Collection<String> ids) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        List<Answer> answers = batches.send(
                line, distinct.stream().map(id -> requests.contact(line, id)).toList());
        String marker = folders.marker(line);
        Map<String, Answer> byId = new LinkedHashMap<>();
        for (int i = 0; i < distinct.size(); i++) {
            Answer answer = answers.get(i);
            String folder = Objects.requireNonNullElse(answer.text("parentFolderId"), marker);
            boolean deleted = answer.ok() && !folder.equals(marker) && folders.isBin(line, folder);
            byId.put(distinct.get(i), deleted ? new Answer(404, "DeletedItems", null, null) : answer);
        }
        return byId;
    }

    /** Those in the marker folder: a contact that was moved is found by its id. */
    @Override
    public Map<String, StoredItem> lookUp(Line line, Collection<NewItem> items) {
        Set<String> keys =
                items.stream().map(item -> item.stamp().key()).collect(Collectors.toCollection(LinkedHashSet::new));
        String marker = folders.marker(line);
        List<Answer> answers = batches.send(
                line,
                keys.stream().map(key -> requests.withKey(line, marker, key)).toList());
        Map<String, StoredItem> found = new HashMap<>();
        answers.stream()
                .flatMap(answer -> Layouts.values(ErrorCodes.demand(answer)))
                .map(contact -> Contacts.item(contact, marker))
                .filter(item -> item.key() != null && keys.contains(item.key()))
                .forEach(item -> found.putIfAbsent(item.key(), item));
        return found;
    }

    /** Contacts of the marker folder that have one of these addresses and no stamp, what is private left out (sync D-18, K-7), by address in lower case. */
    Map<String, StoredItem> unstamped(Line line, Set<String> addresses) {
        String marker = folders.marker(line);
        List<String> asked = List.copyOf(addresses);
        List<Answer> answers = batches.send(
                line,
                asked.stream()
                        .map(address -> requests.withAddress(line, marker, address))
                        .toList());
        Map<String, StoredItem> found = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            for (JsonObject contact :
                    Layouts.values(ErrorCodes.demand(answers.get(i))).toList()) {
                StoredItem item = Contacts.item(contact, marker);
                if (item.key() == null && !item.is(Trait.PRIVATE)) {
                    found.putIfAbsent(asked.get(i), item);
                }
            }
        }
        return found;
    }
}
