package app.tandem.crm.salesforce;

import app.tandem.crm.salesforce.Soql.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The Account of a company's name (sync K-6): the oldest that is called so, else the only one whose name holds it, else none. */
final class AccountChoice {

    private static final int NAMES_PER_QUERY = 200;
    private static final int PARTS_PER_QUERY = 20;
    private static final int MOST_FOUND = 1_000;
    /** A shorter part of a name says nothing. */
    private static final int SHORTEST_PART = 3;

    private static final List<String> FIELDS = List.of("Id", "Name", "CreatedDate");

    private final Queries queries;
    private final Map<String, String> chosen = new HashMap<>();

    AccountChoice(Queries queries) {
        this.queries = queries;
    }

    /** Account ids by lower-case name; names without an Account are absent. */
    Map<String, String> of(Collection<String> names) {
        Set<String> wanted = new TreeSet<>();
        names.forEach(name -> wanted.add(name.toLowerCase(Locale.ROOT)));
        wanted.remove("");
        exactly(wanted);
        List<String> left = wanted.stream()
                .filter(name -> !chosen.containsKey(name) && name.length() >= SHORTEST_PART)
                .toList();
        for (List<String> portion : Slices.of(left, PARTS_PER_QUERY, Long.MAX_VALUE, name -> 1)) {
            within(portion);
        }
        return Map.copyOf(chosen);
    }

    private void exactly(Set<String> names) {
        List<Rec> rows = new ArrayList<>(
                queries.about(names, 1, NAMES_PER_QUERY, FIELDS, "Account", some -> Where.in("Name", some)));
        rows.sort(Comparator.comparing((Rec row) -> row.time("CreatedDate")).thenComparing(Rec::id));
        rows.forEach(row -> chosen.putIfAbsent(row.required("Name").toLowerCase(Locale.ROOT), row.id()));
    }

    /** As few calls as the answers allow: where they are too many, each name is asked for with fewer others. */
    private void within(List<String> parts) {
        List<Where> any =
                parts.stream().map(part -> Where.like("Name", true, part)).toList();
        List<Rec> rows = queries.once(Soql.select(
                        FIELDS,
                        "Account",
                        Where.all(List.of(Where.any(any), Where.is("IsDeleted", false))),
                        List.of(),
                        MOST_FOUND))
                .rows();
        if (rows.size() == MOST_FOUND && parts.size() > 1) {
            within(parts.subList(0, parts.size() / 2));
            within(parts.subList(parts.size() / 2, parts.size()));
            return;
        }
        for (String part : parts) {
            List<Rec> found = rows.stream()
                    .filter(row -> row.required("Name").toLowerCase(Locale.ROOT).contains(part))
                    .toList();
            if (found.size() == 1) {
                chosen.put(part, found.getFirst().id());
            }
        }
    }
}
