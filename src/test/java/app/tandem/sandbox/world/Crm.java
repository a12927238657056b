package app.tandem.sandbox.world;

import app.tandem.sandbox.world.Content.Ref;
import app.tandem.sandbox.world.Content.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The records of the orgs, and who of them writes mails. */
final class Crm {

    private static final int ACCOUNTS = 42;
    private static final int LEADS = 30;
    private static final List<String> TITLES = List.of(
            "Head of purchasing",
            "Plant manager",
            "Managing director",
            "Maintenance engineer",
            "Office manager",
            "Quality lead",
            "Chief financial officer",
            "Buyer");
    private static final List<String> STAGES = List.of(
            "Prospecting",
            "Qualification",
            "Needs Analysis",
            "Value Proposition",
            "Proposal/Price Quote",
            "Negotiation/Review",
            "Closed Won",
            "Closed Lost");
    private static final List<String> ROLES =
            List.of("Decision Maker", "Business User", "Evaluator", "Influencer", "Economic Buyer");
    private static final List<String> SOURCES =
            List.of("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other");
    private static final List<String> COMPLAINTS = List.of(
            "Display stays dark after start",
            "Delivery arrived with a torn label",
            "Noise when the pump starts",
            "Invoice shows the old address",
            "Sensor reports overpressure",
            "Training material in large print",
            "Gate pass for the technician",
            "Spare part does not fit");
    private static final List<String> PRODUCTS = Texts.lines("products.txt");

    private final LocalDate day;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Correspondent>> known = new HashMap<>();

    private Crm(LocalDate day) {
        this.day = day;
    }

    static Crm of(World world, Instant day) {
        Crm crm = new Crm(day.atZone(ZoneOffset.UTC).toLocalDate());
        for (int i = 0; i < world.orgs().size(); i++) {
            Org org = world.orgs().get(i);
            // A record has an owner: where nobody works there is none.
            if (world.people().stream().anyMatch(person -> person.orgId().equals(org.orgId))) {
                crm.fill(world, org, new Random(world.seed() * 97 + i));
            }
        }
        return crm;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Contacts and leads of the person's org who write mails. */
    List<Correspondent> correspondents(Person person) {
        return known.getOrDefault(person.orgId(), List.of());
    }

    private void fill(World world, Org org, Random random) {
        List<Person> owners = world.people().stream()
                .filter(person -> person.orgId().equals(org.orgId))
                .toList();
        int scale = Math.max(1, owners.size() / 4);
        List<Firm> firms = new ArrayList<>(Firm.all());
        Collections.shuffle(firms, random);
        List<Correspondent> people = known.computeIfAbsent(org.orgId, k -> new ArrayList<>());
        for (int i = 0; i < ACCOUNTS * scale; i++) {
            Firm firm = firms.get(i % firms.size()).branch(i / firms.size());
            account(org, i, firm, owner(owners, random), random, people);
        }
        for (int i = 0; i < LEADS * scale; i++) {
            Firm firm = firms.get((i * 5 + 3) % firms.size());
            lead(org, i, firm, owner(owners, random), random, people);
        }
        rows.addAll(Templates.of(org, owners.getFirst().salesforceUserId(), day));
    }

    private void account(
            Org org, int number, Firm firm, Map<String, Object> owner, Random random, List<Correspondent> people) {
        String key = org.orgId + "/account/" + number;
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        fields.put("Name", firm.name());
        fields.put("Website", "https://www." + firm.domain());
        fields.put("Industry", firm.industry());
        fields.put("BillingCity", firm.city());
        fields.put("BillingCountry", firm.country());
        fields.put("Type", random.nextBoolean() ? "Customer - Direct" : "Prospect");
        fields.put("Phone", phone(random));
        fields.put("NumberOfEmployees", 8 + random.nextInt(900));
        add(key, org, "Account", fields);
        List<String> contacts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            contacts.add(contact(org, key, i, firm, owner, random, people));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            opportunity(org, key, i, firm, owner, random, contacts);
        }
        if (random.nextInt(5) < 4) {
            supportCase(org, key, owner, random, contacts.getFirst());
        }
        if (number % 5 == 0) {
            siteVisit(org, key, number, owner, contacts.getFirst());
        }
    }

    private String contact(
            Org org,
            String account,
            int number,
            Firm firm,
            Map<String, Object> owner,
            Random random,
            List<Correspondent> people) {
        Names.Name name = Names.of(firm.language(), random);
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        fields.put("AccountId", new Ref(account));
        fields.put("FirstName", name.given());
        fields.put("LastName", name.family());
        fields.put("Title", TITLES.get(random.nextInt(TITLES.size())));
        fields.put("Phone", phone(random));
        fields.put("MailingCity", firm.city());
        fields.put("MailingCountry", firm.country());
        if (random.nextInt(10) > 0) {
            String address = address(name, firm, number);
            fields.put("Email", address);
            people.add(new Correspondent(name.display(), name.given(), address, firm.language(), firm));
        }
        return add(account + "/contact/" + number, org, "Contact", fields);
    }

