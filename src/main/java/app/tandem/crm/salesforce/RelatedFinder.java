package app.tandem.crm.salesforce;

import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RelatedRecords;
import app.tandem.crm.RelatedSearch;
import app.tandem.crm.salesforce.Soql.Where;
import com.sforce.soap.partner.SearchRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that belong to an item (pane U-73 … U-82). Contacts come by SOQL, which sees what was written a second ago;
 * Leads, Accounts by website and Cases by number together in one SOSL search; what hangs on Accounts in one more query;
 * records named by links in a query per object, as far as six calls reach (pane U-88).
 */
final class RelatedFinder {

    private static final int MOST_CALLS = 6;
    private static final int MOST_ADDRESSES = 400;
    private static final int MOST_DOMAINS = 100;
    private static final int MOST_IDS = 200;
    private static final int MOST_SEARCHES = 2;

    private final Conversation conversation;
    private final Queries queries;
    private final Directory directory;
    private final Cards cards;
    private final RelatedSearch search;
    private final List<String> addresses;
    private final RelatedFound found;
    private final RelatedLists lists;
    private final Map<String, ObjectView> views = new LinkedHashMap<>();
    private final Map<String, Set<String>> accounts = new LinkedHashMap<>();
    private final Map<String, List<String>> named = new LinkedHashMap<>();
    private int calls;

    RelatedFinder(Conversation conversation, Directory directory, RelatedSearch search) {
        this.conversation = conversation;
        this.queries = new Queries(conversation);
        this.directory = directory;
        this.cards = new Cards(directory);
        this.search = search;
        this.addresses = search.addresses().stream().limit(MOST_ADDRESSES).toList();
        search.views().forEach(view -> views.put(view.object(), view));
        this.found = new RelatedFound(directory, cards, views);
        this.lists = new RelatedLists(
                directory, cards, found, views, conversation.clock().instant());
    }

    RelatedRecords run() {
        Set<String> names = new LinkedHashSet<>(views.keySet());
        names.addAll(List.of("Contact", "Lead", "Account", "User", "OpportunityContactRole"));
        directory.know(names);
        sortNamedRecords();
        contacts();
        leadsAndWhatTextSays();
        accounts();
        namedRecords();
        return found.result(search.addresses());
    }

    private int callsLeft() {
        return MOST_CALLS - calls - directory.calls();
    }

    private List<Rec> ask(String statement) {
        calls++;
        return queries.all(statement);
    }

    // ---- people

    private void contacts() {
        Optional<Catalog.Described> contact = directory.object("Contact");
        if (contact.isEmpty()) {
            return;
        }
        ObjectInfo info = contact.get().info();
        List<Where> any = new ArrayList<>(byAddress(info));
        List<String> ids = named.getOrDefault("Contact", List.of());
        if (!ids.isEmpty()) {
            any.add(Where.in("Id", ids));
        }
        if (any.isEmpty()) {
            return;
        }
        List<String> fields = new ArrayList<>(cards.selected(info, view("Contact"), ""));
        fields.addAll(mailFields(info));
        there(info, List.of("AccountId", "IsPersonAccount")).forEach(fields::add);
        List<RelatedLists.OfObject> subQueries = search.relatedLists() ? lists.ofContact(contact.get()) : List.of();
        subQueries.forEach(list -> fields.add(list.statement()));
        for (Rec row : ask(Soql.select(fields, "Contact", Where.any(any), List.of(), 0))) {
            contact(info, row, subQueries);
        }
    }

    private void contact(ObjectInfo info, Rec row, List<RelatedLists.OfObject> subQueries) {
        Set<String> by = addressesOf(info, row);
        String account = row.reference("AccountId");
        if (account != null) {
            accounts.computeIfAbsent(account, id -> new LinkedHashSet<>()).addAll(by);
        }
        found.person(by);
        // The shadow of a person account is edited as the account that it is (salesforce-notes 13).
        if (!row.flag("IsPersonAccount") || account == null) {
            found.add(info, row, "", by);
        }
        subQueries.forEach(list -> list.read(row, by));
    }

    private List<Where> byAddress(ObjectInfo info) {
        return addresses.isEmpty()
                ? List.of()
                : mailFields(info).stream()
                        .map(field -> Where.in(field, addresses))
                        .toList();
    }

    /** Every field of type e-mail, custom ones too (pane U-73). */
    private static List<String> mailFields(ObjectInfo info) {
        return info.fields().values().stream()
                .filter(field -> field.type() == FieldType.EMAIL && field.filterable())
                .map(ObjectInfo.Field::name)
                .toList();
    }

    private Set<String> addressesOf(ObjectInfo info, Rec row) {
        Set<String> by = new LinkedHashSet<>();
        for (String field : mailFields(info)) {
            String address = row.text(field);
            if (address != null && search.addresses().contains(address.strip().toLowerCase(Locale.ROOT))) {
                by.add(address.strip().toLowerCase(Locale.ROOT));
            }
        }
        return by;
    }

    // ---- one search for what needs no list

