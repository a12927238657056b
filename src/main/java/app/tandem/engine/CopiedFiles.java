package app.tandem.engine;

import app.tandem.crm.FileLink;
import app.tandem.crm.FileStorage;
import app.tandem.item.ItemId;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import app.tandem.journal.CopyBook;
import app.tandem.journal.MailCopy;
import app.tandem.journal.WishEntry;
import app.tandem.sync.Decision;
import app.tandem.sync.MailPlanner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hangs the files of a message at its further activities too: stored once, by whomever, linked often (sync A-15). A wish is
 * met only when that is done; until then each look at it does what is missing, whatever came in between.
 */
final class CopiedFiles {

    private static final WriteOutcome FILES_FOLLOW = new WriteOutcome.Later("FILES_FOLLOW", null);

    /** Files that are not stored by then may never be: whoever was to store them has left the message. */
    private static final int MOST_LOOKS = 5;

    private final Conversation conversation;
    private final MailPlanner planner;
    private final CopyBook book;
    private final Desk desk;

    CopiedFiles(Conversation conversation, MailPlanner planner, CopyBook book, Desk desk) {
        this.conversation = conversation;
        this.planner = planner;
        this.book = book;
        this.desk = desk;
    }

    /** The wishes as they are afterwards: one whose files could not be linked now waits. */
    List<WishEntry> linked(List<WishEntry> wishes, List<Copying.Wanted> messages) {
        Map<ItemId, Copying.Wanted> met = new HashMap<>();
        Map<ItemId, Copying.Wanted> byItem = new HashMap<>();
        messages.forEach(message -> byItem.put(message.wish().item(), message));
        wishes.stream()
                .filter(wish -> wish.state() == WishEntry.State.MET && byItem.containsKey(wish.item()))
                .forEach(wish -> met.put(wish.item(), byItem.get(wish.item())));
        Map<String, Set<RecordRef>> holders = holders(met.values());
        if (holders.isEmpty()
                || planner.fileStorage() != FileStorage.FILES
                || !conversation.crm().profile().files()) {
            return wishes;
        }
        Map<String, WriteOutcome> open = link(holders);
        return wishes.stream()
                .map(wish -> met.containsKey(wish.item()) ? after(wish, met.get(wish.item()), open) : wish)
                .toList();
    }

    /**
     * By message, its further activities with the records that files hang at (S-49); also those that a wish wrote which somebody
     * has changed since.
     */
    private Map<String, Set<RecordRef>> holders(Collection<Copying.Wanted> messages) {
        Map<String, Set<RecordRef>> holders = new HashMap<>();
        for (Copying.Wanted message : messages) {
            String key = message.entry().messageKey();
            for (MailCopy copy : book.written(conversation.user().tenant(), key)) {
                if (copy.isFurther() && copy.record() != null) {
                    Set<RecordRef> records = holders.computeIfAbsent(key, one -> new LinkedHashSet<>());
                    records.add(copy.record());
                    records.addAll(planner.fileLinks(new Decision.Links(copy.people(), copy.business(), null)));
                }
            }
        }
        return holders;
    }

    /** By message, what keeps its files from hanging where they should. */
    private Map<String, WriteOutcome> link(Map<String, Set<RecordRef>> holders) {
        List<String> keys = new ArrayList<>();
        List<FileLink> links = new ArrayList<>();
        book.files(conversation.user().tenant(), holders.keySet())
                .forEach((key, files) -> files.forEach(file -> {
                    keys.add(key);
                    links.add(new FileLink(file, List.copyOf(holders.getOrDefault(key, Set.of()))));
                }));
        Map<String, WriteOutcome> open = unfiled(holders.keySet());
        List<WriteOutcome> outcomes =
                links.isEmpty() ? List.of() : conversation.crm().link(links);
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case WriteOutcome.Later later -> open.put(keys.get(i), later);
                case WriteOutcome.Unknown unknown -> open.put(keys.get(i), unknown);
                case WriteOutcome.Changed changed -> open.put(keys.get(i), changed);
                // What Salesforce forbids stays forbidden, and a file that is gone is nobody's any more.
                case WriteOutcome.Done done -> {}
                case WriteOutcome.Exists exists -> {}
                case WriteOutcome.Refused refused -> {}
                case WriteOutcome.Gone gone -> {}
            }
        }
        return open;
    }

    /** Messages whose files are still to be stored, by whomever: what is not there cannot be linked. */
    private Map<String, WriteOutcome> unfiled(Set<String> messageKeys) {
        Map<String, WriteOutcome> unfiled = new HashMap<>();
        desk.claims(messageKeys).forEach((key, claim) -> {
            if (claim.record() != null && !claim.filed()) {
                unfiled.put(key, FILES_FOLLOW);
            }
        });
        return unfiled;
    }

    private WishEntry after(WishEntry met, Copying.Wanted message, Map<String, WriteOutcome> open) {
        WriteOutcome outcome = open.get(message.entry().messageKey());
        WishEntry wish = message.wish();
        if (outcome == null || outcome.equals(FILES_FOLLOW) && wish.attempts() >= MOST_LOOKS) {
            return met;
        }
        @Nullable Instant until = outcome instanceof WriteOutcome.Later later ? later.until() : null;
        return desk.putOff(wish, Reason.of(Reason.State.WAITS, "sync A-15"), until);
    }
}