    private void opportunity(
            Org org,
            String account,
            int number,
            Firm firm,
            Map<String, Object> owner,
            Random random,
            List<String> contacts) {
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        String stage = STAGES.get(random.nextInt(STAGES.size()));
        fields.put("AccountId", new Ref(account));
        fields.put("Name", firm.name() + " – " + PRODUCTS.get(random.nextInt(PRODUCTS.size())));
        fields.put("StageName", stage);
        fields.put("Amount", 500 * (4 + random.nextInt(200)));
        fields.put(
                "CloseDate",
                day.plusDays(stage.startsWith("Closed") ? -random.nextInt(90) : 10 + random.nextInt(120))
                        .toString());
        String key = add(account + "/opportunity/" + number, org, "Opportunity", fields);
        for (int i = 0; i < Math.min(2, contacts.size()); i++) {
            Map<String, Object> role = new LinkedHashMap<>();
            role.put("OpportunityId", new Ref(key));
            role.put("ContactId", new Ref(contacts.get(i)));
            role.put("Role", ROLES.get(random.nextInt(ROLES.size())));
            role.put("IsPrimary", i == 0);
            add(key + "/role/" + i, org, "OpportunityContactRole", role);
        }
    }

    private void supportCase(Org org, String account, Map<String, Object> owner, Random random, String contact) {
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        fields.put("AccountId", new Ref(account));
        fields.put("ContactId", new Ref(contact));
        fields.put("Subject", COMPLAINTS.get(random.nextInt(COMPLAINTS.size())));
        fields.put("Status", List.of("New", "Working", "Escalated", "Closed").get(random.nextInt(4)));
        fields.put("Origin", List.of("Phone", "Email", "Web").get(random.nextInt(3)));
        fields.put("Priority", List.of("High", "Medium", "Low").get(random.nextInt(3)));
        add(account + "/case", org, "Case", fields);
    }

    /** A record of the company's own object; draws nothing, so that all other content stays as it was. */
    private void siteVisit(Org org, String account, int number, Map<String, Object> owner, String contact) {
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        fields.put("Name", "Visit %04d".formatted(number + 1));
        fields.put("Account__c", new Ref(account));
        fields.put("Contact__c", new Ref(contact));
        fields.put("Visit_Date__c", day.plusDays(number % 30 - 10L).toString());
        fields.put("Purpose__c", List.of("Installation", "Inspection", "Repair").get(number % 3));
        add(account + "/visit", org, "Site_Visit__c", fields);
    }

    private void lead(
            Org org, int number, Firm firm, Map<String, Object> owner, Random random, List<Correspondent> people) {
        Names.Name name = Names.of(firm.language(), random);
        String address = address(name, firm, 100 + number);
        Map<String, Object> fields = new LinkedHashMap<>(owner);
        fields.put("FirstName", name.given());
        fields.put("LastName", name.family());
        fields.put("Company", firm.name());
        fields.put("Email", address);
        fields.put("Status", random.nextBoolean() ? "Open - Not Contacted" : "Working - Contacted");
        fields.put("LeadSource", SOURCES.get(random.nextInt(SOURCES.size())));
        fields.put("City", firm.city());
        fields.put("Country", firm.country());
        people.add(new Correspondent(name.display(), name.given(), address, firm.language(), firm));
        add(org.orgId + "/lead/" + number, org, "Lead", fields);
    }

    private String add(String key, Org org, String type, Map<String, Object> fields) {
        rows.add(new Row(key, org.orgId, type, Collections.unmodifiableMap(fields)));
        return key;
    }

    private static Map<String, Object> owner(List<Person> owners, Random random) {
        return owners.isEmpty()
                ? Map.of()
                : Map.of("OwnerId", owners.get(random.nextInt(owners.size())).salesforceUserId());
    }

    /** Two people of one name in one company get different addresses. */
    static String address(Names.Name name, Firm firm, int number) {
        String local = (name.latinGiven() + "." + name.latinFamily())
                .replaceAll("[^A-Za-z.]", "")
                .toLowerCase(Locale.ROOT);
        return local + (number == 0 ? "" : number) + "@" + firm.domain();
    }

    private static String phone(Random random) {
        return "+44 20 7946 0" + (100 + random.nextInt(900));
    }
}
