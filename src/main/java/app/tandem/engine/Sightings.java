package app.tandem.engine;

import app.tandem.account.UserId;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.journal.Lease;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * How the messages that wait for a named time were last seen, in this node's memory: as long as the feeds say nothing of
 * them they need not be looked for before they are tried again. Bounded; whoever does not remember asks the mailbox.
 */
@Component
class Sightings {

    private static final long MESSAGES = 20_000;
    private static final Duration WORTH = Duration.ofMinutes(30);

    private final Cache<UserId, Seen> kept = Caffeine.newBuilder()
            .maximumWeight(MESSAGES)
            .weigher((UserId user, Seen seen) -> seen.mails.size() + 1)
            .expireAfterWrite(WORTH)
            .build();

    /** One user's waiting messages as the cycles up to the one of this lease saw them. */
    static final class Seen {

        private final long fence;
        private final Map<ItemId, Mail> mails = new HashMap<>();

        Seen(long fence) {
            this.fence = fence;
        }

        /** The message waits; this is how it looks. Of a folder without a feed nothing would be heard. */
        void keep(Mail mail) {
            if (mail.folder() != MailFolder.OTHER) {
                mails.put(mail.id(), mail);
            }
        }

        /** Something is known of these, or was done to them: how they looked counts no more. */
        void forget(Collection<ItemId> ids) {
            mails.keySet().removeAll(ids);
        }

        /** Those of the messages that nothing was heard of since they were put off. */
        List<Mail> of(Collection<ItemId> ids) {
            return ids.stream().map(mails::get).filter(Objects::nonNull).toList();
        }
    }

    /** What the cycles before this one left, unless another node read the feeds in between. */
    Seen before(Lease lease) {
        Seen before = kept.getIfPresent(lease.user());
        kept.invalidate(lease.user());
        Seen seen = new Seen(lease.fence());
        if (before != null && before.fence + 1 == lease.fence()) {
            seen.mails.putAll(before.mails);
        }
        return seen;
    }

    /** The cycle has ended; the next one on this node may go on from here. */
    void keep(Lease lease, Seen seen) {
        kept.put(lease.user(), seen);
    }
}
