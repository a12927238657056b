package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a WHERE or HAVING says into a test; refuses values that do not fit their field. */
final class Conditions<T> {

    private final String statement;
    private final ZoneId zone;
    private final Instant now;
    private final Function<Soql.Value, Operand<T>> resolve;
    private final Function<Soql.Query, Set<String>> inner;

    Conditions(
            String statement,
            ZoneId zone,
            Instant now,
            Function<Soql.Value, Operand<T>> resolve,
            Function<Soql.Query, Set<String>> inner) {
        this.statement = statement;
        this.zone = zone;
        this.now = now;
        this.resolve = resolve;
        this.inner = inner;
    }

    Predicate<T> test(Soql.@Nullable Condition condition) {
        return switch (condition) {
            case null -> row -> true;
            case Soql.All all -> {
                List<Predicate<T>> parts = all.parts().stream().map(this::test).toList();
                yield row -> parts.stream().allMatch(part -> part.test(row));
            }
            case Soql.Any any -> {
                if (any.parts().stream().anyMatch(Soql.SemiJoin.class::isInstance)) {
                    throw Refusal.of(
                            "MALFORMED_QUERY",
                            "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.");
                }
                List<Predicate<T>> parts = any.parts().stream().map(this::test).toList();
                yield row -> parts.stream().anyMatch(part -> part.test(row));
            }
            case Soql.Not not -> test(not.part()).negate();
            case Soql.Compare compare -> compare(compare);
            case Soql.In in -> in(in);
            case Soql.SemiJoin join -> semiJoin(join);
            case Soql.Multi multi -> multi(multi);
        };
    }

    /** The operand on the left of a comparison, refused when it cannot be filtered. */
    Operand<T> left(Soql.Value value) {
        Operand<T> operand = resolve.apply(value);
        if (!operand.field().filterable()) {
            throw refuse(
                    "INVALID_FIELD",
                    value,
                    "field '" + operand.field().name() + "' can not be filtered in a query call");
        }
        return operand;
    }

    /** The values of a list as the keys of an index; nulls left out. */
    Set<String> keys(Soql.Value left, Field field, List<Soql.Literal> values) {
        Set<String> keys = new HashSet<>();
        for (Soql.Literal literal : values) {
            Object value = fit(left, field, literal);
            if (value != null) {
                keys.add(value.toString());
            }
        }
        return keys;
    }

    private Predicate<T> compare(Soql.Compare compare) {
        Operand<T> left = left(compare.left());
        Field field = left.field();
        Function<T, @Nullable Object> value = left.value();
        if (compare.operator().equals("LIKE")) {
            Pattern like = like(compare, field);
            return row -> value.apply(row) instanceof Object found
                    && like.matcher(found.toString()).matches();
        }
        if (compare.right() instanceof Soql.DateWord word && dated(field)) {
            return span(compare, value, word);
        }
        Object right = fit(compare.left(), field, compare.right());
        if (right == null) {
            return switch (compare.operator()) {
                case "=" -> row -> value.apply(row) == null;
                case "!=", "<>" -> row -> value.apply(row) != null;
                default -> row -> false;
            };
        }
        boolean bool = field.type().equals("boolean");
        return switch (compare.operator()) {
            case "=" -> row -> order(orFalse(bool, value.apply(row)), right) == 0;
            case "!=", "<>" -> row -> order(orFalse(bool, value.apply(row)), right) != 0;
            case "<" -> row -> value.apply(row) instanceof Object found && order(found, right) < 0;
            case "<=" -> row -> value.apply(row) instanceof Object found && order(found, right) <= 0;
            case ">" -> row -> value.apply(row) instanceof Object found && order(found, right) > 0;
            default -> row -> value.apply(row) instanceof Object found && order(found, right) >= 0;
        };
    }

    private Predicate<T> in(Soql.In in) {
        Operand<T> left = left(in.left());
        Field field = left.field();
        Set<Object> wanted = new HashSet<>();
        for (Soql.Literal literal : in.values()) {
            Object value = fit(in.left(), field, literal);
            wanted.add(value == null ? Soql.Null.class : comparable(value));
        }
        Function<T, @Nullable Object> value = left.value();
        return row -> {
            Object found = value.apply(row);
            return wanted.contains(found == null ? Soql.Null.class : comparable(found)) != in.not();
        };
    }

    private Predicate<T> semiJoin(Soql.SemiJoin join) {
        Operand<T> left = left(join.left());
        if (!left.field().isReference() && !left.field().type().equals("id")) {
            throw refuse("MALFORMED_QUERY", join.left(), "semi join field must be an ID or reference field");
        }
        Set<String> ids = inner.apply(join.query());
        Function<T, @Nullable Object> value = left.value();
        return row ->
                value.apply(row) instanceof Object found ? ids.contains(found.toString()) != join.not() : join.not();
    }

    private Predicate<T> multi(Soql.Multi multi) {
        Operand<T> left = left(multi.left());
        if (!left.field().type().equals("multipicklist")) {
            throw refuse(
                    "INVALID_QUERY_FILTER_OPERATOR", multi.left(), "operator is only valid on multi-select picklists");
        }
        Function<T, @Nullable Object> value = left.value();
        return row -> {
            Object found = value.apply(row);
            Set<String> chosen =
                    found == null ? Set.of() : Set.of(found.toString().split(";"));
            boolean hit = multi.values().stream().anyMatch(all -> chosen.containsAll(Arrays.asList(all.split(";"))));
            return hit != multi.excludes();
        };
    }

