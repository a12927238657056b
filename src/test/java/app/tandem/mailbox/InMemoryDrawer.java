package app.tandem.mailbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A drawer in memory. */
public final class InMemoryDrawer implements Drawer {

    private record Note(String text, Instant kept) {}

    private final Map<String, Note> notes = new LinkedHashMap<>();
    private final InstantSource clock;
    private int made;

    /** An empty one. */
    public InMemoryDrawer(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, String> keep(Map<String, String> texts) {
        Map<String, String> ids = new HashMap<>();
        texts.forEach((key, text) -> {
            notes.put("note " + ++made, new Note(text, clock.instant()));
            ids.put(key, "note " + made);
        });
        return ids;
    }

    @Override
    public Map<String, String> read(Collection<String> wanted) {
        Map<String, String> texts = new HashMap<>();
        wanted.stream()
                .filter(notes::containsKey)
                .forEach(id -> texts.put(id, notes.get(id).text()));
        return texts;
    }

    @Override
    public void empty(Instant before) {
        notes.values().removeIf(note -> note.kept().isBefore(before));
    }

    /** All texts, in the order in which they were kept. */
    public Collection<String> values() {
        return notes.values().stream().map(Note::text).toList();
    }
}
