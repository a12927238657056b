package app.tandem.crm;

import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The candidate search of {@link InMemoryCrm} (sync L-3 … L-7). */
final class MemorySearch {

    private final InMemoryCrm org;

    MemorySearch(InMemoryCrm org) {
        this.org = org;
    }

    Candidates run(LinkSearch search) {
        List<Candidates.Person> people = people(search);
        Map<String, Candidates.Account> accounts = new LinkedHashMap<>();
        people.forEach(person -> putAccount(accounts, person.accountId()));
        Set<String> wanted = unmatchedDomains(search, people);
        org.rows("Account").stream()
                .filter(account -> wanted.contains(domain((String) account.get("Website"))))
                .forEach(account -> putAccount(accounts, (String) account.get("Id")));
        return new Candidates(
                people,
                List.copyOf(accounts.values()),
                search.opportunities() ? opportunities(accounts.keySet()) : List.of(),
                cases(search.caseNumbers()),
                records(search.recordIds()));
    }

    private List<Candidates.Person> people(LinkSearch search) {
        List<Candidates.Person> people = new ArrayList<>();
        for (String type : List.of("Contact", "Lead")) {
            for (Map<String, Object> record : org.rows(type)) {
                Set<String> own = addressesOf(record);
                boolean chosen = search.people().contains((String) record.get("Id"));
                if ((chosen || own.stream().anyMatch(search.addresses()::contains))
                        && !Boolean.TRUE.equals(record.get("IsConverted"))) {
                    people.add(person(type, record, own));
                }
            }
        }
        return people;
    }

    private static Candidates.Person person(String type, Map<String, Object> record, Set<String> addresses) {
        boolean personAccount = Boolean.TRUE.equals(record.get("IsPersonAccount"));
        return new Candidates.Person(
                (String) record.get("Id"),
                type.equals("Lead")
                        ? Candidates.PersonType.LEAD
                        : personAccount ? Candidates.PersonType.PERSON_ACCOUNT : Candidates.PersonType.CONTACT,
                addresses,
                (String) record.get("AccountId"),
                (String) record.get("OwnerId"),
                (LocalDate) record.get("LastActivityDate"),
                created(record));
    }

    private static Set<String> addressesOf(Map<String, Object> record) {
        Set<String> addresses = new HashSet<>();
        for (String field : MemorySchema.MAIL_FIELDS) {
            if (record.get(field) instanceof String address) {
                addresses.add(address.strip().toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(addresses);
    }

    private void putAccount(Map<String, Candidates.Account> accounts, @Nullable String id) {
        Map<String, Object> record = id == null ? null : org.get(id);
        if (record != null) {
            String domain = domain((String) record.get("Website"));
            accounts.put(
                    (String) record.get("Id"),
                    new Candidates.Account(
                            (String) record.get("Id"),
                            domain.isEmpty() ? null : domain,
                            (String) record.get("OwnerId"),
                            created(record)));
        }
    }

    private static Set<String> unmatchedDomains(LinkSearch search, List<Candidates.Person> people) {
        Set<String> known = new HashSet<>();
        people.forEach(person -> known.addAll(person.addresses()));
        Set<String> domains = new HashSet<>();
        for (String address : search.addresses()) {
            String domain = address.substring(address.lastIndexOf('@') + 1);
            if (!known.contains(address) && search.domains().contains(domain)) {
                domains.add(domain);
            }
        }
        return domains;
    }

    private List<Candidates.Opportunity> opportunities(Set<String> accountIds) {
        LocalDate today = LocalDate.ofInstant(org.now(), ZoneOffset.UTC);
        List<Candidates.Opportunity> found = new ArrayList<>();
        for (Map<String, Object> record : org.rows("Opportunity")) {
            LocalDate close = (LocalDate) record.get("CloseDate");
            boolean inWindow = !close.isBefore(today.minusDays(365)) && !close.isAfter(today.plusDays(180));
            if (inWindow && isOpen(record) && accountIds.contains(record.get("AccountId"))) {
                found.add(new Candidates.Opportunity(
                        (String) record.get("Id"),
                        (String) record.get("AccountId"),
                        (String) record.get("OwnerId"),
                        roles((String) record.get("Id")),
                        created(record)));
            }
        }
        return found;
    }

    private static boolean isOpen(Map<String, Object> opportunity) {
        return !(opportunity.get("StageName") instanceof String stage && stage.startsWith("Closed"));
    }

    private Set<String> roles(String opportunityId) {
        Set<String> contacts = new HashSet<>();
        org.matching("OpportunityContactRole", role -> opportunityId.equals(role.get("OpportunityId")))
                .forEach(role -> contacts.add((String) role.get("ContactId")));
        return Set.copyOf(contacts);
    }

    private Map<String, Candidates.Case> cases(Set<String> numbers) {
        Map<String, Candidates.Case> found = new HashMap<>();
        Instant oldest = org.now().minus(Duration.ofDays(90));
        for (Map<String, Object> record : org.rows("Case")) {
            String number = (String) record.get("CaseNumber");
            if (numbers.contains(number)
                    && !"Closed".equals(record.get("Status"))
                    && !created(record).isBefore(oldest)) {
                found.put(
                        number,
                        new Candidates.Case(
                                (String) record.get("Id"), number, (String) record.get("AccountId"), (String)
                                        record.get("ContactId")));
            }
        }
        return found;
    }

    private Map<String, RecordRef> records(Set<String> ids) {
        Map<String, RecordRef> found = new HashMap<>();
        for (String id : ids) {
            String full = id.length() == 15 ? app.tandem.sandbox.world.SalesforceIds.withSuffix(id) : id;
            String type = org.typeOf(full);
            if (type != null) {
                found.put(id, new RecordRef(type, full));
            }
        }
        return found;
    }

    /** The host of a web address without {@code www.}, lower case; empty when there is none. */
    private static String domain(@Nullable String website) {
        if (website == null) {
            return "";
        }
        String host = website.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
        return host.replaceFirst("[/:?#].*$", "").replaceFirst("^www\\.", "");
    }

    private static Instant created(Map<String, Object> record) {
        return (Instant) record.get("CreatedDate");
    }
}
