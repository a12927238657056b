package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers SOQL from the store; the caller holds its lock. */
final class QueryEngine {

    /** The records, or only how many there are. */
    record Result(List<Rec> records, int size) {}

    private static final int MOST_SUB_QUERIES = 20;

    private final Resolver names;
    private final boolean everything;

    /** @param everything deleted and archived records too, as queryAll does */
    QueryEngine(OrgStore store, Viewer viewer, String statement, boolean everything) {
        this.names = new Resolver(store, viewer, statement);
        this.everything = everything;
    }

    /** Runs a statement for a user. */
    static Result run(OrgStore store, Viewer viewer, String statement, boolean everything) {
        return new QueryEngine(store, viewer, statement, everything).run(Soql.parse(statement));
    }

    Result run(Soql.Query query) {
        ObjectType type = names.from(query.from());
        Restrictions.check(query, type, names.statement);
        if (query.select().stream().filter(Soql.Sub.class::isInstance).count() > MOST_SUB_QUERIES) {
            throw Refusal.of("MALFORMED_QUERY", "maximum number of sub-queries is " + MOST_SUB_QUERIES);
        }
        Aggregation aggregation = Aggregation.of(names, type, query);
        if (aggregation != null) {
            return aggregation.run(rows(type, query));
        }
        Selection selection = new Selection(this, names, type, query);
        List<Row> found = cut(sorted(rows(type, query), type, query), query);
        return new Result(found.stream().map(selection::pick).toList(), found.size());
    }

    /** The children of a record that a sub-query asks for. */
    List<Row> children(ObjectType type, Soql.Query query, Predicate<Row> test, Collection<Row> candidates) {
        List<Row> found = candidates.stream().filter(this::shown).filter(test).toList();
        return cut(sorted(found, type, query), query);
    }

    Predicate<Row> where(ObjectType type, Soql.Query query) {
        return conditions(type, query.alias()).test(query.where());
    }

    private List<Row> rows(ObjectType type, Soql.Query query) {
        Conditions<Row> conditions = conditions(type, query.alias());
        Soql.Condition where = type.name().equals("EventRelation")
                ? Restrictions.ofOriginals(names.store, query.where())
                : query.where();
        Predicate<Row> test = conditions.test(where);
        Collection<Row> candidates;
        if (type.name().equals("UserRecordAccess")) {
            candidates = RecordAccess.rows(names, query);
        } else {
            candidates = candidates(type, query, conditions, where);
        }
        Stream<Row> all = candidates == null
                ? names.store.table(type.name()).all().stream()
                : candidates.stream().sorted(Comparator.comparing(row -> row.id));
        if ("mine".equalsIgnoreCase(query.scope())) {
            all = all.filter(row -> names.viewer.userId().equals(row.get("OwnerId")));
        }
        return all.filter(this::shown).filter(test).toList();
    }

    private boolean shown(Row row) {
        java.time.Instant now = names.store.clock.now();
        boolean wanted = everything ? !Names.purged(row, now) : !row.deleted() && !Names.archived(row, now);
        return wanted && names.viewer.canRead(row);
    }

    private Conditions<Row> conditions(ObjectType type, @Nullable String alias) {
        return new Conditions<>(
                names.statement,
                names.viewer.zone(),
                names.store.clock.now(),
                value -> names.operand(type, alias, value),
                this::inner);
    }

    /** The ids a semi-join selects. */
    private Set<String> inner(Soql.Query query) {
        ObjectType type = names.from(query.from());
        if (query.select().size() != 1 || !(query.select().getFirst() instanceof Soql.Path path)) {
            throw Refusal.of("MALFORMED_QUERY", "semi join sub-selects must select exactly one field");
        }
        Operand<Row> wanted = names.operand(type, query.alias(), path);
        Set<String> ids = new HashSet<>();
        for (Row row : cut(rows(type, query), query)) {
            Object id = wanted.value().apply(row);
            if (id != null) {
                ids.add(id.toString());
            }
        }
        return ids;
    }

