package app.tandem.sync;

import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.item.ThreadLinks;
import app.tandem.item.Wording;
import app.tandem.mailbox.MailChange;
import java.util.Optional;

/** What a message comes to before anything else is read (sync E-40 … E-44). */
public sealed interface Triage {

    /** The message. */
    Mail mail();

    /** Not processed: nobody asked, or nothing to do. {@code change} takes stale error categories off, if there are any. */
    record Leave(Mail mail, Reason reason, Optional<MailChange> change) implements Triage {}

    /** Saved already: what is still missing in the mailbox (sync E-41). */
    record Finish(Mail mail, Reason reason, Optional<MailChange> change) implements Triage {}

    /**
     * To be saved, if it can be.
     *
     * @param wording what a person wants the activity to say otherwise; known once the message was read
     * @param thread what mail of its conversation is saved to, where somebody marked that (sync H-5 … H-7)
     */
    record Candidate(
            Mail mail,
            Trigger trigger,
            Direction direction,
            app.tandem.crm.MailKey key,
            Optional<SaveWish> wish,
            Wording wording,
            Optional<ThreadLinks> thread)
            implements Triage {

        /** The same message as the record of a further activity: its own key, the message's id. */
        public Candidate under(app.tandem.crm.MailKey other) {
            return new Candidate(mail, trigger, direction, other, wish, wording, thread);
        }

        /** The same message as one of a marked conversation. */
        public Candidate in(ThreadLinks conversation) {
            return new Candidate(mail, trigger, direction, key, wish, wording, Optional.of(conversation));
        }

        /** The same message with what a person wrote for it. */
        public Candidate worded(Wording words) {
            return new Candidate(mail, trigger, direction, key, wish, words, thread);
        }
    }

    /** What asked for saving, highest first (sync E-42). */
    enum Trigger {
        /** A person's own wish (sync E-42). */
        WISH,
        FOLDER,
        CATEGORY,
        /** Its conversation is marked (sync H-3). */
        THREAD,
        /** Nobody: mail of its kind is saved by itself (sync U-1). */
        AUTO
    }

    /** Sent by the mailbox's own address or alias, or not (sync E-16). */
    enum Direction {
        INBOUND,
        OUTBOUND
    }
}
