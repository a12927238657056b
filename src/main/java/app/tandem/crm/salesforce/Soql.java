package app.tandem.crm.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The only place where SOQL is written. Values go in escaped, names only if they look like names (reliability 2.6). */
final class Soql {

    /** Below the 100,000 that Salesforce accepts, to leave room for everything around a list. */
    private static final int MOST_LIST_CHARACTERS = 80_000;

    private static final int MOST_LITERAL = 4_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)*");

    private Soql() {}

    /** A condition, ready to stand in WHERE. */
    record Where(String text) {

        static Where in(String field, Collection<String> values) {
            String list = values.stream().map(Soql::literal).filter(Soql::fits).collect(Collectors.joining(","));
            return new Where(name(field) + " IN (" + (list.isEmpty() ? "''" : list) + ")");
        }

        static Where is(String field, String value) {
            return new Where(name(field) + " = " + literal(value));
        }

        static Where is(String field, boolean value) {
            return new Where(name(field) + " = " + value);
        }

        static Where isFilled(String field) {
            return new Where(name(field) + " != null");
        }

        static Where isEmpty(String field) {
            return new Where(name(field) + " = null");
        }

        /** Of the last days, in the zone of the user who asks and by the clock of Salesforce, or later. */
        static Where since(String field, int days) {
            return new Where(name(field) + " >= LAST_N_DAYS:" + days);
        }

        /** Behind a row, in the order of a time and the id. */
        static Where behind(String field, Instant time, String id) {
            Instant second = time.truncatedTo(ChronoUnit.SECONDS);
            Where sameTime = new Where(name(field) + " = " + second);
            return any(List.of(
                    new Where(name(field) + " > " + second), all(List.of(sameTime, new Where("Id > " + literal(id))))));
        }

        static Where from(String field, LocalDate value) {
            return new Where(name(field) + " >= " + value);
        }

        /** On one of these days, as ISO dates. */
        static Where on(String field, Collection<String> days) {
            return new Where(name(field) + " IN ("
                    + days.stream()
                            .map(LocalDate::parse)
                            .map(LocalDate::toString)
                            .collect(Collectors.joining(","))
                    + ")");
        }

        static Where to(String field, LocalDate value) {
            return new Where(name(field) + " <= " + value);
        }

        static Where from(String field, Instant value) {
            return new Where(name(field) + " >= " + value.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Starts with the text, or with anything before it where {@code anywhere}; the text itself is plain. */
        static Where like(String field, boolean anywhere, String text) {
            String pattern = escape(text).replace("%", "\\%").replace("_", "\\_");
            return new Where(name(field) + " LIKE '" + (anywhere ? "%" : "") + pattern + "%'");
        }

        static Where any(List<Where> conditions) {
            return joined(conditions, " OR ");
        }

        static Where all(List<Where> conditions) {
            return joined(conditions, " AND ");
        }

        private static Where joined(List<Where> conditions, String word) {
            return conditions.size() == 1
                    ? conditions.getFirst()
                    : new Where(conditions.stream()
                            .map(condition -> "(" + condition.text() + ")")
                            .collect(Collectors.joining(word)));
        }
    }

    /** What orders rows; empty values come last. */
    record Order(String field, boolean descending) {

        private String text() {
            return name(field) + (descending ? " DESC" : "") + " NULLS LAST";
        }
    }

    /** A sub-query over a child relationship with conditions and an order. */
    static String children(String relationship, List<String> fields, @Nullable Where where, List<Order> orders) {
        return "(SELECT " + names(fields) + " FROM " + name(relationship) + rest(where, orders, 0) + ")";
    }

    /** A statement with an order; {@code limit} 0 for all rows. Fields are names or {@link #children}. */
    static String select(List<String> fields, String object, @Nullable Where where, List<Order> orders, int limit) {
        return "SELECT " + names(fields) + " FROM " + name(object) + rest(where, orders, limit);
    }

    /** What stands in the brackets of an object that SOSL returns. */
    static String returned(List<String> fields, @Nullable Where where, List<Order> orders, int limit) {
        return names(fields) + rest(where, orders, limit);
    }

    private static String names(List<String> fields) {
        return fields.stream()
                .distinct()
                .map(field -> field.startsWith("(") ? field : name(field))
                .collect(Collectors.joining(", "));
    }

    private static String rest(@Nullable Where where, List<Order> orders, int limit) {
        String condition = where == null ? "" : " WHERE " + where.text();
        String order = orders.isEmpty()
                ? ""
                : " ORDER BY " + orders.stream().map(Order::text).collect(Collectors.joining(", "));
        return condition + order + (limit > 0 ? " LIMIT " + limit : "");
    }

    /** A sub-query over a child relationship, to stand among the selected fields. */
    static String children(String relationship, String field) {
        return "(SELECT " + name(field) + " FROM " + name(relationship) + ")";
    }

    /** A statement; fields are names or {@link #children}. */
    static String select(List<String> fields, String object, Where where) {
        String list = fields.stream()
                .map(field -> field.startsWith("(") ? field : name(field))
                .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM " + name(object) + " WHERE " + where.text();
    }

    /** A statement that counts rows as {@code amount} and finds their latest time as {@code latest}. */
    static String extent(String object, String timeField, Where where) {
        return "SELECT COUNT(Id) amount, MAX(" + name(timeField) + ") latest FROM " + name(object) + " WHERE "
                + where.text();
    }

    /** Values in portions that fit into one statement, {@code copies} lists of them each. */
    static <T> List<List<T>> portions(Collection<T> values, Function<T, String> text, int copies, int mostValues) {
        List<List<T>> portions = new ArrayList<>();
        List<T> current = new ArrayList<>();
        int characters = 0;
        for (T value : values) {
            int size = copies * (literal(text.apply(value)).length() + 1);
            if (!current.isEmpty() && (characters + size > MOST_LIST_CHARACTERS || current.size() == mostValues)) {
                portions.add(current);
                current = new ArrayList<>();
                characters = 0;
            }
            current.add(value);
            characters += size;
        }
        if (!current.isEmpty()) {
            portions.add(current);
        }
        return portions;
    }

    /** A text as a literal. */
    static String literal(String value) {
        return "'" + escape(value) + "'";
    }

    private static boolean fits(String literal) {
        return literal.length() <= MOST_LITERAL;
    }

    private static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> escape(c, escaped));
        return escaped.toString();
    }

    private static void escape(int c, StringBuilder escaped) {
        switch (c) {
            case '\\' -> escaped.append("\\\\");
            case '\'' -> escaped.append("\\'");
            case '"' -> escaped.append("\\\"");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            case '\b' -> escaped.append("\\b");
            case '\f' -> escaped.append("\\f");
            default -> {
                if (c < 0x20 || c >= 0x7f && c < 0xa0 || !XmlText.isAllowed(c)) {
                    escaped.append(String.format("\\u%04X", c));
                } else {
                    escaped.appendCodePoint(c);
                }
            }
        }
    }

    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a field or object name");
        }
        return name;
    }
}
