package app.tandem.mailbox.graph;

import app.tandem.item.Attachment;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.item.WriteOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.mailbox.FileRef;
import app.tandem.mailbox.Identity;
import app.tandem.mailbox.MailChange;
import app.tandem.mailbox.Mailbox;
import app.tandem.mailbox.MarkerCategory;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One mailbox of Microsoft 365. */
final class GraphMailbox implements Mailbox {

    private final Line line;
    private final GraphParts parts;

    GraphMailbox(Line line, GraphParts parts) {
        this.line = line;
        this.parts = parts;
    }

    @Override
    public Identity identity() {
        return parts.identities().of(line);
    }

    @Override
    public void customise(List<MarkerCategory> categories) {
        parts.layouts().ensure(line, categories);
    }

    @Override
    public boolean withdraw(List<MarkerCategory> categories) {
        return parts.layouts().withdraw(line, categories);
    }

    @Override
    public ChangePage changes(MailFolder folder, @Nullable String cursor) {
        if (folder == MailFolder.OTHER) {
            throw new IllegalArgumentException("other folders have no feed");
        }
        return parts.feed().page(line, folder, cursor);
    }

    @Override
    public Optional<Mail> find(String shownId, @Nullable String messageId) {
        return parts.reader().find(line, shownId, messageId);
    }

    @Override
    public List<Mail> conversation(String conversationId) {
        return parts.conversations().of(line, conversationId);
    }

    @Override
    public Map<ItemId, ReadOutcome<Mail>> locate(Collection<ItemId> ids) {
        return parts.reader().locate(line, ids);
    }

    @Override
    public Map<ItemId, ReadOutcome<MailContent>> read(Set<ItemId> ids) {
        return parts.reader().content(line, ids);
    }

    @Override
    public Map<FileRef, ReadOutcome<byte[]>> readFiles(Collection<FileRef> files) {
        return parts.reader().files(line, files);
    }

    @Override
    public Optional<InputStream> open(ItemId item, Attachment attachment) {
        if (attachment.kind() == Attachment.Kind.REFERENCE) {
            return Optional.empty();
        }
        Call call = attachment.kind() == Attachment.Kind.MESSAGE
                ? parts.requests().mime(line, item)
                : parts.requests().bytes(line, item, attachment.id());
        return switch (parts.wire().open(line, call)) {
            case Opened.Streaming(InputStream stream) -> Optional.of(stream);
            case Opened.Refused(Answer answer)
            when answer.status() == 404 || answer.status() == 405 -> Optional.empty();
            case Opened.Refused(Answer answer) ->
                throw new app.tandem.platform.RemoteFailureException(ErrorCodes.failure(answer));
        };
    }

    @Override
    public WriteOutcome note(ItemId id, String text) {
        if (text.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a note of " + text.length() + " characters");
        }
        return parts.writer().note(line, id, text);
    }

    @Override
    public Map<ItemId, WriteOutcome> apply(List<MailChange> changes) {
        return parts.writer().apply(line, changes);
    }
}
