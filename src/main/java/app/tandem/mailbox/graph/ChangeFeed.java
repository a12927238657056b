package app.tandem.mailbox.graph;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.ChangePage;
import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed of a folder, a page at a time. The cursor is Graph's own link, checked before it is kept and before it is
 * followed, and before it the folder it belongs to: a marker folder that its owner deletes lives on among the deleted items, its
 * feed as well, so that only the id tells the new folder from the old (sync M-2).
 */
final class ChangeFeed {

    private static final int LONGEST_CURSOR = 16_384;

    private static final String SEPARATOR = " ";

    /** Where a page comes from. {@code place}: as Graph calls the folder. */
    private record Origin(MailFolder folder, String place) {}

    private final Requests requests;
    private final Wire wire;
    private final GraphSite site;
    private final Layouts layouts;
    private final Reader reader;

    ChangeFeed(Requests requests, Wire wire, GraphSite site, Layouts layouts, Reader reader) {
        this.requests = requests;
        this.wire = wire;
        this.site = site;
        this.layouts = layouts;
        this.reader = reader;
    }

    ChangePage page(Line line, MailFolder folder, @Nullable String cursor) {
        String place = layouts.address(line, folder);
        if (cursor == null) {
            return first(line, folder, place, false);
        }
        if (!cursor.startsWith(place + SEPARATOR)) {
            return first(line, folder, place, true);
        }
        String link = cursor.substring(place.length() + SEPARATOR.length());
        Answer answer = wire.send(line, Call.get(site.check(link).toString()));
        if (ErrorCodes.lostCursor(answer)) {
            return first(line, folder, place, true);
        }
        if (ErrorCodes.noFolder(answer)) {
            layouts.forget(line);
            return first(line, folder, layouts.address(line, folder), true);
        }
        return page(line, new Origin(folder, place), answer, false);
    }

    /** A marker folder that was known and is not there any more is looked for, and if need be created, once. */
    private ChangePage first(Line line, MailFolder folder, String place, boolean resync) {
        Answer answer = wire.send(line, requests.delta(line, place));
        String found = place;
        if (ErrorCodes.noFolder(answer)) {
            layouts.forget(line);
            found = layouts.address(line, folder);
            answer = wire.send(line, requests.delta(line, found));
        }
        return page(line, new Origin(folder, found), answer, resync);
    }

    private ChangePage page(Line line, Origin origin, Answer answer, boolean resync) {
        ErrorCodes.demand(answer);
        Map<ItemId, JsonObject> changed = new LinkedHashMap<>();
        Set<ItemId> removed = new LinkedHashSet<>();
        Layouts.values(answer).forEach(entry -> take(entry, changed, removed));
        String next = answer.text("@odata.nextLink");
        List<Mail> mails = mails(line, origin.folder, changed, removed);
        return new ChangePage(mails, removed, cursor(origin, next, answer), next != null, resync);
    }

    /** The last mention of a message wins. */
    private static void take(JsonObject entry, Map<ItemId, JsonObject> changed, Set<ItemId> removed) {
        String value = Answer.text(entry, "id");
        if (value == null) {
            return;
        }
        ItemId id = new ItemId(value);
        changed.remove(id);
        removed.remove(id);
        if (entry.has("@removed")) {
            removed.add(id);
        } else {
            changed.put(id, entry);
        }
    }

    private List<Mail> mails(Line line, MailFolder folder, Map<ItemId, JsonObject> changed, Set<ItemId> removed) {
        List<ItemId> partial = changed.entrySet().stream()
                .filter(entry -> !Messages.whole(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Map<ItemId, ReadOutcome<Mail>> completed = partial.isEmpty() ? Map.of() : reader.locate(line, partial);
        List<Mail> mails = new ArrayList<>();
        changed.forEach((id, entry) -> {
            ReadOutcome<Mail> outcome = completed.get(id);
            if (outcome == null) {
                mails.add(Messages.mail(entry, folder));
            } else {
                complete(folder, id, outcome, mails, removed);
            }
        });
        return mails;
    }

    /** An entry that told only what changed, read whole; by now it may be elsewhere. */
    private static void complete(
            MailFolder folder, ItemId id, ReadOutcome<Mail> outcome, List<Mail> mails, Set<ItemId> removed) {
        switch (outcome) {
            case ReadOutcome.Found<Mail> found when found.value().folder() == folder -> mails.add(found.value());
            case ReadOutcome.Found<Mail> elsewhere -> removed.add(id);
            case ReadOutcome.Gone<Mail> gone -> removed.add(id);
            case ReadOutcome.Refused<Mail> refused -> removed.add(id);
            case ReadOutcome.Later<Mail> later ->
                throw new RemoteFailureException(
                        later.until() == null
                                ? new RemoteFailure.Unreachable(later.code())
                                : new RemoteFailure.Throttled(later.code(), later.until()));
        }
    }

    private String cursor(Origin origin, @Nullable String next, Answer answer) {
        String link = next == null ? answer.text("@odata.deltaLink") : next;
        if (link == null || link.length() > LONGEST_CURSOR) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("CursorMissing"));
        }
        site.check(link);
        return origin.place + SEPARATOR + link;
    }
}
