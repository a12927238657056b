package app.tandem.sync;

import static app.tandem.item.Reason.State.LEFT_ALONE;
import static app.tandem.item.Reason.State.REFUSED;
import static app.tandem.item.Reason.State.SAVED;
import static app.tandem.item.Reason.State.WAITS;

import app.tandem.item.Address;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.SaveWish;
import app.tandem.item.Wording;
import app.tandem.matching.AddressBook;
import app.tandem.matching.Participants;
import app.tandem.sync.Triage.Direction;
import app.tandem.sync.Triage.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first look at a message: sync E-40 … E-44, in that order. */
final class MailTriage {

    private final MailContext context;
    private final AddressBook book;
    private final AutoSaving auto;

    MailTriage(MailContext context, AddressBook book, AutoSaving auto) {
        this.context = context;
        this.book = book;
        this.auto = auto;
    }

    /** Sync E-42, first line: what a person wished for counts, whatever marks the message bears. */
    Triage of(Mail mail, @Nullable AgreedMail agreed, SaveWish wish) {
        if (mail.draft()) {
            return new Triage.Leave(mail, Reason.of(WAITS, "sync E-10", "DRAFT"), Optional.empty());
        }
        if (agreed != null && isSaved(agreed)) {
            return known(mail, agreed);
        }
        if (mail.service()) {
            return refused(mail, "sync E-12", "SERVICE_MAIL");
        }
        return mail.folder() == MailFolder.OTHER
                ? refused(mail, "sync W-12", "FOLDER")
                : begun(mail, Optional.of(wish));
    }

    private static Triage refused(Mail mail, String rule, String code) {
        return new Triage.Leave(mail, Reason.of(REFUSED, rule, code), Optional.empty());
    }

    Triage of(Mail mail, @Nullable AgreedMail agreed) {
        if (mail.folder() == MailFolder.OTHER) {
            return new Triage.Leave(mail, Reason.of(LEFT_ALONE, "sync E-8"), Optional.empty());
        }
        Optional<Trigger> trigger = trigger(mail);
        if (mail.draft()) {
            Reason.State state = trigger.isPresent() ? WAITS : LEFT_ALONE;
            return new Triage.Leave(mail, Reason.of(state, "sync E-40", "DRAFT"), Optional.empty());
        }
        if (agreed != null && isSaved(agreed)) {
            return known(mail, agreed);
        }
        return mail.service() ? service(mail, trigger.isPresent()) : unknown(mail, agreed, trigger);
    }

    private static boolean isSaved(AgreedMail agreed) {
        return !agreed.tombstone() && !agreed.records().isEmpty();
    }

    Triage.Candidate begun(Mail mail, Optional<SaveWish> wish) {
        Trigger unwished = trigger(mail).orElseGet(() -> unmarked(mail));
        Trigger trigger = wish.isPresent() ? Trigger.WISH : unwished;
        return candidate(mail, trigger, wish);
    }

    private Trigger unmarked(Mail mail) {
        if (isOfThread(mail)) {
            return Trigger.THREAD;
        }
        return auto.refusal(mail, direction(mail)).isEmpty() ? Trigger.AUTO : Trigger.CATEGORY;
    }

    private Triage.Candidate candidate(Mail mail, Trigger trigger, Optional<SaveWish> wish) {
        return new Triage.Candidate(
                mail,
                trigger,
                direction(mail),
                MailKeys.of(mail, context.mailbox()),
                wish,
                Wording.NONE,
                Optional.empty());
    }

    /** Sync H-3, E-44: marked, and at least one address is neither internal nor blocklisted. */
    private boolean isOfThread(Mail mail) {
        return mail.conversationId() != null
                && context.threads().contains(mail.conversationId())
                && !Participants.areInternal(mail, book);
    }

    private static Optional<Trigger> trigger(Mail mail) {
        if (mail.folder() == MailFolder.MARKER) {
            return Optional.of(Trigger.FOLDER);
        }
        return Marks.has(mail, Marks.SAVED) ? Optional.of(Trigger.CATEGORY) : Optional.empty();
    }

