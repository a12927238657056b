package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The shapes of orgs, kept for four hours per org and user (sync N-8: new fields appear after up to 4 h), and dropped at
 * once when Salesforce says that a field or object is not what we think.
 */
final class Shapes {

    private static final Duration STALENESS = Duration.ofHours(4);
    private static final int MOST_USERS = 2_000;
    private static final int MOST_ORGS = 100;

    private record Key(String orgId, String userId) {}

    private final Cache<Key, OrgShape> shapes;
    private final Cache<String, Map<String, String>> prefixes;

    Shapes(InstantSource clock) {
        shapes = cache(clock, MOST_USERS);
        prefixes = cache(clock, MOST_ORGS);
    }

    OrgShape of(CrmConnection crm, Conversation conversation) {
        Key key = new Key(crm.orgId(), crm.userId());
        OrgShape known = shapes.getIfPresent(key);
        if (known == null) {
            known = new Describing(conversation).shape();
            shapes.put(key, known);
        }
        return known;
    }

    Map<String, String> prefixes(CrmConnection crm, Conversation conversation) {
        Map<String, String> known = prefixes.getIfPresent(crm.orgId());
        if (known == null) {
            known = new Describing(conversation).prefixes();
            prefixes.put(crm.orgId(), known);
        }
        return known;
    }

    void drop(CrmConnection crm) {
        shapes.invalidate(new Key(crm.orgId(), crm.userId()));
        prefixes.invalidate(crm.orgId());
    }

    private static <K, V> Cache<K, V> cache(InstantSource clock, int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(STALENESS)
                .ticker(() -> clock.millis() * 1_000_000)
                .build();
    }
}
