package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.crm.Crm;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.ReadOutcome;
import app.tandem.journal.Lease;
import app.tandem.mailbox.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One cycle's user, lease and both open sides. */
record Conversation(User user, Lease lease, Mailbox mailbox, Crm crm) {

    /** The Salesforce org of the user. */
    String orgId() {
        return user.connectedCrm().orgId();
    }

    /** These messages where they are now, without those that are gone; empty while that cannot be told. */
    Optional<List<Mail>> located(List<ItemId> items) {
        List<Mail> found = new ArrayList<>();
        boolean unclear = false;
        for (ReadOutcome<Mail> outcome : mailbox.locate(items).values()) {
            switch (outcome) {
                case ReadOutcome.Found<Mail>(Mail mail) -> found.add(mail);
                case ReadOutcome.Gone<Mail> gone -> {}
                case ReadOutcome.Refused<Mail> refused -> {}
                case ReadOutcome.Later<Mail> later -> unclear = true;
            }
        }
        return unclear ? Optional.empty() : Optional.of(found);
    }
}
