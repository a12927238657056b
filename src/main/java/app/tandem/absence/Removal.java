package app.tandem.absence;

import app.tandem.account.Absences;
import app.tandem.account.User;
import app.tandem.credentials.CrmGrants;
import app.tandem.credentials.MailboxGrants;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends an account for good: grants are given back, and nothing of the person stays (admin ). */
@Service
class Removal {

    private final Absences absences;
    private final MailboxGrants mailboxes;
    private final CrmGrants crm;

    Removal(Absences absences, MailboxGrants mailboxes, CrmGrants crm) {
        this.absences = absences;
        this.mailboxes = mailboxes;
        this.crm = crm;
    }

    /** Removes the user; an administrator is an {@link IllegalArgumentException}. */
    @Transactional
    public void remove(User user, String reason) {
        mailboxes.drop(user);
        crm.drop(user);
        absences.remove(user.tenant(), user.id(), reason);
    }
}
