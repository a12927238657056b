package app.tandem.sidebar.save;

import app.tandem.engine.FileChoice;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Reason;
import app.tandem.settings.FileTicks;
import app.tandem.sidebar.frame.CheckRow;
import app.tandem.sidebar.words.Sizes;
import app.tandem.sidebar.words.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a mail, each with a tick, or with the reason why it cannot be stored (pane U-196 … U-200). */
final class FilePicks extends Div {

    private final Words words;
    private final Map<AttachmentId, FileRow> rows = new LinkedHashMap<>();

    /**
     * @param ticks which are ticked at first
     * @param changed called after every change of what is ticked, or of a name
     */
    FilePicks(List<FileChoice> files, FileTicks ticks, Words words, Runnable changed) {
        this.words = words;
        files.forEach(file -> add(row(file, ticks, changed)));
    }

    private Component row(FileChoice file, FileTicks ticks, Runnable changed) {
        Reason refusal = file.refusal();
        if (refusal != null) {
            return forbidden(file.attachment(), refusal, changed);
        }
        FileRow row = new FileRow(file, ticks, words, changed);
        rows.put(file.attachment().id(), row);
        return row;
    }

    private CheckRow forbidden(Attachment file, Reason refusal, Runnable changed) {
        boolean sized = file.kind() == Attachment.Kind.FILE || file.kind() == Attachment.Kind.ITEM;
        CheckRow row = new CheckRow(name(file), sized ? Sizes.of(file.size(), words) : "", false, changed);
        row.forbid(words.find("save.file." + refusal.code()).orElseGet(() -> StatusText.reason(refusal, words)));
        return row;
    }

    private String name(Attachment file) {
        if (file.kind() == Attachment.Kind.MESSAGE) {
            return words.of("save.mail-itself");
        }
        return file.name() == null || file.name().isBlank() ? words.of("save.unnamed") : file.name();
    }

    /** The files to be stored. */
    List<AttachmentId> chosen() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().isTicked())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** New names of files to be stored, without their extensions. */
    Map<AttachmentId, String> names() {
        Map<AttachmentId, String> names = new LinkedHashMap<>();
        rows.forEach((file, row) -> {
            if (row.isTicked()) {
                row.newName().ifPresent(name -> names.put(file, name));
            }
        });
        return names;
    }
}
