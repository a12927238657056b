package app.tandem.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the world of a seed. The first twelve people have the same names in every world; ids come from the seed. */
public final class Worlds {

    /** As many people as the demonstration has. */
    public static final int USERS = 12;

    private static final int MOST_USERS = 999;

    private record Company(String name, String domain) {}

    private record Known(
            String first,
            String last,
            String local,
            String zone,
            @Nullable String alias) {}

    private static final List<Company> COMPANIES = List.of(
            new Company("Contoso", "contoso.example"),
            new Company("Harborline Freight", "harborline.example"),
            new Company("Veldt & Söhne", "veldt.example"));

    /** In turns one of each company; the first of each company is its administrator. */
    private static final List<Known> KNOWN = List.of(
            new Known("Anna", "Keller", "anna.keller", "Europe/Berlin", "a.keller"),
            new Known("Emma", "Lindqvist", "emma.lindqvist", "Europe/Stockholm", "emma"),
            new Known("Inês", "Brandão", "ines.brandao", "America/Sao_Paulo", "sales"),
            new Known("Ben", "Okafor", "ben.okafor", "Africa/Lagos", null),
            new Known("Farid", "Haddad", "farid.haddad", "Asia/Dubai", "f.haddad"),
            new Known("Jan", "Novák", "jan.novak", "Europe/Prague", null),
            new Known("Chiara", "Rossi", "chiara.rossi", "Europe/Rome", "chiara.bianchi"),
            new Known("Grace", "O'Neill", "grace.oneill", "America/New_York", "grace.o'neill"),
            new Known("Kavya", "Raghunathan", "kavya.raghunathan", "Asia/Kolkata", "kavya.r"),
            new Known("Dai", "Tanaka", "dai.tanaka", "Asia/Tokyo", "d.tanaka"),
            new Known("Hugo", "Martínez", "hugo.martinez", "America/Mexico_City", null),
            new Known("Liam", "Walker", "liam.walker", "Australia/Adelaide", "liam"));

    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/Los_Angeles",
            "Asia/Kathmandu",
            "Europe/London",
            "America/St_Johns",
            "Pacific/Auckland",
            "Asia/Singapore",
            "America/Chicago");

    private Worlds() {}

    /** The world of a seed with so many people (1 to 999), at least one administrator in each company that has people. */
    public static World of(long seed, int users) {
        if (users < 1 || users > MOST_USERS) {
            throw new IllegalArgumentException("users must be 1 to " + MOST_USERS + ", not " + users);
        }
        Random random = new Random(seed * 31 + 7);
        String instance = instance(random);
        List<Org> orgs = orgs(instance, random);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            int company = i % COMPANIES.size();
            people.add(person(i, COMPANIES.get(company), orgs.get(company).orgId, instance, random));
        }
        return new World(seed, List.copyOf(orgs), List.copyOf(people));
    }

    private static List<Org> orgs(String instance, Random random) {
        List<Org> orgs = new ArrayList<>();
        for (Company company : COMPANIES) {
            String id = SalesforceIds.of("00D", instance, 1_000_000 + random.nextInt(900_000_000));
            orgs.add(new Org(id, company.name(), company.domain()));
        }
        orgs.get(0).enhancedEmail = false;
        orgs.get(1).enhancedEmail = true;
        orgs.get(2).packageInstalled = false;
        return orgs;
    }

    private static Person person(int index, Company company, String orgId, String instance, Random random) {
        Known known = index < KNOWN.size() ? KNOWN.get(index) : further(index);
        String alias = known.alias();
        return new Person(
                known.local() + "@" + company.domain(),
                known.first(),
                known.last(),
                new UUID(version4(random.nextLong()), variant(random.nextLong())).toString(),
                SalesforceIds.of("005", instance, 2_000_000 + random.nextInt(900_000) * 1_000L + index),
                orgId,
                company.name(),
                index < COMPANIES.size() ? "admin" : "user",
                known.zone(),
                alias == null ? List.of() : List.of(alias + "@" + company.domain()));
    }

    private static Known further(int index) {
        Names.Name name = Names.latin(index - KNOWN.size());
        String local = (name.latinGiven() + "." + name.latinFamily()).toLowerCase(Locale.ROOT) + index;
        String zone = ZONES.get(index % ZONES.size());
        return new Known(name.given(), name.family(), local, zone, index % 2 == 0 ? null : "u" + index);
    }

    private static String instance(Random random) {
        String digits = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        return "" + digits.charAt(random.nextInt(digits.length())) + digits.charAt(random.nextInt(digits.length()));
    }

    private static long version4(long bits) {
        return bits & 0xffffffffffff0fffL | 0x4000L;
    }

    private static long variant(long bits) {
        return bits & 0x3fffffffffffffffL | 0x8000000000000000L;
    }
}
