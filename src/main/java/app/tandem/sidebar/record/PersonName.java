package app.tandem.sidebar.record;

import app.tandem.item.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * First and last name out of what a mail calls a person (pane U-115).
 *
 * @param first may be empty
 * @param last never empty: without a name it is what stands before the {@code @}
 */
record PersonName(String first, String last) {

    private static final Set<String> TITLES =
            Set.of("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "ing", "dipl", "mag");
    private static final Set<String> PARTICLES =
            Set.of("van", "von", "de", "der", "den", "del", "da", "dos", "di", "la", "le", "ter", "zu", "bin", "al");

    static PersonName of(Address person) {
        String shown = person.name() == null ? "" : cleaned(person.name());
        return shown.isEmpty() || shown.contains("@") ? ofLocalPart(person.address()) : ofShown(shown);
    }

    /** Without what stands in brackets or after a bar: companies and departments. */
    private static String cleaned(String name) {
        return name.replaceAll("[(\\[].*?[)\\]]", " ")
                .replaceAll("\\s[|/–-]\\s.*$", " ")
                .replaceAll("[\"']", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static PersonName ofShown(String name) {
        int comma = name.indexOf(',');
        if (comma > 0 && comma < name.length() - 1) {
            return new PersonName(
                    String.join(" ", words(name.substring(comma + 1))),
                    name.substring(0, comma).strip());
        }
        List<String> words = words(name);
        if (words.size() < 2) {
            return new PersonName("", words.isEmpty() ? name : words.getFirst());
        }
        int last = words.size() - 1;
        while (last > 1 && PARTICLES.contains(words.get(last - 1).toLowerCase(Locale.ROOT))) {
            last--;
        }
        return new PersonName(
                String.join(" ", words.subList(0, last)), String.join(" ", words.subList(last, words.size())));
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>(List.of(name.strip().split("\\s+")));
        words.removeIf(word -> TITLES.contains(word.toLowerCase(Locale.ROOT).replace(".", "")));
        return words;
    }

    private static PersonName ofLocalPart(String address) {
        String local = address.contains("@") ? address.substring(0, address.indexOf('@')) : address;
        String name = Arrays.stream(local.split("[._+-]+"))
                .map(part -> part.replaceAll("\\d+", ""))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(" "));
        int space = name.lastIndexOf(' ');
        return space < 0
                ? new PersonName("", name.isEmpty() ? local : name)
                : new PersonName(name.substring(0, space), name.substring(space + 1));
    }
}
