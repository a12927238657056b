package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.journal.MailEntry;
import app.tandem.sync.Triage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a gathering of pages comes to, settled together so that many messages share a call. */
final class Batch {

    /** So many candidates fill two write calls and share every look-up. */
    private static final int FULL = 400;

    /** So many messages, wanted or not, are held at once: a first look at a large mailbox meets far more. */
    private static final int MOST = 2_000;

    private final Map<ItemId, Triage> triaged = new LinkedHashMap<>();
    private final Map<ItemId, MailEntry> entries = new HashMap<>();
    private final Map<MailFolder, String> cursors = new EnumMap<>(MailFolder.class);
    private final Set<ItemId> left = new LinkedHashSet<>();
    private int candidates;

    /** Adds a message; the newest word on it counts. */
    void add(Triage triage, Optional<MailEntry> entry) {
        ItemId id = triage.mail().id();
        if (triaged.remove(id) instanceof Triage.Candidate) {
            candidates--;
        }
        triaged.put(id, triage);
        entry.ifPresent(known -> entries.put(id, known));
        if (triage instanceof Triage.Candidate) {
            candidates++;
        }
    }

    /** The folder is read up to here; acknowledged when the batch is settled. */
    void reached(MailFolder folder, String cursor) {
        cursors.put(folder, cursor);
    }

    /** These are not in the folder any more where they were. */
    void left(Set<ItemId> ids) {
        left.addAll(ids);
    }

    /** What left a folder and was met in none. */
    Set<ItemId> missing() {
        Set<ItemId> missing = new LinkedHashSet<>(left);
        missing.removeAll(triaged.keySet());
        return missing;
    }

    boolean contains(ItemId id) {
        return triaged.containsKey(id);
    }

    /** A message that this batch holds. */
    Mail mail(ItemId id) {
        return java.util.Objects.requireNonNull(triaged.get(id)).mail();
    }

    boolean isFull() {
        return candidates >= FULL || triaged.size() + left.size() >= MOST;
    }

    Map<MailFolder, String> cursors() {
        return cursors;
    }

    Optional<MailEntry> entry(Mail mail) {
        return Optional.ofNullable(entries.get(mail.id()));
    }

    /** What is known of its messages. */
    Map<ItemId, MailEntry> entries() {
        return entries;
    }

    /** The messages triaged as that, the oldest first. */
    <T extends Triage> List<T> all(Class<T> kind) {
        List<T> all = new ArrayList<>();
        triaged.values().stream().filter(kind::isInstance).map(kind::cast).forEach(all::add);
        all.sort(java.util.Comparator.comparing(
                triage -> triage.mail().received(),
                java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder())));
        return all;
    }

    /** Turns a finished message back into a candidate. */
    void reopen(Triage.Candidate candidate) {
        entries.remove(candidate.mail().id());
        add(candidate, Optional.empty());
    }
}
