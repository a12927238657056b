package app.tandem.mailbox.graph;

import app.tandem.item.ItemField;
import app.tandem.item.ItemUpdate;
import app.tandem.item.ItemVersion;
import app.tandem.item.NewItem;
import app.tandem.item.StoredItem;
import app.tandem.item.WriteOutcome;
import app.tandem.item.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes contacts, twenty to a batch. What is changed is read before: lists and addresses are replaced whole, so what its owner keeps
 * beside our values goes along. Etag and that reading both see to it that nobody's newer version is overwritten.
 */
final class ContactWriter implements GraphItems.Writing {

    private final ContactRequests requests;
    private final Batches batches;
    private final ContactFolders folders;
    private final ContactReader reader;

    ContactWriter(ContactRequests requests, Batches batches, ContactFolders folders, ContactReader reader) {
        this.requests = requests;
        this.batches = batches;
        this.folders = folders;
        this.reader = reader;
    }

    @Override
    public List<Written> create(Line line, List<NewItem> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        Map<NewItem, Written> written = new LinkedHashMap<>(present(line, items));
        List<NewItem> missing =
                items.stream().filter(item -> !written.containsKey(item)).toList();
        String folder = folders.marker(line);
        List<ContactDraft> drafts = missing.stream().map(ContactDraft::created).toList();
        List<Answer> answers = batches.send(
                line,
                drafts.stream()
                        .map(draft -> requests.create(line, folder, draft.body()))
                        .toList());
        for (int i = 0; i < missing.size(); i++) {
            written.put(missing.get(i), created(line, folder, drafts.get(i), answers.get(i)));
        }
        return items.stream().map(written::get).toList();
    }

    /** Those that somebody put there already and nothing was made of yet (sync D-18). */
    private Map<NewItem, Written> present(Line line, List<NewItem> items) {
        Set<String> addresses = new HashSet<>();
        items.forEach(item -> addresses.add(address(item)));
        addresses.remove("");
        Map<String, StoredItem> found = new LinkedHashMap<>(reader.unstamped(line, addresses));
        Map<NewItem, Written> present = new LinkedHashMap<>();
        for (NewItem item : items) {
            StoredItem there = found.remove(address(item));
            if (there != null) {
                present.put(item, new Written(new WriteOutcome.Exists(there.id()), Optional.of(there)));
            }
        }
        return present;
    }

    private static String address(NewItem item) {
        return item.fields().getOrDefault(ItemField.EMAIL, "");
    }

    /** A folder that is not there is looked for by the next cycle. */
    private Written created(Line line, String folder, ContactDraft draft, Answer answer) {
        if (answer.ok()) {
            return answer.text("id") == null
                    ? Written.not(new WriteOutcome.Unknown("IdMissing"))
                    : Written.done(Contacts.item(draft.over(answer.object()), folder));
        }
        if (answer.status() == 404) {
            folders.forget(line);
            return Written.not(new WriteOutcome.Later(answer.code(), null));
        }
        return Written.not(ErrorCodes.write(answer, ""));
    }

    @Override
    public List<Written> update(Line line, List<ItemUpdate> updates) {
        List<String> ids = updates.stream().map(ItemUpdate::id).toList();
        Untouched.once(ids);
        Map<String, Answer> before = reader.raw(line, ids);
        Map<String, Written> written = new LinkedHashMap<>();
        Map<String, ContactDraft> drafts = new LinkedHashMap<>();
        String folder = folders.marker(line);
        for (ItemUpdate update : updates) {
            Answer now = Objects.requireNonNull(before.get(update.id()));
            Optional<WriteOutcome> obstacle = Untouched.obstacle(now, update.version());
            ContactDraft draft = ContactDraft.changed(update, now.object());
            if (obstacle.isPresent()) {
                written.put(update.id(), Written.not(obstacle.get()));
            } else if (draft.isEmpty()) {
                written.put(update.id(), Written.done(Contacts.item(now.object(), folder)));
            } else {
                drafts.put(update.id(), draft);
            }
        }
        send(line, drafts, updates, written);
        return ids.stream().map(written::get).toList();
    }

    private void send(
            Line line, Map<String, ContactDraft> drafts, List<ItemUpdate> updates, Map<String, Written> written) {
        String folder = folders.marker(line);
        List<ItemUpdate> open = updates.stream()
                .filter(update -> drafts.containsKey(update.id()))
                .toList();
        List<Call> calls = new ArrayList<>();
        open.forEach(update -> calls.add(requests.change(
                line,
                update.id(),
                Objects.requireNonNull(drafts.get(update.id())).body(),
                update.version())));
        List<Answer> answers = batches.send(line, calls);
        for (int i = 0; i < open.size(); i++) {
            String id = open.get(i).id();
            Answer answer = answers.get(i);
            ContactDraft draft = Objects.requireNonNull(drafts.get(id));
            written.put(
                    id,
                    answer.ok()
                            ? Written.done(Contacts.item(draft.over(answer.object()), folder))
                            : Written.not(ErrorCodes.write(answer, id)));
        }
    }

    @Override
    public List<WriteOutcome> delete(Line line, List<ItemVersion> items) {
        List<String> ids = items.stream().map(ItemVersion::id).toList();
        Untouched.once(ids);
        return Untouched.delete(
                items,
                reader.raw(line, ids),
                open -> batches.send(
                        line,
                        open.stream()
                                .map(item -> requests.delete(line, item.id(), item.version()))
                                .toList()));
    }
}
