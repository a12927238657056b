package app.tandem.crm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The look-up of {@link MemoryRecords}: records and the addresses that led to them. */
final class MemoryRelated {

    private static final List<String> MAIL_FIELDS = List.of("Email", "Work_Email__c");

    private final InMemoryCrm org;
    private final RelatedSearch search;
    private final Map<String, Set<String>> found = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    MemoryRelated(InMemoryCrm org, RelatedSearch search) {
        this.org = org;
        this.search = search;
    }

    RelatedRecords run() {
        search.recordIds().forEach(id -> add(id, Set.of()));
        people();
        if (found.keySet().stream().noneMatch(id -> Set.of("Contact", "Lead").contains(typeOf(id)))) {
            org.rows("Account").stream()
                    .filter(account -> search.domains().contains(domain((String) account.get("Website"))))
                    .forEach(account -> add(id(account), addressesAt(domain((String) account.get("Website")))));
        }
        org.rows("Case").stream()
                .filter(each -> search.caseNumbers().contains(each.get("CaseNumber")))
                .forEach(each -> add(id(each), Set.of()));
        Set<String> unknown = new HashSet<>(search.addresses());
        unknown.removeAll(known);
        return new RelatedRecords(groups(), unknown);
    }

    private void people() {
        for (String type : List.of("Contact", "Lead")) {
            for (Map<String, Object> person : org.rows(type)) {
                Set<String> by = addresses(person);
                if (!by.isEmpty() && !Boolean.TRUE.equals(person.get("IsConverted"))) {
                    known.addAll(by);
                    add(id(person), by);
                    hangingOn(id(person), by);
                    account((String) person.get("AccountId"), by);
                }
            }
        }
    }

    private Set<String> addresses(Map<String, Object> person) {
        Set<String> by = new HashSet<>();
        for (String field : MAIL_FIELDS) {
            if (person.get(field) instanceof String address
                    && search.addresses().contains(address.toLowerCase(Locale.ROOT))) {
                by.add(address.toLowerCase(Locale.ROOT));
            }
        }
        return by;
    }

    private void account(@Nullable String id, Set<String> by) {
        if (id != null && search.relatedLists()) {
            add(id, by);
            hangingOn(id, by);
        }
    }

    /** Open Opportunities, Cases and visits that name this record. */
    private void hangingOn(String id, Set<String> by) {
        if (!search.relatedLists()) {
            return;
        }
        for (String type : List.of("Opportunity", "Case", "Site_Visit__c")) {
            org.matching(type, record -> record.containsValue(id) && isCurrent(type, record))
                    .forEach(record -> add(id(record), by));
        }
        org.matching("OpportunityContactRole", role -> id.equals(role.get("ContactId"))).stream()
                .map(role -> (String) role.get("OpportunityId"))
                .filter(opportunity -> isCurrent("Opportunity", org.get(opportunity)))
                .forEach(opportunity -> add(opportunity, by));
    }

    private boolean isCurrent(String type, @Nullable Map<String, Object> record) {
        if (record == null) {
            return false;
        }
        LocalDate today = LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
        return switch (type) {
            case "Opportunity" -> {
                LocalDate close = (LocalDate) record.get("CloseDate");
                boolean open = !record.get("StageName").toString().startsWith("Closed");
                yield open && !close.isBefore(today.minusDays(365)) && !close.isAfter(today.plusDays(180));
            }
            case "Case" ->
                !"Closed".equals(record.get("Status"))
                        && !((Instant) record.get("CreatedDate"))
                                .isBefore(org.now().minus(Duration.ofDays(90)));
            default -> true;
        };
    }

    private void add(String id, Set<String> by) {
        String full = id.length() == 15 ? app.tandem.sandbox.world.SalesforceIds.withSuffix(id) : id;
        if (org.get(full) != null) {
            found.computeIfAbsent(full, key -> new LinkedHashSet<>()).addAll(by);
        }
    }

    private List<RecordGroup> groups() {
        MemoryCards cards = new MemoryCards(org);
        List<RecordGroup> groups = new ArrayList<>();
        for (ObjectView view : search.views()) {
            ObjectInfo info = MemoryObjects.all().get(view.object());
            List<RecordCard> of = found.keySet().stream()
                    .filter(id -> view.object().equals(typeOf(id)))
                    .map(org::get)
                    .sorted(cards.order(info, view))
                    .map(record -> cards.card(info, view, record, Set.copyOf(found.get(id(record)))))
                    .toList();
            if (!of.isEmpty()) {
                groups.add(new RecordGroup(info.head(), of, of.size()));
            }
        }
        return groups;
    }

    private String typeOf(String id) {
        return java.util.Objects.requireNonNullElse(org.typeOf(id), "");
    }

    private Set<String> addressesAt(String domain) {
        Set<String> at = new HashSet<>(search.addresses());
        at.removeIf(address -> !address.endsWith("@" + domain));
        return at;
    }

    private static String id(Map<String, Object> record) {
        return (String) record.get("Id");
    }

    private static String domain(@Nullable String website) {
        return website == null
                ? ""
                : website.toLowerCase(Locale.ROOT)
                        .replaceFirst("^[a-z]+://", "")
                        .replaceFirst("^www\\.", "")
                        .replaceFirst("[/:?#].*$", "");
    }
}
