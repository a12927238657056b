package app.tandem.sandbox.world;

import java.util.List;

/** A company outside. */
record Firm(String language, String name, String domain, String city, String country, String industry, String zone) {

    private static final List<Firm> ALL = Texts.lines("companies.txt").stream()
            .map(line -> line.split("\\|", -1))
            .map(c -> new Firm(c[0], c[1], c[2], c[3], c[4], c[5], c[6]))
            .toList();

    static List<Firm> all() {
        return ALL;
    }

    /** Another place of the same company, for worlds that need more companies than there are. */
    Firm branch(int number) {
        return number == 0
                ? this
                : new Firm(
                        language,
                        name + " " + (number + 1),
                        "b" + number + "." + domain,
                        city,
                        country,
                        industry,
                        zone);
    }
}
