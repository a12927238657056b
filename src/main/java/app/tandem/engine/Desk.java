package app.tandem.engine;

import app.tandem.crm.MailKey;
import app.tandem.item.ItemId;
import app.tandem.item.Mail;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.journal.AttachmentEntry;
import app.tandem.journal.Claim;
import app.tandem.journal.MailEntry;
import app.tandem.journal.WishEntry;
import app.tandem.sync.Retry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The journal as one cycle uses it: always with its lease, its org, the tenant's fingerprints and the clock. */
final class Desk {

    private final Conversation conversation;
    private final Cycles.Store store;
    private final Sightings.Seen seen;
    private final InstantSource clock;

    Desk(Conversation conversation, Cycles.Store store, Sightings.Seen seen, InstantSource clock) {
        this.conversation = conversation;
        this.store = store;
        this.seen = seen;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** How waiting messages were last seen. */
    Sightings.Seen seen() {
        return seen;
    }

    /**
     * The entry of a message that is not for now. A time that was named is kept as it is and makes no failed attempt;
     * without one the pauses grow, and the message is looked for before it is tried again.
     */
    MailEntry putOff(Mail mail, MailEntry entry, @Nullable Instant until) {
        if (until == null) {
            return entry.failed(Retry.later(entry.attempts(), null, now()));
        }
        seen.keep(mail);
        return entry.retry(until);
    }

    /** The wish that is not for now; without a time that was named the pauses grow. */
    WishEntry putOff(WishEntry wish, @Nullable Reason reason, @Nullable Instant until) {
        return wish.waits(reason, Retry.later(wish.attempts(), until, now()), now());
    }

    String fingerprint(MailKey key) {
        return store.fingerprints().of(conversation.user().tenant(), key.hash());
    }

    /** The entry of a message as it is now, made when there is none. */
    MailEntry entry(Mail mail, MailKey key, Optional<MailEntry> known, Reason reason) {
        return known.map(entry -> entry.version(mail.etag()).because(reason, now()))
                .orElseGet(() -> MailEntry.first(mail.id(), mail.etag(), origin(mail, key), reason, now()));
    }

    private MailEntry.Origin origin(Mail mail, MailKey key) {
        return new MailEntry.Origin(
                fingerprint(key), mail.conversationId(), mail.received() == null ? mail.sent() : mail.received());
    }

    /** What somebody noted that this record of a message is linked with. */
    List<RecordRef> linked(String messageKey, RecordRef record) {
        return store.journal().linked(conversation.user().tenant(), messageKey, record);
    }

    /** The links of the newest attempt at a message whose outcome is open, whoever made it. */
    List<RecordRef> promised(String messageKey) {
        return store.journal().promised(conversation.user().tenant(), messageKey);
    }

    /** The entries of these messages as they are now. */
    Map<ItemId, MailEntry> entries(Collection<ItemId> items) {
        return store.journal()
                .find(conversation.user().tenant(), conversation.user().id(), items);
    }

    void save(Collection<MailEntry> entries) {
        if (!entries.isEmpty()) {
            store.journal().save(conversation.lease(), entries);
        }
    }

    void forget(Collection<ItemId> items) {
        if (!items.isEmpty()) {
            store.journal().forget(conversation.lease(), items);
        }
    }

    void saveAttachments(Collection<AttachmentEntry> entries) {
        if (!entries.isEmpty()) {
            store.journal().saveAttachments(conversation.lease(), entries);
        }
    }

    List<AttachmentEntry> attachments(Collection<ItemId> items) {
        return store.journal()
                .attachments(conversation.user().tenant(), conversation.user().id(), items);
    }

    Map<String, Claim> claims(Collection<String> messageKeys) {
        return store.claims().claims(conversation.user().tenant(), conversation.orgId(), messageKeys);
    }

    /** Claims the messages unless a colleague is saving them; answers the claims as they are now. */
    Map<String, Claim> claim(Collection<String> messageKeys) {
        return store.claims()
                .claim(conversation.lease(), conversation.orgId(), messageKeys, now().minus(Retry.IDLE_CLAIM));
    }

    /** Takes the files of these messages; answers those that no colleague is storing, and that are not stored. */
    Set<String> takeFiling(Collection<String> messageKeys) {
        return store.claims()
                .takeFiling(conversation.lease(), conversation.orgId(), messageKeys, now().minus(Retry.IDLE_CLAIM));
    }

    /** Notes entries whose files are stored, for everybody in the org those of these messages. */
    void saveFiled(Collection<MailEntry> entries, Collection<String> messageKeys) {
        store.transactions().executeWithoutResult(status -> {
            save(entries);
            if (!messageKeys.isEmpty()) {
                store.claims().filed(conversation.lease(), conversation.orgId(), messageKeys);
            }
        });
    }

    /** Notes what came of intents: entries, and the records of their messages for everybody in the org. */
    void record(Collection<MailEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, RecordRef> records = new HashMap<>();
        entries.stream()
                .filter(entry -> !entry.records().isEmpty())
                .forEach(entry -> records.put(entry.messageKey(), entry.activity()));
        store.transactions().executeWithoutResult(status -> {
            save(entries);
            if (!records.isEmpty()) {
                store.claims().claimed(conversation.lease(), conversation.orgId(), records);
            }
        });
    }

    /** Lets others save these messages: nothing came of our claim. */
    void release(Collection<String> messageKeys) {
        if (!messageKeys.isEmpty()) {
            store.claims().release(conversation.lease(), conversation.orgId(), messageKeys);
        }
    }

    /** The records behind these messages are gone from the CRM. */
    void disown(Collection<String> messageKeys) {
        if (!messageKeys.isEmpty()) {
            store.claims().disown(conversation.lease(), conversation.orgId(), messageKeys);
        }
    }
}
