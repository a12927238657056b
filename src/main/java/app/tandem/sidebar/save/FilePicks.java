package app.tandem.sidebar.save;

import app.tandem.engine.FileChoice;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Reason;
import app.tandem.settings.FileTicks;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.words.Sizes;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a mail, each with a tick, or with the reason why it cannot be stored (pane U-196 … U-200). */
final class FilePicks extends Div {

    private final Words words;
    private final Runnable changed;
    private final Map<AttachmentId, CheckRow> rows = new LinkedHashMap<>();

    /**
     * @param ticks which are ticked at first
     * @param changed called after every change of what is ticked
     */
    FilePicks(List<FileChoice> files, FileTicks ticks, Words words, Runnable changed) {
        this.words = words;
        this.changed = changed;
        files.forEach(file -> add(row(file.attachment(), file.refusal(), ticks)));
    }

    private CheckRow row(Attachment file, @Nullable Reason refusal, FileTicks ticks) {
        String name = file.name() == null || file.name().isBlank() ? words.of("save.unnamed") : file.name();
        boolean cloud = file.kind() == Attachment.Kind.REFERENCE;
        boolean ticked = refusal == null && ticks.takes(name, file.size());
        CheckRow row = new CheckRow(name, cloud ? "" : Sizes.of(file.size(), words), ticked, changed);
        if (refusal == null) {
            rows.put(file.id(), row);
        } else {
            row.forbid(words.find("save.file." + refusal.code()).orElseGet(() -> StatusText.reason(refusal, words)));
        }
        return row;
    }

    /** The files to be stored. */
    List<AttachmentId> chosen() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().isTicked())
                .map(Map.Entry::getKey)
                .toList();
    }
}
