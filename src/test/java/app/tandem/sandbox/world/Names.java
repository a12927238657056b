package app.tandem.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** People's names of many languages and scripts, each with the Latin spelling that stands in addresses. */
final class Names {

    /** A name as its bearer writes it, and in plain Latin letters. */
    record Name(String language, String given, String family, String latinGiven, String latinFamily) {

        /** Family name first where that is the custom. */
        String display() {
            return switch (language) {
                case "zh", "ja", "ko" -> family + given;
                case "hu" -> family + " " + given;
                default -> given + " " + family;
            };
        }
    }

    private record Part(String written, String latin) {}

    private record Pool(String language, List<Part> given, List<Part> family) {
        Name pick(int given, int family) {
            Part first = this.given.get(Math.floorMod(given, this.given.size()));
            Part last = this.family.get(Math.floorMod(family, this.family.size()));
            return new Name(language, first.written(), last.written(), first.latin(), last.latin());
        }
    }

    private static final List<Pool> POOLS = read();

    private Names() {}

    /** A name of that language, or of English where the language has no pool. */
    static Name of(String language, Random random) {
        Pool pool = POOLS.stream()
                .filter(candidate -> candidate.language().equals(language))
                .findFirst()
                .orElse(POOLS.getFirst());
        return pool.pick(random.nextInt(1_000), random.nextInt(1_000));
    }

    /** The n-th of many names in Latin letters. */
    static Name latin(int number) {
        List<Pool> latin = POOLS.stream()
                .filter(pool -> Character.UnicodeScript.of(
                                pool.given().getFirst().written().codePointAt(0))
                        == Character.UnicodeScript.LATIN)
                .toList();
        Pool pool = latin.get(number % latin.size());
        int within = number / latin.size();
        return pool.pick(within, within / pool.given().size() + within);
    }

    private static List<Pool> read() {
        List<Pool> pools = new ArrayList<>();
        for (String line : Texts.lines("names.txt")) {
            String[] columns = line.split("\\|", -1);
            pools.add(new Pool(columns[0].strip(), parts(columns[1]), parts(columns[2])));
        }
        return List.copyOf(pools);
    }

    private static List<Part> parts(String column) {
        List<Part> parts = new ArrayList<>();
        for (String part : column.split(",")) {
            int equals = part.indexOf('=');
            String written = (equals < 0 ? part : part.substring(0, equals)).strip();
            parts.add(new Part(
                    written, equals < 0 ? written : part.substring(equals + 1).strip()));
        }
        return List.copyOf(parts);
    }
}
