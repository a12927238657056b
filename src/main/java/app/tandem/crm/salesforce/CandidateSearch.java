package app.tandem.crm.salesforce;

import app.tandem.crm.Candidates;
import app.tandem.crm.LinkSearch;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The initial search (sync L-3 … L-7) for a page of messages: people with their Accounts in a query each for Contact and
 * Lead, then what hangs on them. At most six calls for several hundred messages, whatever is found.
 */
final class CandidateSearch {

    private static final int ADDRESSES_PER_QUERY = 800;
    private static final int DOMAINS_PER_QUERY = 100;
    private static final int IDS_PER_QUERY = 2_000;
    private static final int MOST_TYPES = 5;
    private static final Duration CASE_AGE = Duration.ofDays(90);
    private static final int CLOSED_FOR_DAYS = 365;
    private static final int CLOSING_IN_DAYS = 180;
    private static final List<String> ACCOUNT = List.of("Website", "OwnerId", "CreatedDate");

    private final Queries queries;
    private final OrgShape shape;
    private final Supplier<Map<String, String>> prefixes;
    private final Instant now;
    private final Map<String, Candidates.Account> accounts = new LinkedHashMap<>();

    CandidateSearch(Queries queries, OrgShape shape, Supplier<Map<String, String>> prefixes, Instant now) {
        this.queries = queries;
        this.shape = shape;
        this.prefixes = prefixes;
        this.now = now;
    }

    Candidates run(LinkSearch search) {
        List<Candidates.Person> people = new ArrayList<>(contacts(search));
        people.addAll(leads(search));
        accountsOf(unmatchedDomains(search, people));
        return new Candidates(
                List.copyOf(people),
                List.copyOf(accounts.values()),
                search.opportunities() ? opportunities() : List.of(),
                cases(search.caseNumbers()),
                records(search.recordIds()));
    }

    private List<Candidates.Person> contacts(LinkSearch search) {
        List<String> fields = new ArrayList<>(
                shape.there("Contact", List.of("AccountId", "OwnerId", "LastActivityDate", "IsPersonAccount")));
        if (fields.contains("AccountId") && shape.reads("Account")) {
            shape.there("Account", ACCOUNT).forEach(field -> fields.add("Account." + field));
        }
        List<Candidates.Person> people = new ArrayList<>();
        for (Rec row : people("Contact", search, fields, List.of())) {
            boolean personAccount = row.flag("IsPersonAccount");
            people.add(person(
                    row,
                    "Contact",
                    personAccount ? Candidates.PersonType.PERSON_ACCOUNT : Candidates.PersonType.CONTACT));
            String account = row.reference("AccountId");
            if (account != null && row.text("Account.CreatedDate") != null) {
                keepAccount(account, row, "Account.");
            }
        }
        return people;
    }

    private List<Candidates.Person> leads(LinkSearch search) {
        List<String> fields = shape.there("Lead", List.of("OwnerId", "LastActivityDate"));
        List<Where> open = shape.reads("Lead", "IsConverted") ? List.of(Where.is("IsConverted", false)) : List.of();
        return people("Lead", search, fields, open).stream()
                .map(row -> person(row, "Lead", Candidates.PersonType.LEAD))
                .toList();
    }

    /** By address, and those whom somebody chose by id. */
    private List<Rec> people(String object, LinkSearch search, List<String> more, List<Where> filters) {
        List<String> mailFields = shape.mailFields().getOrDefault(object, List.of());
        List<String> fields = new ArrayList<>(List.of("Id", "CreatedDate"));
        fields.addAll(mailFields);
        fields.addAll(more);
        Map<String, Rec> people = new LinkedHashMap<>();
        if (!mailFields.isEmpty() && !search.addresses().isEmpty()) {
            queries.about(search.addresses(), mailFields.size(), ADDRESSES_PER_QUERY, fields, object, some -> {
                        List<Where> all = new ArrayList<>();
                        all.add(Where.any(mailFields.stream()
                                .map(field -> Where.in(field, some))
                                .toList()));
                        all.addAll(filters);
                        return Where.all(all);
                    })
                    .forEach(row -> people.putIfAbsent(row.id(), row));
        }
        List<String> chosen = search.people().stream()
                .filter(id -> object.equals(prefixes.get().get(RecordIds.prefix(id))))
                .sorted()
                .toList();
        if (!chosen.isEmpty()) {
            queries.about(chosen, 1, IDS_PER_QUERY, fields, object, some -> Where.in("Id", some))
                    .forEach(row -> people.putIfAbsent(row.id(), row));
        }
        return List.copyOf(people.values());
    }

    private Candidates.Person person(Rec row, String object, Candidates.PersonType type) {
        Set<String> addresses = new HashSet<>();
        for (String field : shape.mailFields().getOrDefault(object, List.of())) {
            String address = row.text(field);
            if (address != null) {
                addresses.add(address.strip().toLowerCase(Locale.ROOT));
            }
        }
        return new Candidates.Person(
                row.id(),
                type,
                Set.copyOf(addresses),
                row.reference("AccountId"),
                row.reference("OwnerId"),
                row.date("LastActivityDate").orElse(null),
                row.time("CreatedDate"));
    }

