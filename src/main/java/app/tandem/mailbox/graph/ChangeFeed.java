package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.ChangePage;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of a folder, a page at a time. The cursor is Graph's own link, and before it the folder it belongs to: a marker
 * folder that its owner deletes lives on among the deleted items, its feed as well, so that only the id tells the new folder from
 * the old (sync M-2).
 */
final class ChangeFeed {

    private static final String SEPARATOR = " ";

    private final Feed feed;
    private final Requests requests;
    private final Layouts layouts;
    private final Reader reader;

    ChangeFeed(Feed feed, Requests requests, Layouts layouts, Reader reader) {
        this.feed = feed;
        this.requests = requests;
        this.layouts = layouts;
        this.reader = reader;
    }

    ChangePage page(Line line, MailFolder folder, @Nullable String cursor) {
        Folder source = new Folder(line, folder);
        Feed.Page<ItemId, Mail> page = page(source, source.place(), cursor);
        boolean resync = page.first() && cursor != null;
        return new ChangePage(
                page.changed(), page.removed(), page.place() + SEPARATOR + page.link(), page.more(), resync);
    }

    private Feed.Page<ItemId, Mail> page(Folder source, String place, @Nullable String cursor) {
        return cursor == null || !cursor.startsWith(place + SEPARATOR)
                ? feed.open(source)
                : feed.follow(source, place, cursor.substring(place.length() + SEPARATOR.length()));
    }

    /** The messages of one folder. */
    private final class Folder implements Feed.Source<ItemId, Mail> {

        private final Line line;
        private final MailFolder folder;

        Folder(Line line, MailFolder folder) {
            this.line = line;
            this.folder = folder;
        }

        @Override
        public Line line() {
            return line;
        }

        @Override
        public String place() {
            return layouts.address(line, folder);
        }

        @Override
        public void forget() {
            layouts.forget(line);
        }

        @Override
        public Call delta(String place) {
            return requests.delta(line, place);
        }

        @Override
        public ItemId id(String place, String entry) {
            return new ItemId(entry);
        }

        @Override
        public boolean whole(JsonObject entry) {
            return Messages.whole(entry);
        }

        @Override
        public Mail item(ItemId id, JsonObject entry) {
            return Messages.mail(entry, folder);
        }

        @Override
        public Map<ItemId, ReadOutcome<Mail>> read(Collection<ItemId> ids) {
            return reader.locate(line, ids);
        }

        @Override
        public boolean here(Mail mail) {
            return mail.folder() == folder;
        }
    }
}
