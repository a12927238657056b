package app.tandem.sandbox.salesforce;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What some objects ask of every query. */
final class Restrictions {

    private static final Set<String> LINK_FILTERS = Set.of("id", "contentdocumentid", "linkedentityid");

    private Restrictions() {}

    static void check(Soql.Query query, ObjectType type, String statement) {
        if (type.name().equals("ContentDocumentLink") && !filters(query.where(), LINK_FILTERS)) {
            throw Refusal.inQuery(
                    "MALFORMED_QUERY",
                    "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or"
                            + " LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
                    statement,
                    query.from().pos());
        }
        boolean allFields = query.select().stream().anyMatch(Soql.Fields.class::isInstance);
        if (allFields && (query.limit() == null || query.limit() > 200)) {
            throw Refusal.of("MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
        }
    }

    /** Whether a condition that always holds compares one of these fields with values by = or IN. */
    static boolean filters(Soql.@Nullable Condition condition, Set<String> fields) {
        return switch (condition) {
            case Soql.All all -> all.parts().stream().anyMatch(part -> filters(part, fields));
            case Soql.Compare c -> c.operator().equals("=") && names(c.left(), fields);
            case Soql.In in -> !in.not() && names(in.left(), fields);
            case Soql.SemiJoin join -> !join.not() && names(join.left(), fields);
            case null, default -> false;
        };
    }

    private static boolean names(Soql.Value left, Set<String> fields) {
        return left instanceof Soql.Path path
                && fields.contains(OrgStore.lower(path.parts().getLast()));
    }

    /** The texts a field is compared with. */
    static List<String> texts(Soql.@Nullable Condition condition, String field) {
        return switch (condition) {
            case Soql.All all ->
                all.parts().stream()
                        .flatMap(part -> texts(part, field).stream())
                        .toList();
            case Soql.Compare c
            when names(c.left(), Set.of(field)) && c.right() instanceof Soql.Text text -> List.of(text.value());
            case Soql.In in
            when names(in.left(), Set.of(field)) ->
                in.values().stream()
                        .filter(Soql.Text.class::isInstance)
                        .map(text -> ((Soql.Text) text).value())
                        .toList();
            case null, default -> List.of();
        };
    }

    /** Relations of an invitee's copy of an event are those of the event: who asks for the copy's is answered with them. */
    static Soql.@Nullable Condition ofOriginals(OrgStore store, Soql.@Nullable Condition condition) {
        return switch (condition) {
            case Soql.All all ->
                new Soql.All(all.parts().stream().map(part -> some(store, part)).toList());
            case Soql.Any any ->
                new Soql.Any(any.parts().stream().map(part -> some(store, part)).toList());
            case Soql.Not not -> new Soql.Not(some(store, not.part()));
            case Soql.Compare c
            when names(c.left(), Set.of("eventid")) ->
                new Soql.Compare(c.left(), c.operator(), original(store, c.right()));
            case Soql.In in
            when names(in.left(), Set.of("eventid")) ->
                new Soql.In(
                        in.left(),
                        in.not(),
                        in.values().stream()
                                .map(value -> original(store, value))
                                .toList());
            case null, default -> condition;
        };
    }

    private static Soql.Condition some(OrgStore store, Soql.Condition part) {
        return java.util.Objects.requireNonNull(ofOriginals(store, part));
    }

    private static Soql.Literal original(OrgStore store, Soql.Literal literal) {
        Row event = literal instanceof Soql.Text text ? store.find(Ids.normal(text.value())) : null;
        if (event == null) {
            return literal;
        }
        String id = EventRelationRules.original(event);
        return new Soql.Text(id, id);
    }
}
