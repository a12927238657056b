package app.tandem.engine;

import app.tandem.account.User;
import app.tandem.account.UserId;
import app.tandem.budget.Budget;
import app.tandem.credentials.Fingerprints;
import app.tandem.crm.Crms;
import app.tandem.crm.MailKey;
import app.tandem.item.Mail;
import app.tandem.item.RecordRef;
import app.tandem.journal.Claim;
import app.tandem.journal.ClaimBook;
import app.tandem.sync.MailPlanner;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is saved of a message by others than the asking user (sync D-1, D-2; pane U-65). */
@Component
class SavedElsewhere {

    private static final Duration STALE = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    /** A record that holds the message. {@code since} and {@code saver} are null where another product saved it. */
    record Found(
            RecordRef record,
            String messageKey,
            @Nullable Instant since,
            @Nullable UserId saver) {}

    private final ClaimBook claims;
    private final Fingerprints fingerprints;
    private final Crms crms;
    private final Cache<String, Optional<RecordRef>> asked;

    SavedElsewhere(ClaimBook claims, Fingerprints fingerprints, Crms crms, InstantSource clock) {
        this.claims = claims;
        this.fingerprints = fingerprints;
        this.crms = crms;
        asked = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(STALE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What is known without asking anybody outside. */
    Optional<Found> of(User user, Mail mail) {
        String key = fingerprint(user, key(user, mail));
        Claim claim = user.crm()
                .map(crm ->
                        claims.claims(user.tenant(), crm.orgId(), List.of(key)).get(key))
                .orElse(null);
        if (claim != null && claim.record() != null) {
            return Optional.of(new Found(claim.record(), key, claim.since(), claim.user()));
        }
        Optional<RecordRef> found = asked.getIfPresent(cached(user, key));
        return found == null ? Optional.empty() : found.map(record -> new Found(record, key, null, null));
    }

    /** Asks the CRM, unless it was asked not long ago. */
    void ask(User user, Mail mail) {
        MailKey key = key(user, mail);
        String name = cached(user, fingerprint(user, key));
        if (asked.getIfPresent(name) == null) {
            asked.put(
                    name,
                    Optional.ofNullable(crms.open(user, Budget.Priority.FRESH)
                            .findSaved(Set.of(key))
                            .get(key)));
        }
    }

    private static MailKey key(User user, Mail mail) {
        return MailPlanner.key(mail, user.connectedMailbox().objectId());
    }

    private String fingerprint(User user, MailKey key) {
        return fingerprints.of(user.tenant(), key.hash());
    }

    /** What a user may see is his own affair. */
    private static String cached(User user, String key) {
        return user.tenant().value() + "/" + user.id().value() + "/" + key;
    }
}
