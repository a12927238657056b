package app.tandem.engine;

import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.RecordRef;
import app.tandem.journal.Journal;
import app.tandem.journal.MailEntry;
import app.tandem.sync.Decision;
import app.tandem.sync.SavedParent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is saved of the conversations a cycle meets; grows as pages come, before their messages are triaged. */
final class SavedConversations {

    private final Conversation conversation;
    private final Journal journal;
    private final boolean all;
    private final Map<String, List<SavedParent>> parents = new HashMap<>();

    /** @param all of messages without a mark too: whether they are saved depends on it (sync U-3, mode 3) */
    SavedConversations(Conversation conversation, Journal journal, boolean all) {
        this.all = all;
        this.conversation = conversation;
        this.journal = journal;
    }

    /** A view that grows. */
    Map<String, List<SavedParent>> view() {
        return Collections.unmodifiableMap(parents);
    }

    /** Looks up the conversations of messages that bear a mark; the others need none, as a rule. */
    void meet(Collection<Mail> mails) {
        Set<String> unknown = new HashSet<>();
        for (Mail mail : mails) {
            if (mail.conversationId() != null
                    && (all
                            || mail.folder() == MailFolder.MARKER
                            || !mail.categories().isEmpty())) {
                unknown.add(mail.conversationId());
            }
        }
        unknown.removeAll(parents.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        unknown.forEach(id -> parents.put(id, new ArrayList<>()));
        for (MailEntry entry : journal.savedIn(
                conversation.user().tenant(), conversation.user().id(), unknown)) {
            String id = entry.origin().conversation();
            if (id != null && entry.origin().happened() != null) {
                parents.computeIfAbsent(id, key -> new ArrayList<>())
                        .add(new SavedParent(entry.origin().happened(), links(entry)));
            }
        }
    }

    /** The links of a saved message as its entry remembers them. */
    static Decision.Links links(MailEntry entry) {
        List<RecordRef> records = entry.records();
        return new Decision.Links(
                entry.people(), records.size() > 1 ? records.get(1) : null, records.size() > 2 ? records.get(2) : null);
    }
}