    /** Fewer records than all, by an index, that hold every match; null when no index helps. */
    private @Nullable Collection<Row> candidates(
            ObjectType type, Soql.Query query, Conditions<Row> conditions, Soql.@Nullable Condition condition) {
        return switch (condition) {
            case Soql.All all ->
                all.parts().stream()
                        .map(part -> candidates(type, query, conditions, part))
                        .filter(java.util.Objects::nonNull)
                        .min(Comparator.comparingInt(Collection::size))
                        .orElse(null);
            case Soql.Any any -> {
                Set<Row> union = new LinkedHashSet<>();
                for (Soql.Condition part : any.parts()) {
                    Collection<Row> some = candidates(type, query, conditions, part);
                    if (some == null) {
                        yield null;
                    }
                    union.addAll(some);
                }
                yield union;
            }
            case Soql.Compare c
            when c.operator().equals("=") && !(c.right() instanceof Soql.Null) ->
                byIndex(type, conditions, c.left(), List.of(c.right()));
            case Soql.In in
            when !in.not() && in.values().stream().noneMatch(Soql.Null.class::isInstance) ->
                byIndex(type, conditions, in.left(), in.values());
            case Soql.SemiJoin join
            when !join.not() -> {
                Operand<Row> left = conditions.left(join.left());
                yield left.plain() ? byKeys(type, left.field(), inner(join.query())) : null;
            }
            case null, default -> null;
        };
    }

    private @Nullable Collection<Row> byIndex(
            ObjectType type, Conditions<Row> conditions, Soql.Value left, List<Soql.Literal> values) {
        Operand<Row> operand = conditions.left(left);
        Field field = operand.field();
        if (!operand.plain() || !(left instanceof Soql.Path) || !(field.indexed())) {
            return null;
        }
        if (values.stream()
                .anyMatch(
                        value -> value instanceof Soql.Text text && text.value().isEmpty())) {
            return null;
        }
        return byKeys(type, field, conditions.keys(left, field, values));
    }

    private @Nullable Collection<Row> byKeys(ObjectType type, Field field, Set<String> keys) {
        Table table = names.store.table(type.name());
        Set<Row> found = new LinkedHashSet<>();
        if (field.type().equals("id")) {
            keys.stream().map(table::get).filter(java.util.Objects::nonNull).forEach(found::add);
            return found;
        }
        if (!table.indexes(field.name())) {
            return null;
        }
        keys.forEach(key -> found.addAll(table.by(field.name(), key)));
        return found;
    }

    private List<Row> sorted(List<Row> rows, ObjectType type, Soql.Query query) {
        if (query.orderBy().isEmpty()) {
            return rows;
        }
        Comparator<Row> comparator = (a, b) -> 0;
        for (Soql.Order order : query.orderBy()) {
            Operand<Row> by = names.operand(type, query.alias(), order.by());
            if (!by.field().filterable()) {
                throw Refusal.inQuery(
                        "INVALID_FIELD",
                        "field '" + by.field().name() + "' can not be sorted in a query call",
                        names.statement,
                        order.by() instanceof Soql.Path path ? path.pos() : query.pos());
            }
            comparator = comparator.thenComparing(
                    (a, b) -> order(by.value().apply(a), by.value().apply(b), order));
        }
        List<Row> copy = new ArrayList<>(rows);
        copy.sort(comparator);
        return copy;
    }

    /** Nulls come first unless told otherwise, whatever the direction. */
    static int order(@Nullable Object a, @Nullable Object b, Soql.Order order) {
        if (a == null || b == null) {
            int nullsFirst = a == b ? 0 : a == null ? -1 : 1;
            return order.nullsLast() ? -nullsFirst : nullsFirst;
        }
        int compared = Conditions.order(a, b);
        return order.descending() ? -compared : compared;
    }

    private static List<Row> cut(List<Row> rows, Soql.Query query) {
        return rows.stream()
                .skip(query.offset() == null ? 0 : query.offset())
                .limit(query.limit() == null ? Long.MAX_VALUE : query.limit())
                .toList();
    }
}