    /** Domains with at least one address that nobody has; the others need no guess (sync L-5). */
    private static List<String> unmatchedDomains(LinkSearch search, List<Candidates.Person> people) {
        Set<String> known = new HashSet<>();
        people.forEach(person -> known.addAll(person.addresses()));
        return search.addresses().stream()
                .filter(address -> !known.contains(address))
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .filter(search.domains()::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private void accountsOf(List<String> domains) {
        if (domains.isEmpty() || !shape.reads("Account", "Website")) {
            return;
        }
        List<String> fields = new ArrayList<>(List.of("Id"));
        fields.addAll(shape.there("Account", ACCOUNT));
        Set<String> wanted = new HashSet<>(domains);
        for (Rec row : queries.about(domains, 8, DOMAINS_PER_QUERY, fields, "Account", CandidateSearch::websites)) {
            String domain = domain(row.text("Website"));
            if (domain != null && wanted.contains(domain)) {
                keepAccount(row.id(), row, "");
            }
        }
    }

    /** With and without scheme and {@code www.}; what follows the domain is looked at when the rows are here. */
    static Where websites(List<String> domains) {
        List<Where> any = new ArrayList<>();
        for (String domain : domains) {
            any.add(Where.like("Website", false, domain));
            any.add(Where.like("Website", false, "www." + domain));
            any.add(Where.like("Website", true, "//" + domain));
            any.add(Where.like("Website", true, "//www." + domain));
        }
        return Where.any(any);
    }

    private void keepAccount(String id, Rec row, String path) {
        accounts.putIfAbsent(
                id,
                new Candidates.Account(
                        id,
                        domain(row.text(path + "Website")),
                        row.reference(path + "OwnerId"),
                        row.time(path + "CreatedDate")));
    }

    private List<Candidates.Opportunity> opportunities() {
        if (accounts.isEmpty() || !shape.reads("Opportunity", "AccountId")) {
            return List.of();
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> fields = new ArrayList<>(List.of("Id", "AccountId", "OwnerId", "CreatedDate"));
        if (shape.reads("OpportunityContactRole", "ContactId")) {
            fields.add(Soql.children("OpportunityContactRoles", "ContactId"));
        }
        List<Rec> rows = queries.about(
                accounts.keySet(),
                1,
                IDS_PER_QUERY,
                fields,
                "Opportunity",
                some -> Where.all(List.of(
                        Where.in("AccountId", some),
                        Where.is("IsClosed", false),
                        Where.from("CloseDate", today.minusDays(CLOSED_FOR_DAYS)),
                        Where.to("CloseDate", today.plusDays(CLOSING_IN_DAYS)))));
        return rows.stream().map(this::opportunity).toList();
    }

    private Candidates.Opportunity opportunity(Rec row) {
        Set<String> contacts = new HashSet<>();
        for (Rec role : queries.children(row, "OpportunityContactRoles")) {
            RecordIds.full(role.text("ContactId")).ifPresent(contacts::add);
        }
        return new Candidates.Opportunity(
                row.id(),
                RecordIds.full(row.required("AccountId")).orElseThrow(),
                row.reference("OwnerId"),
                Set.copyOf(contacts),
                row.time("CreatedDate"));
    }

    private Map<String, Candidates.Case> cases(Set<String> numbers) {
        Map<String, Candidates.Case> cases = new HashMap<>();
        if (numbers.isEmpty() || !shape.reads("Case", "CaseNumber")) {
            return cases;
        }
        List<String> fields = new ArrayList<>(List.of("Id", "CaseNumber"));
        fields.addAll(shape.there("Case", List.of("AccountId", "ContactId")));
        for (Rec row : queries.about(
                numbers,
                1,
                IDS_PER_QUERY,
                fields,
                "Case",
                some -> Where.all(List.of(
                        Where.in("CaseNumber", some),
                        Where.is("IsClosed", false),
                        Where.from("CreatedDate", now.minus(CASE_AGE)))))) {
            String number = row.required("CaseNumber");
            cases.put(
                    number,
                    new Candidates.Case(row.id(), number, row.reference("AccountId"), row.reference("ContactId")));
        }
        return cases;
    }

    /** Records named in bodies, a query for each object; anybody can write links into a mail, so not for too many. */
    private Map<String, RecordRef> records(Set<String> ids) {
        Map<String, List<String>> byType = new HashMap<>();
        for (String id : ids) {
            RecordIds.full(id)
                    .map(full -> prefixes.get().get(RecordIds.prefix(full)))
                    .filter(shape.linkable()::contains)
                    .ifPresent(type ->
                            byType.computeIfAbsent(type, t -> new ArrayList<>()).add(id));
        }
        Map<String, RecordRef> found = new HashMap<>();
        byType.entrySet().stream()
                .sorted(Comparator.comparing(type -> -type.getValue().size()))
                .limit(MOST_TYPES)
                .forEach(type -> found.putAll(records(type.getKey(), type.getValue())));
        return found;
    }

    private Map<String, RecordRef> records(String type, List<String> written) {
        Map<String, RecordRef> found = new HashMap<>();
        List<String> full = written.stream()
                .map(id -> RecordIds.full(id).orElseThrow())
                .distinct()
                .toList();
        Set<String> there = new HashSet<>();
        try {
            queries.about(full, 1, IDS_PER_QUERY, List.of("Id"), type, some -> Where.in("Id", some))
                    .forEach(row -> there.add(row.id()));
        } catch (CallFailed failed) {
            // An object that cannot be asked for cannot be linked with either.
            if (!Faults.isStaleDescribe(failed.code())) {
                throw failed;
            }
        }
        for (String id : written) {
            RecordIds.full(id).filter(there::contains).ifPresent(known -> found.put(id, new RecordRef(type, known)));
        }
        return found;
    }

    /** The host of a web address without {@code www.}, lower case; null when there is none. */
    static @Nullable String domain(@Nullable String website) {
        if (website == null) {
            return null;
        }
        String text = website.strip().toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("//");
        String host = scheme < 0 ? text : text.substring(scheme + 2);
        int end = 0;
        while (end < host.length() && "/:?#".indexOf(host.charAt(end)) < 0) {
            end++;
        }
        host = host.substring(host.startsWith("www.") ? 4 : 0, Math.max(end, host.startsWith("www.") ? 4 : 0));
        return host.isBlank() ? null : host;
    }
}
