package app.tandem.sandbox.salesforce;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what the names in a statement mean in this org, as this user may see it. */
final class Resolver {

    /** The way from a record to a parent. */
    record Hop(Field reference, boolean toName) {}

    private static final int MOST_LEVELS = 5;

    final OrgStore store;
    final Viewer viewer;
    final String statement;

    Resolver(OrgStore store, Viewer viewer, String statement) {
        this.store = store;
        this.viewer = viewer;
        this.statement = statement;
    }

    /** The object a statement asks for. */
    ObjectType from(Soql.Path path) {
        ObjectType type = path.parts().size() == 1 ? viewer.schema().find(path.text()) : null;
        if (type == null || !type.accepts("query")) {
            throw Refusal.inQuery(
                    "INVALID_TYPE",
                    "sObject type '" + path.text()
                            + "' is not supported. If you are attempting to use a custom object, be sure"
                            + " to append the '__c' after the entity name. Please reference your WSDL or the describe call for the"
                            + " appropriate names.",
                    statement,
                    path.pos());
        }
        return type;
    }

    /** The names after the alias or the object's own name, if the path starts with one. */
    static List<String> names(Soql.Path path, ObjectType type, @Nullable String alias) {
        List<String> parts = path.parts();
        boolean prefixed = parts.size() > 1
                && (parts.getFirst().equalsIgnoreCase(alias)
                        || (parts.getFirst().equalsIgnoreCase(type.name())
                                && type.parent(type.name()).isEmpty()));
        return prefixed ? parts.subList(1, parts.size()) : parts;
    }

    Operand<Row> operand(ObjectType type, @Nullable String alias, Soql.Value value) {
        return switch (value) {
            case Soql.Path path -> field(type, names(path, type, alias), path.pos());
            case Soql.Function call -> function(type, alias, call);
        };
    }

    private Operand<Row> function(ObjectType type, @Nullable String alias, Soql.Function call) {
        if (call.argument() == null) {
            throw Refusal.inQuery("MALFORMED_QUERY", "unexpected token: '" + call.name() + "'", statement, call.pos());
        }
        Operand<Row> inner = operand(type, alias, call.argument());
        Function<Row, @Nullable Object> value = inner.value();
        return switch (call.name().toUpperCase(Locale.ROOT)) {
            case "TOLABEL", "FORMAT", "CONVERTCURRENCY", "CONVERTTIMEZONE" ->
                new Operand<>(inner.field(), value, false);
            case "DAY_ONLY" -> new Operand<>(typed(inner.field(), "date"), row -> day(value.apply(row)), false);
            case "CALENDAR_YEAR" -> number(inner, row -> day(value.apply(row)), LocalDate::getYear);
            case "CALENDAR_MONTH" -> number(inner, row -> day(value.apply(row)), LocalDate::getMonthValue);
            case "DAY_IN_MONTH" -> number(inner, row -> day(value.apply(row)), LocalDate::getDayOfMonth);
            default ->
                throw Refusal.inQuery(
                        "MALFORMED_QUERY", "unexpected token: '" + call.name() + "'", statement, call.pos());
        };
    }

    /** A field, perhaps of a parent. */
    Operand<Row> field(ObjectType type, List<String> names, Soql.Pos pos) {
        List<Hop> hops = new ArrayList<>();
        ObjectType at = type;
        for (String relationship : names.subList(0, names.size() - 1)) {
            Hop hop = hop(at, relationship, pos);
            hops.add(hop);
            at = target(hop, pos);
        }
        if (hops.size() > MOST_LEVELS) {
            throw Refusal.inQuery(
                    "MALFORMED_QUERY", "maximum " + MOST_LEVELS + " levels of relationships", statement, pos);
        }
        Field field = own(at, names.getLast(), pos);
        boolean asName = at == Names.NAME;
        if (hops.isEmpty()) {
            return new Operand<>(field, row -> Names.value(store, row, field, asName), true);
        }
        return new Operand<>(
                field,
                row -> {
                    Row parent = walk(row, hops);
                    return parent == null ? null : Names.value(store, parent, field, asName);
                },
                false);
    }

    /** A field of the type itself. */
    Field own(ObjectType type, String name, Soql.Pos pos) {
        Field field = type.field(name);
        if (field == null || field.junction()) {
            throw Refusal.inQuery(
                    "INVALID_FIELD",
                    "No such column '" + name + "' on entity '" + type.name()
                            + "'. If you are attempting to use a custom field,"
                            + " be sure to append the '__c' after the custom field name. Please reference your WSDL or the"
                            + " describe call for the appropriate names.",
                    statement,
                    pos);
        }
        return field;
    }

    Hop hop(ObjectType type, String relationship, Soql.Pos pos) {
        Field reference = type.parent(relationship)
                .orElseThrow(() -> Refusal.inQuery(
                        "INVALID_FIELD",
                        "Didn't understand relationship '" + relationship
                                + "' in field path. If you are attempting to use a custom relationship, be sure to append the"
                                + " '__r' after the custom relationship name. Please reference your WSDL or the describe call for"
                                + " the appropriate names.",
                        statement,
                        pos));
        return new Hop(reference, reference.polymorphic());
    }

    ObjectType target(Hop hop, Soql.Pos pos) {
        if (hop.toName()) {
            return Names.NAME;
        }
        ObjectType type = hop.reference().to().isEmpty()
                ? null
                : viewer.schema().find(hop.reference().to().getFirst());
        if (type == null) {
            throw Refusal.inQuery(
                    "INVALID_FIELD",
                    "Didn't understand relationship '" + hop.reference().rel() + "' in field path.",
                    statement,
                    pos);
        }
        return type;
    }

    @Nullable
    Row walk(Row row, List<Hop> hops) {
        Row at = row;
        for (Hop hop : hops) {
            at = parent(at, hop);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** The parent a user may see; null otherwise. */
    @Nullable
    Row parent(Row row, Hop hop) {
        Row parent = store.live(row.text(hop.reference().name()));
        return viewer.canRead(parent) ? parent : null;
    }

    private static Operand<Row> number(
            Operand<Row> inner, Function<Row, @Nullable LocalDate> day, Function<LocalDate, Integer> part) {
        return new Operand<>(
                typed(inner.field(), "int"),
                row -> {
                    LocalDate found = day.apply(row);
                    return found == null ? null : Long.valueOf(part.apply(found));
                },
                false);
    }

    private static @Nullable LocalDate day(@Nullable Object value) {
        return value instanceof Instant instant ? LocalDate.ofInstant(instant, ZoneOffset.UTC) : (LocalDate) value;
    }

    static Field typed(Field field, String type) {
        return new Field(
                Objects.requireNonNull(field.name()), type, 0, 0, 0, "n", List.of(), null, null, null, null, List.of());
    }
}
