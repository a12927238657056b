package app.tandem.engine;

import app.tandem.account.UserId;
import app.tandem.crm.MailKey;
import app.tandem.item.RecordRef;
import app.tandem.journal.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records that hold messages already: asked from the CRM, then from what colleagues noted (sync D-1, L-14 of notes). */
final class SavedRecords {

    private final Conversation conversation;
    private final Desk desk;
    private final Colleagues colleagues;

    SavedRecords(Conversation conversation, Desk desk, Colleagues colleagues) {
        this.conversation = conversation;
        this.desk = desk;
        this.colleagues = colleagues;
    }

    /** The records of these messages, and nobody's claim any more on those that are gone. */
    Map<MailKey, RecordRef> of(Set<MailKey> keys) {
        Map<MailKey, RecordRef> known = new HashMap<>(conversation.crm().findSaved(keys));
        Map<MailKey, Claim> noted = noted(keys, known.keySet());
        Set<MailKey> gone = gone(noted);
        noted.keySet().removeAll(gone);
        noted.forEach((key, claim) -> {
            if (claim.record() != null) {
                known.put(key, claim.record());
            }
        });
        desk.disown(gone.stream().map(desk::fingerprint).toList());
        return known;
    }

    /** What was noted of the messages that the CRM does not show us. */
    private Map<MailKey, Claim> noted(Set<MailKey> keys, Set<MailKey> found) {
        Map<String, MailKey> unknown = new HashMap<>();
        keys.stream().filter(key -> !found.contains(key)).forEach(key -> unknown.put(desk.fingerprint(key), key));
        Map<MailKey, Claim> noted = new HashMap<>();
        desk.claims(unknown.keySet()).forEach((fingerprint, claim) -> {
            MailKey key = unknown.get(fingerprint);
            if (key != null && claim.record() != null) {
                noted.put(key, claim);
            }
        });
        return noted;
    }

    /** A record we cannot see is hidden from us or deleted; whoever saved it can tell, and is asked once for all. */
    private Set<MailKey> gone(Map<MailKey, Claim> noted) {
        Set<MailKey> gone = new HashSet<>();
        if (noted.isEmpty() || !MailLane.canBeFound(conversation.crm().profile())) {
            return gone;
        }
        Map<UserId, Set<MailKey>> bySaver = new HashMap<>();
        noted.forEach((key, claim) ->
                bySaver.computeIfAbsent(claim.user(), saver -> new HashSet<>()).add(key));
        bySaver.forEach((saver, keys) -> gone.addAll(colleagues.missing(saver, conversation.user(), keys)));
        return gone;
    }
}
