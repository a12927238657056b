package app.tandem.engine;

import app.tandem.item.Mail;
import app.tandem.journal.MarkedThread;
import app.tandem.journal.ThreadBook;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which conversations of those that a cycle meets are marked (sync H-3); grows as pages come, before their messages are triaged. */
final class MarkedThreads {

    private final Conversation conversation;
    private final ThreadBook book;
    private final boolean allowed;
    private final Set<String> marked = new HashSet<>();
    private final Set<String> met = new HashSet<>();

    /** @param allowed S-2 and S-44: where they are off, no mark counts (sync H-1) */
    MarkedThreads(Conversation conversation, ThreadBook book, boolean allowed) {
        this.conversation = conversation;
        this.book = book;
        this.allowed = allowed;
    }

    /** A view that grows. */
    Set<String> view() {
        return Collections.unmodifiableSet(marked);
    }

    /** Whether whole conversations may be saved. */
    boolean isAllowed() {
        return allowed;
    }

    /** Looks up the conversations of these messages, each once. */
    void meet(Collection<Mail> mails) {
        if (!allowed) {
            return;
        }
        Set<String> unknown = mails.stream()
                .map(Mail::conversationId)
                .filter(Objects::nonNull)
                .filter(met::add)
                .collect(Collectors.toSet());
        book.marked(conversation.user().tenant(), conversation.user().id(), unknown).stream()
                .map(MarkedThread::conversation)
                .forEach(marked::add);
    }

    /** This one has been marked just now. */
    void add(String id) {
        met.add(id);
        marked.add(id);
    }
}
