package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.crm.Crms;
import app.tandem.item.Mail;
import app.tandem.item.MailContent;
import app.tandem.item.ReadOutcome;
import app.tandem.mailbox.Mailboxes;
import app.tandem.settings.Settings;
import app.tandem.sync.AttachmentPlan;
import app.tandem.sync.MailPlanner;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The files of a message by the rules that will decide when it is saved, so that a choice and its outcome agree. */
@Component
class SavableFiles {

    private final Mailboxes mailboxes;
    private final Crms crms;
    private final Settings settings;

    SavableFiles(Mailboxes mailboxes, Crms crms, Settings settings) {
        this.mailboxes = mailboxes;
        this.crms = crms;
        this.settings = settings;
    }

    /** The files in order, the message itself last; none where the mailbox does not hold it any more. Asks the mailbox. */
    List<FileChoice> of(User user, Mail mail) {
        ReadOutcome<MailContent> read =
                mailboxes.open(user).read(Set.of(mail.id())).get(mail.id());
        return read instanceof ReadOutcome.Found<MailContent>(MailContent content)
                ? MailPlanner.choosable(
                                settings.mail(user.tenant(), user.id()),
                                mail,
                                content,
                                crms.open(user).profile(),
                                settings.saves(user.tenant(), user.id()).mailAsFile())
                        .stream()
                        .map(SavableFiles::choice)
                        .toList()
                : List.of();
    }

    private static FileChoice choice(AttachmentPlan plan) {
        return switch (plan) {
            case AttachmentPlan.Save save -> new FileChoice(save.attachment(), save.fileName(), null);
            case AttachmentPlan.Show show -> throw new IllegalStateException("no text was read");
            case AttachmentPlan.Skip skip -> new FileChoice(skip.attachment(), "", skip.reason());
            case AttachmentPlan.Link link -> new FileChoice(link.attachment(), "", link.reason());
        };
    }
}
