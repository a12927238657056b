package app.tandem.crm.salesforce;

import app.tandem.account.CrmConnection;
import app.tandem.crm.ObjectHead;
import app.tandem.crm.ObjectInfo;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of the objects and layouts that one user sees. Filled by {@link Directory}. */
final class Catalog {

    /** Records of an object that point here. */
    record Child(String relationship, String object, String field) {}

    /** An object and who points at it. */
    record Described(ObjectInfo info, List<Child> children) {

        /** The list of records of an object under this one; null where there is none. */
        @Nullable
        Child childOf(String object) {
            return children.stream()
                    .filter(child -> child.object().equals(object))
                    .findFirst()
                    .orElse(null);
        }

        Optional<Child> child(String relationship) {
            return children.stream()
                    .filter(child -> child.relationship().equals(relationship))
                    .findFirst();
        }
    }

    /** The user who asks. */
    record Me(String id, String name, ZoneId zone) {}

    /** Kept per user, not per profile: permission sets give users of one profile different fields. */
    static final class OfUsers {

        private static final Duration STALENESS = Duration.ofMinutes(5);
        private static final int MOST_USERS = 2_000;

        private record Key(String orgId, String userId) {}

        private final Cache<Key, Catalog> catalogs;

        OfUsers(InstantSource clock) {
            catalogs = Caffeine.newBuilder()
                    .maximumSize(MOST_USERS)
                    .expireAfterWrite(STALENESS)
                    .ticker(() -> clock.millis() * 1_000_000)
                    .build();
        }

        Catalog of(CrmConnection crm) {
            return catalogs.get(new Key(crm.orgId(), crm.userId()), key -> new Catalog());
        }

        void drop(CrmConnection crm) {
            catalogs.invalidate(new Key(crm.orgId(), crm.userId()));
        }
    }

    private final Map<String, Described> objects = new ConcurrentHashMap<>();
    private final Map<String, Layout> layouts = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, ObjectHead> heads;
    private volatile @Nullable Me me;
    private volatile @Nullable String closedStatus;

    /** All objects by API name. */
    Map<String, ObjectHead> heads(Supplier<Map<String, ObjectHead>> reading) {
        Map<String, ObjectHead> known = heads;
        if (known == null) {
            known = reading.get();
            heads = known;
        }
        return known;
    }

    Me me(Supplier<Me> reading) {
        Me known = me;
        if (known == null) {
            known = reading.get();
            me = known;
        }
        return known;
    }

    /** The status of a completed Task. */
    String closedStatus(Supplier<String> reading) {
        String known = closedStatus;
        if (known == null) {
            known = reading.get();
            closedStatus = known;
        }
        return known;
    }

    Optional<Described> object(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    void keep(Described object) {
        objects.put(object.info().name(), object);
    }

    Optional<Layout> layout(String object) {
        return Optional.ofNullable(layouts.get(object));
    }

    void keep(String object, Layout layout) {
        layouts.put(object, layout);
    }
}