    private Predicate<T> span(Soql.Compare compare, Function<T, @Nullable Object> value, Soql.DateWord word) {
        DateWords.Span span = DateWords.span(word.word(), word.count(), LocalDate.ofInstant(now, zone));
        if (span == null) {
            throw Refusal.inQuery("MALFORMED_QUERY", "unexpected token: '" + word.word() + "'", statement, word.pos());
        }
        Function<Object, Integer> side = found -> {
            LocalDate day = found instanceof Instant instant ? LocalDate.ofInstant(instant, zone) : (LocalDate) found;
            return day.isBefore(span.from()) ? -1 : day.isBefore(span.until()) ? 0 : 1;
        };
        String operator = compare.operator();
        return row -> {
            Object found = value.apply(row);
            if (found == null) {
                return operator.equals("!=") || operator.equals("<>");
            }
            int at = side.apply(found);
            return switch (operator) {
                case "=" -> at == 0;
                case "!=", "<>" -> at != 0;
                case "<" -> at < 0;
                case "<=" -> at <= 0;
                case ">" -> at > 0;
                default -> at >= 0;
            };
        };
    }

    private @Nullable Object fit(Soql.Value left, Field field, Soql.Literal literal) {
        return switch (literal) {
            case Soql.Null none -> null;
            case Soql.Text text -> fitText(left, field, text.value());
            case Soql.Numeric number when field.isNumber() -> number.value();
            case Soql.Bool bool when field.type().equals("boolean") -> bool.value();
            case Soql.Day day when field.type().equals("date") -> day.value();
            case Soql.Moment moment when field.type().equals("datetime") -> moment.value();
            case Soql.DateWord word
            when !dated(field) ->
                throw Refusal.inQuery(
                        "MALFORMED_QUERY", "unexpected token: '" + word.word() + "'", statement, word.pos());
            case Soql.DateWord word -> {
                DateWords.Span span = DateWords.span(word.word(), word.count(), LocalDate.ofInstant(now, zone));
                yield span == null
                        ? null
                        : field.type().equals("date")
                                ? span.from()
                                : span.from().atStartOfDay(zone).toInstant();
            }
            default -> throw misfit(left, field, field.isText() || isId(field));
        };
    }

    private @Nullable Object fitText(Soql.Value left, Field field, String value) {
        if (isId(field)) {
            if (value.isEmpty()) {
                return null;
            }
            String id = Ids.normal(value);
            if (id == null) {
                throw refuse("INVALID_QUERY_FILTER_OPERATOR", left, "invalid ID field: " + value);
            }
            return id;
        }
        if (!field.isText()) {
            throw misfit(left, field, false);
        }
        return value.isEmpty() ? null : value;
    }

    private Pattern like(Soql.Compare compare, Field field) {
        if (!field.isText() || !(compare.right() instanceof Soql.Text text)) {
            throw refuse(
                    "INVALID_QUERY_FILTER_OPERATOR", compare.left(), "invalid operator on " + field.type() + " field");
        }
        StringBuilder regex = new StringBuilder();
        String like = text.like();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '\\' && i + 1 < like.length()) {
                regex.append(Pattern.quote(String.valueOf(like.charAt(++i))));
            } else {
                regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private Refusal misfit(Soql.Value left, Field field, boolean quoted) {
        return refuse(
                "INVALID_FIELD",
                left,
                "value of filter criterion for field '" + field.name() + "' must be of type "
                        + (field.type().equals("datetime") ? "dateTime" : field.isText() ? "string" : field.type())
                        + " and should " + (quoted ? "" : "not ") + "be enclosed in quotes");
    }

    private Refusal refuse(String code, Soql.Value at, String message) {
        Soql.Pos pos = at instanceof Soql.Path path ? path.pos() : ((Soql.Function) at).pos();
        return Refusal.inQuery(code, message, statement, pos);
    }

    private static boolean isId(Field field) {
        return field.isReference() || field.type().equals("id");
    }

    private static boolean dated(Field field) {
        return field.type().equals("date") || field.type().equals("datetime");
    }

    private static @Nullable Object orFalse(boolean bool, @Nullable Object value) {
        return bool && value == null ? Boolean.FALSE : value;
    }

    private static Object comparable(Object value) {
        return switch (value) {
            case String text -> text.toLowerCase(Locale.ROOT);
            case Long number -> BigDecimal.valueOf(number).stripTrailingZeros();
            case BigDecimal number -> number.stripTrailingZeros();
            default -> value;
        };
    }

    /** Order of two values of a field; nulls first. */
    static int order(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? -1 : 1;
        }
        if (one instanceof LocalDate day && other instanceof Instant instant) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant().compareTo(instant);
        }
        return switch (comparable(one)) {
            case String text -> text.compareTo(comparable(other).toString());
            case BigDecimal number -> number.compareTo((BigDecimal) comparable(other));
            case Boolean bool -> bool.compareTo((Boolean) other);
            case LocalDate day -> day.compareTo((LocalDate) other);
            case Instant instant -> instant.compareTo((Instant) other);
            default -> one.toString().compareTo(other.toString());
        };
    }
}