    /** Sync E-41: what is missing in the mailbox, once; a category taken off by hand stays off (sync E-9). */
    private Triage known(Mail mail, AgreedMail agreed) {
        boolean owed = !agreed.marked() || mail.folder() == MailFolder.MARKER;
        return new Triage.Finish(
                mail, Reason.of(SAVED, "sync E-41"), owed ? Marks.saved(mail, direction(mail)) : Marks.cleaned(mail));
    }

    private static Triage service(Mail mail, boolean asked) {
        if (!asked) {
            return new Triage.Leave(mail, Reason.of(LEFT_ALONE, "sync E-12"), Marks.leftAlone(mail));
        }
        Reason refusal = Reason.of(REFUSED, "sync E-12", "SERVICE_MAIL");
        return new Triage.Leave(mail, refusal, Marks.failed(mail, refusal));
    }

    private Triage unknown(Mail mail, @Nullable AgreedMail agreed, Optional<Trigger> trigger) {
        if (trigger.isEmpty()) {
            return agreed != null && agreed.tombstone()
                    ? new Triage.Leave(mail, Reason.of(LEFT_ALONE, "sync E-42"), Marks.leftAlone(mail))
                    : unmarkedMail(mail);
        }
        if (trigger.get() == Trigger.CATEGORY) {
            if (agreed != null && agreed.tombstone() && Marks.has(mail, Marks.TRACKED)) {
                return new Triage.Leave(mail, Reason.of(LEFT_ALONE, "sync E-1", "TOMBSTONE"), Marks.forgotten(mail));
            }
            if (isInherited(mail)) {
                return new Triage.Leave(mail, Reason.of(LEFT_ALONE, "sync M-11"), Marks.leftAlone(mail));
            }
        }
        return candidate(mail, trigger.get(), Optional.empty());
    }

    private Triage unmarkedMail(Mail mail) {
        if (isOfThread(mail)) {
            return candidate(mail, Trigger.THREAD, Optional.empty());
        }
        return auto.refusal(mail, direction(mail))
                .<Triage>map(reason -> new Triage.Leave(mail, reason, Marks.leftAlone(mail)))
                .orElseGet(() -> candidate(mail, Trigger.AUTO, Optional.empty()));
    }

    /** Outlook copies categories onto replies; among colleagues such a copy is no wish (sync M-11, S-72). */
    private boolean isInherited(Mail mail) {
        return context.settings().ignoreInheritedCategory()
                && direction(mail) == Direction.OUTBOUND
                && Participants.areInternal(mail, book)
                && hasEarlier(mail);
    }

    private boolean hasEarlier(Mail mail) {
        List<SavedParent> saved = mail.conversationId() == null
                ? List.of()
                : context.conversations().getOrDefault(mail.conversationId(), List.of());
        Instant when = when(mail, Direction.OUTBOUND);
        return saved.stream().anyMatch(parent -> when == null || parent.when().isBefore(when));
    }

    /** Sync E-16: by the own address in From or Sender; where both are missing, by the folder. */
    Direction direction(Mail mail) {
        if (mail.from() == null && mail.sender() == null) {
            return mail.folder() == MailFolder.SENT ? Direction.OUTBOUND : Direction.INBOUND;
        }
        Stream<Address> authors = Stream.of(Optional.ofNullable(mail.from()), Optional.ofNullable(mail.sender()))
                .flatMap(Optional::stream);
        return authors.anyMatch(book::isOwn) ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /** When it was sent (outbound) or received (inbound); the other one where that is missing. */
    static @Nullable Instant when(Mail mail, Direction direction) {
        Instant first = direction == Direction.OUTBOUND ? mail.sent() : mail.received();
        return first != null ? first : direction == Direction.OUTBOUND ? mail.received() : mail.sent();
    }
}