    private void leadsAndWhatTextSays() {
        Set<String> terms = new LinkedHashSet<>();
        List<String> returning = new ArrayList<>();
        directory
                .info("Lead")
                .filter(lead -> !mailFields(lead).isEmpty() && !addresses.isEmpty())
                .ifPresent(lead -> {
                    terms.addAll(addresses);
                    returning.add(returningLeads(lead));
                });
        List<String> domains = found.anybody()
                ? List.of()
                : search.domains().stream().limit(MOST_DOMAINS).toList();
        directory
                .info("Account")
                .filter(account ->
                        !domains.isEmpty() && account.field("Website").isPresent())
                .ifPresent(account -> {
                    terms.addAll(domains);
                    List<String> fields = new ArrayList<>(cards.selected(account, view("Account"), ""));
                    fields.add("Website");
                    returning.add(Sosl.returning("Account", fields, CandidateSearch.websites(domains), List.of(), 0));
                });
        directory
                .info("Case")
                .filter(c -> !search.caseNumbers().isEmpty() && views.containsKey("Case"))
                .ifPresent(c -> {
                    terms.addAll(search.caseNumbers());
                    returning.add(Sosl.returning(
                            "Case",
                            cards.selected(c, view("Case"), ""),
                            Where.in("CaseNumber", search.caseNumbers()),
                            List.of(),
                            0));
                });
        if (!returning.isEmpty()) {
            Map<String, List<Rec>> rows = new HashMap<>();
            Sosl.Text.anyOf(terms).stream()
                    .limit(MOST_SEARCHES)
                    .forEach(text -> find(Sosl.find(text, returning), rows));
            keep(rows, domains);
        }
    }

    private String returningLeads(ObjectInfo lead) {
        List<String> fields = new ArrayList<>(cards.selected(lead, view("Lead"), ""));
        fields.addAll(mailFields(lead));
        List<Where> all = new ArrayList<>(List.of(Where.any(byAddress(lead))));
        lead.field("IsConverted").ifPresent(converted -> all.add(Where.is("IsConverted", false)));
        return Sosl.returning("Lead", fields, Where.all(all), List.of(), 0);
    }

    private void find(String statement, Map<String, List<Rec>> rows) {
        calls++;
        SearchRecord[] records =
                conversation.read(connection -> connection.search(statement)).getSearchRecords();
        for (SearchRecord each : records) {
            if (each.getRecord() != null) {
                rows.computeIfAbsent(each.getRecord().getType(), type -> new ArrayList<>())
                        .add(new Rec(each.getRecord()));
            }
        }
    }

    private void keep(Map<String, List<Rec>> rows, List<String> domains) {
        for (Rec row : rows.getOrDefault("Lead", List.of())) {
            ObjectInfo lead = directory.info("Lead").orElseThrow();
            Set<String> by = addressesOf(lead, row);
            found.person(by);
            found.add(lead, row, "", by);
        }
        for (Rec row : found.anybody() ? List.<Rec>of() : rows.getOrDefault("Account", List.of())) {
            String domain = CandidateSearch.domain(row.text("Website"));
            if (domain != null && domains.contains(domain)) {
                found.add(directory.info("Account").orElseThrow(), row, "", ofDomain(domain));
            }
        }
        for (Rec row : rows.getOrDefault("Case", List.of())) {
            found.add(directory.info("Case").orElseThrow(), row, "", Set.of());
        }
    }

    private Set<String> ofDomain(String domain) {
        return new HashSet<>(addresses.stream()
                .filter(address -> address.endsWith("@" + domain))
                .toList());
    }

    // ---- accounts and what hangs on them

    private void accounts() {
        named.getOrDefault("Account", List.of()).forEach(id -> accounts.computeIfAbsent(id, i -> new HashSet<>()));
        Optional<Catalog.Described> account = directory.object("Account");
        if (accounts.isEmpty() || account.isEmpty() || !search.relatedLists() && !named.containsKey("Account")) {
            return;
        }
        ObjectInfo info = account.get().info();
        List<String> fields = new ArrayList<>(cards.selected(info, view("Account"), ""));
        List<RelatedLists.OfObject> subQueries = search.relatedLists() ? lists.of(account.get()) : List.of();
        subQueries.forEach(list -> fields.add(list.statement()));
        List<String> ids = accounts.keySet().stream().limit(MOST_IDS).toList();
        for (Rec row : ask(Soql.select(fields, "Account", Where.in("Id", ids), List.of(), 0))) {
            Set<String> by = accounts.getOrDefault(row.id(), Set.of());
            found.add(info, row, "", by);
            subQueries.forEach(list -> list.read(row, by));
        }
    }

    // ---- links in the text

    private void sortNamedRecords() {
        for (String id : search.recordIds()) {
            RecordIds.full(id)
                    .ifPresent(full -> directory
                            .ofId(full)
                            .filter(head -> head.queryable() && views.containsKey(head.name()))
                            .ifPresent(head -> named.computeIfAbsent(head.name(), name -> new ArrayList<>())
                                    .add(full)));
        }
    }

    private void namedRecords() {
        for (Map.Entry<String, List<String>> each : named.entrySet()) {
            boolean done = each.getKey().equals("Contact") || each.getKey().equals("Account");
            Optional<ObjectInfo> info = done ? Optional.empty() : directory.info(each.getKey());
            if (info.isPresent() && callsLeft() > 0) {
                List<String> fields = cards.selected(info.get(), view(each.getKey()), "");
                Where ids =
                        Where.in("Id", each.getValue().stream().limit(MOST_IDS).toList());
                ask(Soql.select(fields, each.getKey(), ids, List.of(), 0))
                        .forEach(row -> found.add(info.get(), row, "", Set.of()));
            }
        }
    }

    private ObjectView view(String object) {
        return views.getOrDefault(object, new ObjectView(object, List.of(), null, false));
    }

    private static List<String> there(ObjectInfo info, List<String> fields) {
        return fields.stream().filter(field -> info.field(field).isPresent()).toList();
    }
}
