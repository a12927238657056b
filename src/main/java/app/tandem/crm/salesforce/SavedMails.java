package app.tandem.crm.salesforce;

import app.tandem.crm.MailKey;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds records that already hold a message (sync D-1 … D-4): one query for 300 keys and object. */
final class SavedMails {

    private static final int KEYS_PER_QUERY = 300;
    private static final String IDENTIFIER = "MessageIdentifier";

    private record Found(RecordRef record, Instant created) {}

    private final Queries queries;
    private final OrgShape shape;

    SavedMails(Queries queries, OrgShape shape) {
        this.queries = queries;
        this.shape = shape;
    }

    Map<MailKey, RecordRef> find(Set<MailKey> keys) {
        Map<String, Found> byHash = new HashMap<>();
        Map<String, Found> byIdentifier = new HashMap<>();
        if (!keys.isEmpty() && shape.hasMessageKey("Task")) {
            tasks(keys, byHash);
        }
        if (!keys.isEmpty() && shape.reads("EmailMessage", IDENTIFIER)) {
            mails(keys, byHash, byIdentifier);
        }
        Map<MailKey, RecordRef> found = new LinkedHashMap<>();
        for (MailKey key : keys) {
            Found first = byHash.get(key.hash());
            Found other = key.messageId() == null ? null : byIdentifier.get(folded(key.messageId()));
            if (first != null || other != null) {
                found.put(key, older(first, other).record());
            }
        }
        return found;
    }

    private void tasks(Set<MailKey> keys, Map<String, Found> byHash) {
        List<String> fields = List.of("Id", "CreatedDate", OrgShape.MESSAGE_KEY);
        List<String> hashes = keys.stream().map(MailKey::hash).toList();
        for (Rec row : queries.tasks(hashes, KEYS_PER_QUERY, fields, some -> Where.in(OrgShape.MESSAGE_KEY, some))) {
            keep(byHash, row.text(OrgShape.MESSAGE_KEY), "Task", row);
        }
    }

    private void mails(Set<MailKey> keys, Map<String, Found> byHash, Map<String, Found> byIdentifier) {
        boolean keyed = shape.hasMessageKey("EmailMessage");
        List<String> fields = new ArrayList<>(List.of("Id", "CreatedDate", IDENTIFIER));
        if (keyed) {
            fields.add(OrgShape.MESSAGE_KEY);
        }
        for (List<MailKey> portion : Soql.portions(keys, SavedMails::text, 1, KEYS_PER_QUERY)) {
            for (Rec row : queries.all(Soql.select(fields, "EmailMessage", condition(portion, keyed)))) {
                String identifier = row.text(IDENTIFIER);
                keep(byIdentifier, identifier == null ? null : folded(identifier), "EmailMessage", row);
                if (keyed) {
                    keep(byHash, row.text(OrgShape.MESSAGE_KEY), "EmailMessage", row);
                }
            }
        }
    }

    private static String text(MailKey key) {
        return key.hash() + Objects.requireNonNullElse(key.messageId(), "");
    }

    private static Where condition(List<MailKey> portion, boolean keyed) {
        List<Where> any = new ArrayList<>();
        List<String> identifiers = portion.stream()
                .map(MailKey::messageId)
                .filter(Objects::nonNull)
                .toList();
        any.add(Where.in(IDENTIFIER, identifiers));
        if (keyed) {
            any.add(Where.in(
                    OrgShape.MESSAGE_KEY, portion.stream().map(MailKey::hash).toList()));
        }
        return Where.any(any);
    }

    private static void keep(
            Map<String, Found> found, @org.jspecify.annotations.Nullable String key, String type, Rec row) {
        if (key != null) {
            Found now = new Found(new RecordRef(type, row.id()), row.time("CreatedDate"));
            found.merge(key, now, SavedMails::older);
        }
    }

    /** The oldest wins: clones come later (sync D-3). */
    private static Found older(
            @org.jspecify.annotations.Nullable Found one, @org.jspecify.annotations.Nullable Found other) {
        if (one == null || other == null) {
            return Objects.requireNonNull(one == null ? other : one);
        }
        int order = one.created().compareTo(other.created());
        boolean first = order < 0
                || order == 0 && one.record().id().compareTo(other.record().id()) <= 0;
        return first ? one : other;
    }

    /** Salesforce compares text without case. */
    private static String folded(String identifier) {
        return identifier.toLowerCase(Locale.ROOT);
    }
}
