package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectView;
import app.tandem.crm.salesforce.Soql.Where;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sub-queries that bring what hangs on Contacts and Accounts (pane U-75). */
final class RelatedLists {

    private static final int MOST_SUB_QUERIES = 18;
    private static final Duration CASE_AGE = Duration.ofDays(90);
    private static final int CLOSED_FOR_DAYS = 365;
    private static final int CLOSING_IN_DAYS = 180;
    private static final String ROLES = "OpportunityContactRoles";
    private static final Set<String> PEOPLE = Set.of("Contact", "Lead");

    private final Directory directory;
    private final Cards cards;
    private final RelatedFound found;
    private final Map<String, ObjectView> views;
    private final Instant now;

    RelatedLists(Directory directory, Cards cards, RelatedFound found, Map<String, ObjectView> views, Instant now) {
        this.directory = directory;
        this.cards = cards;
        this.found = found;
        this.views = views;
        this.now = now;
    }

    /** The wanted objects under an Account. */
    List<OfObject> of(Catalog.Described account) {
        return of(account, Set.of());
    }

    /** The wanted objects under a Contact; Opportunities through the Contact's roles. */
    List<OfObject> ofContact(Catalog.Described contact) {
        List<OfObject> lists = new ArrayList<>(of(contact, Set.of("Opportunity")));
        Optional<ObjectInfo> opportunity = directory.info("Opportunity");
        boolean roles = contact.child(ROLES).isPresent()
                && directory.info("OpportunityContactRole").isPresent();
        if (roles && views.containsKey("Opportunity") && opportunity.isPresent()) {
            lists.add(new OfObject(opportunity.get(), ROLES, "Opportunity."));
        }
        return lists;
    }

    /** The wanted objects that have a list under this one. */
    private List<OfObject> of(Catalog.Described parent, Set<String> except) {
        List<OfObject> lists = new ArrayList<>();
        for (ObjectView view : views.values()) {
            Catalog.Child child = parent.childOf(view.object());
            if (child != null && !PEOPLE.contains(view.object()) && !except.contains(view.object())) {
                directory
                        .info(view.object())
                        .filter(info -> !info.name().equals(parent.info().name()))
                        .ifPresent(info -> lists.add(new OfObject(info, child.relationship(), "")));
            }
        }
        return lists.subList(0, Math.min(MOST_SUB_QUERIES, lists.size()));
    }

    /** A sub-query for one object. */
    final class OfObject {
        private final ObjectInfo info;
        private final String relationship;
        private final String path;

        private OfObject(ObjectInfo info, String relationship, String path) {
            this.info = info;
            this.relationship = relationship;
            this.path = path;
        }

        String statement() {
            return Soql.children(
                    relationship,
                    cards.selected(info, view(info.name()), path),
                    usual(info, path),
                    cards.orders(info, view(info.name()), path));
        }

        void read(Rec parent, Set<String> by) {
            Rec list = parent.child(relationship);
            if (list == null) {
                return;
            }
            List<Rec> rows = list.records();
            rows.stream().filter(row -> row.text(path + "Id") != null).forEach(row -> found.add(info, row, path, by));
            String size = list.text("size");
            found.unread(info.name(), size == null ? 0 : Integer.parseInt(size) - rows.size());
        }
    }

    /** What the automatic look-up takes when nobody set a filter (pane U-79); null for everything. */
    private @Nullable Where usual(ObjectInfo info, String path) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Where> all = new ArrayList<>();
        boolean timed = info.name().equals("Opportunity") || info.name().equals("Case");
        if (timed && info.field("IsClosed").isPresent()) {
            all.add(Where.is(path + "IsClosed", false));
        }
        if (info.name().equals("Opportunity") && info.field("CloseDate").isPresent()) {
            all.add(Where.from(path + "CloseDate", today.minusDays(CLOSED_FOR_DAYS)));
            all.add(Where.to(path + "CloseDate", today.plusDays(CLOSING_IN_DAYS)));
        }
        if (info.name().equals("Case")) {
            all.add(Where.from(path + "CreatedDate", now.minus(CASE_AGE)));
        }
        return all.isEmpty() ? null : Where.all(all);
    }

    private ObjectView view(String object) {
        return views.getOrDefault(object, new ObjectView(object, List.of(), null, false));
    }
}
