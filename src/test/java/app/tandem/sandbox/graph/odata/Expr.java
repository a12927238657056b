package app.tandem.sandbox.graph.odata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A filter, ready to be asked about an object. */
public sealed interface Expr {

    /** What names mean while a filter runs: the object, and inside {@code any} its variable. */
    record Scope(
            JsonNode root,
            @Nullable String variable,
            @Nullable JsonNode element) {}

    /** Whether the object fits. */
    boolean test(Scope scope);

    /** Both. */
    record And(Expr left, Expr right) implements Expr {
        @Override
        public boolean test(Scope scope) {
            return left.test(scope) && right.test(scope);
        }
    }

    /** One of both. */
    record Or(Expr left, Expr right) implements Expr {
        @Override
        public boolean test(Scope scope) {
            return left.test(scope) || right.test(scope);
        }
    }

    /** Not that. */
    record Not(Expr inner) implements Expr {
        @Override
        public boolean test(Scope scope) {
            return !inner.test(scope);
        }
    }

    /** A boolean property by itself. */
    record Flag(Value value) implements Expr {
        @Override
        public boolean test(Scope scope) {
            return Boolean.TRUE.equals(value.of(scope));
        }
    }

    /** A comparison: eq, ne, gt, ge, lt, le. */
    record Compare(Value left, String operator, Value right) implements Expr {
        @Override
        public boolean test(Scope scope) {
            Object a = left.of(scope);
            Object b = right.of(scope);
            if (operator.equals("eq") || operator.equals("ne")) {
                boolean equal = a == null || b == null ? a == b : isId() ? a.equals(b) : Values.compare(a, b) == 0;
                return equal == operator.equals("eq");
            }
            if (a == null || b == null) {
                return false;
            }
            int order = Values.compare(a, b);
            return switch (operator) {
                case "gt" -> order > 0;
                case "ge" -> order >= 0;
                case "lt" -> order < 0;
                default -> order <= 0;
            };
        }

        /** Ids, and the names in the ids of extended properties, are case-sensitive. */
        private boolean isId() {
            return left instanceof Path path
                    && !path.names().isEmpty()
                    && (path.names().getLast().equals("id")
                            || path.names().getLast().endsWith("Id"));
        }
    }

    /** One of several values. */
    record In(Value value, List<Value> among) implements Expr {
        @Override
        public boolean test(Scope scope) {
            return among.stream().anyMatch(other -> new Compare(value, "eq", other).test(scope));
        }
    }

    /** contains, startswith, endswith; case does not matter. */
    record Text(String function, Value in, Value what) implements Expr {
        @Override
        public boolean test(Scope scope) {
            String whole = lower(in.of(scope));
            String part = lower(what.of(scope));
            return switch (function) {
                case "contains" -> whole.contains(part);
                case "startswith" -> whole.startsWith(part);
                default -> whole.endsWith(part);
            };
        }

        private static String lower(@Nullable Object text) {
            return text == null ? "\uFFFF" : text.toString().toLowerCase(Locale.ROOT);
        }
    }

    /** Some, or every, element of a collection. */
    record Elements(
            boolean every,
            List<String> path,
            String variable,
            @Nullable Expr inner) implements Expr {
        @Override
        public boolean test(Scope scope) {
            JsonNode collection = Values.at(scope.root(), path);
            if (collection == null || !collection.isArray()) {
                return every;
            }
            for (JsonNode element : collection) {
                boolean fits = inner == null || inner.test(new Scope(scope.root(), variable, element));
                if (fits != every) {
                    return !every;
                }
            }
            return every;
        }
    }

    /** A value in a filter. */
    sealed interface Value {
        /** The value for this object; null when it has none. */
        @Nullable
        Object of(Scope scope);
    }

    /** A literal. */
    record Literal(@Nullable Object value) implements Value {
        @Override
        public @Nullable Object of(Scope scope) {
            return value;
        }
    }

    /** A path to a property, from the object or from the variable. */
    record Path(@Nullable String variable, List<String> names, String type) implements Value {
        @Override
        public @Nullable Object of(Scope scope) {
            JsonNode from = variable == null ? scope.root() : scope.element();
            return Values.typed(from == null ? null : Values.at(from, names), type);
        }
    }

    /** A value read as another type: {@code cast(ep/value, Edm.Int32)}. */
    record Cast(Value inner, String type) implements Value {
        @Override
        public @Nullable Object of(Scope scope) {
            Object value = inner.of(scope);
            return value == null ? null : Values.cast(value.toString(), type);
        }
    }

    /** Conversions between JSON and what filters compare. */
    final class Values {

        private Values() {}

        static @Nullable JsonNode at(JsonNode from, List<String> names) {
            JsonNode node = from;
            for (String name : names) {
                node = node == null ? null : node.get(name);
            }
            return node == null || node.isNull() ? null : node;
        }

        static @Nullable Object typed(@Nullable JsonNode node, String type) {
            if (node == null) {
                return null;
            }
            if (node.isBoolean()) {
                return node.asBoolean();
            }
            return node.isNumber()
                    ? (Object) node.asDouble()
                    : type.equals("DateTimeOffset") ? time(node.asString()) : node.asString();
        }

        static @Nullable Object cast(String text, String type) {
            try {
                return switch (type) {
                    case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Decimal", "Edm.Single" ->
                        Double.parseDouble(text);
                    case "Edm.DateTimeOffset" -> time(text);
                    case "Edm.Boolean" -> Boolean.parseBoolean(text);
                    default -> text;
                };
            } catch (NumberFormatException e) {
                return null;
            }
        }

        static @Nullable Instant time(String text) {
            try {
                return text.length() == 10
                        ? Instant.parse(text + "T00:00:00Z")
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                return null;
            }
        }

        static int compare(Object a, Object b) {
            if (a instanceof Instant one && b instanceof Instant other) {
                return one.compareTo(other);
            }
            if (a instanceof Number one && b instanceof Number other) {
                return Double.compare(one.doubleValue(), other.doubleValue());
            }
            if (a instanceof Boolean one && b instanceof Boolean other) {
                return Boolean.compare(one, other);
            }
            return a.toString().compareToIgnoreCase(b.toString());
        }
    }
}
