package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.crm.Candidates;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.journal.AutoSaveBook;
import app.tandem.journal.Leases;
import app.tandem.platform.RemoteFailureException;
import app.tandem.settings.MailSettings;
import app.tandem.sync.MailContext;
import app.tandem.sync.MailPlanner;
import app.tandem.sync.Triage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Why mail that nobody marked is not saved by itself. Cycles note nothing of it, so it is judged again when somebody asks, by
 * what the message itself says; that nobody in it was known follows from a cycle having met it.
 */
@Component
class UnmarkedAnswers {

    private static final Reason NOBODY_KNOWN = Reason.of(Reason.State.LEFT_ALONE, "sync U-3");
    private static final Reason NOT_YET_MET = Reason.of(Reason.State.LEFT_ALONE, "sync U-1");

    private final Cycles.Ports ports;
    private final AutoSaveBook book;
    private final Leases leases;

    UnmarkedAnswers(Cycles.Ports ports, AutoSaveBook book, Leases leases) {
        this.ports = ports;
        this.book = book;
        this.leases = leases;
    }

    /** The reason; empty where nothing is saved by itself, and while the mailbox cannot tell its addresses. */
    Optional<Reason> of(User user, Mail mail) {
        MailSettings settings = ports.settings().mail(user.tenant(), user.id());
        if (!settings.autoSave().on()) {
            return Optional.empty();
        }
        try {
            return Optional.of(judge(user, mail, settings));
        } catch (RemoteFailureException unreachable) {
            return Optional.empty();
        }
    }

    private Reason judge(User user, Mail mail, MailSettings settings) {
        MailContext context = new MailContext(
                ports.mailboxes().open(user).identity(),
                ports.colleagues(user),
                settings,
                ports.settings().saves(user.tenant(), user.id()),
                user.connectedMailbox().objectId(),
                Map.of(),
                Set.of(),
                book.of(user.tenant(), user.id()).orElse(Instant.MIN));
        MailPlanner planner = new MailPlanner(context);
        return switch (planner.triage(mail, null)) {
            case Triage.Leave leave -> leave.reason();
            case Triage.Candidate candidate ->
                isMet(user, mail)
                        ? planner.autoRefusal(candidate, Candidates.none()).orElse(NOBODY_KNOWN)
                        : NOT_YET_MET;
            case Triage.Finish finish -> finish.reason();
        };
    }

    private boolean isMet(User user, Mail mail) {
        Instant came = mail.received() == null ? mail.sent() : mail.received();
        return came != null
                && leases.lastCycle(user.tenant(), user.id())
                        .filter(last -> isAfter(came, last))
                        .isPresent();
    }

    private static boolean isAfter(Instant came, Leases.LastCycle last) {
        return last.started() != null
                && last.ended() != null
                && last.started().isAfter(came)
                && !last.ended().isBefore(last.started());
    }
}
