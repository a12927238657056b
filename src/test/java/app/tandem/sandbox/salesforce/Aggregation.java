package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** COUNT, COUNT_DISTINCT, MIN, MAX, SUM, AVG, with GROUP BY and HAVING. */
final class Aggregation {

    private static final int MOST_GROUPS = 2_000;

    private record Column(String name, Function<List<Row>, @Nullable Object> value) {}

    private final Resolver names;
    private final ObjectType type;
    private final Soql.Query query;
    private final List<String> grouped;

    private Aggregation(Resolver names, ObjectType type, Soql.Query query) {
        this.names = names;
        this.type = type;
        this.query = query;
        this.grouped = query.groupBy().stream().map(Aggregation::key).toList();
    }

    /** Null when the statement asks for plain records. */
    static @Nullable Aggregation of(Resolver names, ObjectType type, Soql.Query query) {
        boolean aggregate = !query.groupBy().isEmpty()
                || query.select().stream().anyMatch(item -> item instanceof Soql.Function call && call.aggregate());
        return aggregate ? new Aggregation(names, type, query) : null;
    }

    QueryEngine.Result run(List<Row> rows) {
        if (query.select().size() == 1
                && query.select().getFirst() instanceof Soql.Function call
                && call.is("COUNT")
                && call.argument() == null) {
            long cut = query.limit() == null ? rows.size() : Math.min(query.limit(), rows.size());
            return new QueryEngine.Result(List.of(), (int) cut);
        }
        List<Column> columns = columns();
        List<List<Row>> groups = groups(rows);
        Predicate<List<Row>> having = new Conditions<List<Row>>(
                        names.statement, names.viewer.zone(), names.store.clock.now(), this::operand, inner -> Set.of())
                .test(query.having());
        List<List<Row>> kept = new ArrayList<>(groups.stream().filter(having).toList());
        for (Soql.Order order : query.orderBy().reversed()) {
            Function<List<Row>, @Nullable Object> by = operand(order.by()).value();
            kept.sort((a, b) -> QueryEngine.order(by.apply(a), by.apply(b), order));
        }
        if (kept.size() > MOST_GROUPS && query.limit() == null) {
            throw Refusal.of(
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
        }
        List<Rec> records = kept.stream()
                .skip(query.offset() == null ? 0 : query.offset())
                .limit(query.limit() == null ? Long.MAX_VALUE : query.limit())
                .map(group -> record(columns, group))
                .toList();
        return new QueryEngine.Result(records, records.size());
    }

    private static Rec record(List<Column> columns, List<Row> group) {
        Rec rec = Rec.of("AggregateResult", "AggregateResult", null);
        columns.forEach(column -> rec.values().put(column.name(), column.value().apply(group)));
        return rec;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        int unnamed = 0;
        for (Soql.Item item : query.select()) {
            switch (item) {
                case Soql.Function call -> {
                    String name = call.alias() != null ? call.alias() : "expr" + unnamed++;
                    columns.add(new Column(name, operand(call).value()));
                }
                case Soql.Path path ->
                    columns.add(new Column(path.parts().getLast(), operand(path).value()));
                case Soql.Aliased aliased ->
                    columns.add(
                            new Column(aliased.alias(), operand(aliased.path()).value()));
                default ->
                    throw Refusal.inQuery(
                            "MALFORMED_QUERY",
                            "sub-queries and TYPEOF are not allowed beside aggregates",
                            names.statement,
                            query.pos());
            }
        }
        return columns;
    }

    private List<List<Row>> groups(List<Row> rows) {
        if (query.groupBy().isEmpty()) {
            return List.of(rows);
        }
        List<Function<Row, @Nullable Object>> keys = query.groupBy().stream()
                .map(value -> names.operand(type, query.alias(), value).value())
                .toList();
        Map<List<Object>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            List<Object> key = new ArrayList<>();
            keys.forEach(each -> {
                Object value = each.apply(row);
                key.add(value instanceof String text ? text.toLowerCase(Locale.ROOT) : value);
            });
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        return List.copyOf(groups.values());
    }

    private Operand<List<Row>> operand(Soql.Value value) {
        if (value instanceof Soql.Function call && call.aggregate()) {
            return aggregate(call);
        }
        if (!grouped.contains(key(value))) {
            Soql.Pos pos = value instanceof Soql.Path path ? path.pos() : ((Soql.Function) value).pos();
            throw Refusal.inQuery(
                    "MALFORMED_QUERY", "Field must be grouped or aggregated: " + key(value), names.statement, pos);
        }
        Operand<Row> plain = names.operand(type, query.alias(), value);
        return new Operand<>(plain.field(), group -> plain.value().apply(group.getFirst()), false);
    }

    private Operand<List<Row>> aggregate(Soql.Function call) {
        if (call.argument() == null) {
            return new Operand<>(count(), group -> (long) group.size(), false);
        }
        Operand<Row> inner = names.operand(type, query.alias(), call.argument());
        Function<List<Row>, List<Object>> values = group -> group.stream()
                .map(row -> inner.value().apply(row))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
        return switch (call.name().toUpperCase(Locale.ROOT)) {
            case "COUNT" ->
                new Operand<>(count(), group -> (long) values.apply(group).size(), false);
            case "COUNT_DISTINCT" ->
                new Operand<>(
                        count(),
                        group -> values.apply(group).stream().distinct().count(),
                        false);
            case "MIN" ->
                new Operand<>(
                        inner.field(),
                        group -> values.apply(group).stream()
                                .min(Conditions::order)
                                .orElse(null),
                        false);
            case "MAX" ->
                new Operand<>(
                        inner.field(),
                        group -> values.apply(group).stream()
                                .max(Conditions::order)
                                .orElse(null),
                        false);
            case "SUM" -> new Operand<>(inner.field(), group -> sum(values.apply(group)), false);
            default ->
                new Operand<>(
                        Resolver.typed(inner.field(), "double"),
                        group -> {
                            List<Object> all = values.apply(group);
                            return all.isEmpty()
                                    ? null
                                    : sum(all).divide(BigDecimal.valueOf(all.size()), MathContext.DECIMAL64);
                        },
                        false);
        };
    }

    private static BigDecimal sum(List<Object> values) {
        return values.stream().map(value -> new BigDecimal(value.toString())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Field count() {
        return new Field("count", "int", 0, 0, 0, "n", List.of(), null, null, null, null, List.of());
    }

    private static String key(Soql.Value value) {
        return switch (value) {
            case Soql.Path path -> OrgStore.lower(path.text());
            case Soql.Function call ->
                OrgStore.lower(call.name()) + "(" + (call.argument() == null ? "" : key(call.argument())) + ")";
        };
    }
}
