package app.tandem.engine;

import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.ReadOutcome;
import app.tandem.item.SaveWish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What persons wished for comes before everything else in a cycle; the mail lane does the rest. */
final class WishLane {

    private final Conversation conversation;
    private final OpenWishes wishes;
    private final Relinking relinking;
    private final Undoing undoing;
    private final ThreadLane threads;
    private final Set<ItemId> tried = new HashSet<>();

    WishLane(Conversation conversation, OpenWishes wishes, Relinking relinking, Undoing undoing, ThreadLane threads) {
        this.threads = threads;
        this.undoing = undoing;
        this.conversation = conversation;
        this.wishes = wishes;
        this.relinking = relinking;
    }

    /** Takes back what is to be taken back; answers the messages that are wished for and due. */
    List<Mail> look() {
        wishes.load();
        undoing.run();
        List<Mail> found = new ArrayList<>();
        Set<ItemId> due = wishes.due();
        if (!due.isEmpty()) {
            conversation.mailbox().locate(due).forEach((id, outcome) -> {
                switch (outcome) {
                    case ReadOutcome.Found<Mail>(Mail mail) -> found.add(mail);
                    case ReadOutcome.Gone<Mail> none -> wishes.gone(id);
                    case ReadOutcome.Refused<Mail> refused -> wishes.gone(id);
                    case ReadOutcome.Later<Mail> later -> wishes.unclear(id);
                }
            });
        }
        return found;
    }

    /**
     * Whether a message needs nothing more in this cycle: its wish was tried and waits, or it has to be sent first. Our own
     * marks make the feed tell of it again.
     */
    boolean isPutOff(Mail mail) {
        if (!wishes.isOpen(mail.id())) {
            return false;
        }
        if (mail.draft()) {
            wishes.draft(mail);
        }
        return mail.draft() || tried.contains(mail.id());
    }

    /** What is wished for a message. */
    Optional<SaveWish> of(Mail mail) {
        return wishes.met(mail);
    }

    /** These messages are in the mailbox no more. */
    void left(List<ItemId> items) {
        wishes.left(items);
    }

    /** Nothing that a person wrote stays with a message longer than it is needed. */
    void tidy() {
        wishes.tidy();
    }

    /** Keeps what came of the wishes for a settled batch. */
    void conclude(Batch batch) {
        tried.addAll(wishes.conclude(batch, relinking, threads));
    }
}
