package app.tandem.mailbox.graph;

import app.tandem.mailbox.Drawer;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drawer as a hidden mail folder of notes, created when it is first needed. */
final class GraphDrawer implements Drawer {

    /** The folder's name; nobody sees it. */
    static final String FOLDER = "Tandem";

    private final Line line;
    private final GraphParts parts;

    GraphDrawer(Line line, GraphParts parts) {
        this.line = line;
        this.parts = parts;
    }

    @Override
    public void keep(Map<String, String> texts) {
        String folder = there().orElseGet(this::made);
        List<Call> notes = texts.entrySet().stream()
                .map(note -> parts.requests().createNote(line, folder, note.getKey(), note.getValue()))
                .toList();
        parts.batches().send(line, notes).forEach(ErrorCodes::demand);
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
        return Optional.ofNullable(ErrorCodes.demand(answer).text("id"))
                .orElseThrow(() -> new RemoteFailureException(new RemoteFailure.Unreachable("NO_ID")));
    }
}
