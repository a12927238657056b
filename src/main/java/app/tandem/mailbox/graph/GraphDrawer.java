package app.tandem.mailbox.graph;

import app.tandem.mailbox.Drawer;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonElement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drawer as a hidden mail folder of notes, created when it is first needed. */
final class GraphDrawer implements Drawer {

    /** The folder's name; nobody sees it. */
    static final String FOLDER = "Tandem";

    /** What is left then goes another day. */
    private static final int MOST_ROUNDS = 20;

    private final Line line;
    private final GraphParts parts;

    GraphDrawer(Line line, GraphParts parts) {
        this.line = line;
        this.parts = parts;
    }

    @Override
    public Map<String, String> keep(Map<String, String> texts) {
        String folder = there().orElseGet(this::made);
        List<Map.Entry<String, String>> entries = List.copyOf(texts.entrySet());
        List<Answer> answers = parts.batches()
                .send(
                        line,
                        entries.stream()
                                .map(note -> parts.requests().createNote(line, folder, note.getKey(), note.getValue()))
                                .toList());
        Map<String, String> notes = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            notes.put(entries.get(i).getKey(), id(answers.get(i)));
        }
        return notes;
    }

    @Override
    public Map<String, String> read(Collection<String> notes) {
        List<String> ids = List.copyOf(notes);
        List<Answer> answers = parts.batches()
                .send(
                        line,
                        ids.stream()
                                .map(id -> parts.requests().readNote(line, id))
                                .toList());
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (answers.get(i).status() != 404) {
                texts.put(ids.get(i), text(ErrorCodes.demand(answers.get(i))));
            }
        }
        return texts;
    }

    @Override
    public void empty(Instant before) {
        Optional<String> folder = there();
        for (int round = 0; folder.isPresent() && round < MOST_ROUNDS; round++) {
            List<Call> deletions = Layouts.values(ErrorCodes.demand(
                            parts.wire().send(line, parts.requests().notesBefore(line, folder.get(), before))))
                    .flatMap(note -> Optional.ofNullable(Answer.text(note, "id")).stream())
                    .map(id -> parts.requests().destroyNote(line, id))
                    .toList();
            if (deletions.isEmpty()) {
                return;
            }
            parts.batches().send(line, deletions).stream()
                    .filter(answer -> answer.status() != 404)
                    .forEach(ErrorCodes::demand);
        }
    }

    private static String text(Answer note) {
        JsonElement body = note.object().get("body");
        String text = body == null ? null : Answer.text(body.getAsJsonObject(), "content");
        return text == null ? "" : text;
    }

    private Optional<String> there() {
        return Layouts.values(ErrorCodes.demand(
                        parts.wire().send(line, parts.requests().hiddenNamed(line, FOLDER))))
                .filter(folder -> FOLDER.equals(Answer.text(folder, "displayName")))
                .flatMap(folder -> Optional.ofNullable(Answer.text(folder, "id")).stream())
                .findFirst();
    }

    /** Somebody may have been quicker: then it is there. */
    private String made() {
        Answer answer = parts.wire().send(line, parts.requests().createHidden(line, FOLDER));
        if (answer.status() == 409) {
            return there().orElseThrow(() -> new RemoteFailureException(new RemoteFailure.Unreachable(answer.code())));
        }
        return id(answer);
    }

    private static String id(Answer created) {
        return Optional.ofNullable(ErrorCodes.demand(created).text("id"))
                .orElseThrow(() -> new RemoteFailureException(new RemoteFailure.Unreachable("NO_ID")));
    }
}
