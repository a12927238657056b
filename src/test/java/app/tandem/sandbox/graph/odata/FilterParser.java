package app.tandem.sandbox.graph.odata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code $filter} by recursive descent and checks every name and literal against the schema. */
public final class FilterParser {

    /** A filter and the properties it speaks of, in order. */
    public record Filter(Expr expr, Set<String> properties) {
        /** The names of top-level properties it needs. */
        public Set<String> roots() {
            Set<String> roots = new LinkedHashSet<>();
            properties.forEach(path -> roots.add(path.split("/")[0]));
            return roots;
        }
    }

    private static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final Set<String> TEXT = Set.of("contains", "startswith", "endswith");

    private final Schema schema = Schema.mail();
    private final List<FilterToken> tokens;
    private final String type;
    private final Set<String> properties = new LinkedHashSet<>();
    private int at;
    private @Nullable String variable;
    private String elementType = "";

    private FilterParser(String text, String type) {
        this.tokens = FilterToken.all(text);
        this.type = type;
    }

    /** Reads a filter on a type; {@link Problem} 400 when it does not fit. */
    public static Filter parse(String text, String type) {
        FilterParser parser = new FilterParser(text, type);
        Expr expr = parser.or();
        parser.expect("");
        return new Filter(expr, parser.properties);
    }

    private Expr or() {
        Expr left = and();
        while (accept("or")) {
            left = new Expr.Or(left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (accept("and")) {
            left = new Expr.And(left, not());
        }
        return left;
    }

    private Expr not() {
        if (accept("not")) {
            return new Expr.Not(not());
        }
        if (accept("(")) {
            Expr inner = or();
            expect(")");
            return inner;
        }
        return predicate();
    }

    private Expr predicate() {
        if (TEXT.contains(peek().text().toLowerCase(Locale.ROOT)) && next(1).is("(")) {
            return text();
        }
        if (elements()) {
            return elementsOf();
        }
        Expr.Value left = value(null);
        if (accept("in")) {
            return in(left);
        }
        if (!OPERATORS.contains(peek().text())) {
            return flag(left);
        }
        String operator = take().text();
        return new Expr.Compare(left, operator, value(left));
    }

    private Expr flag(Expr.Value value) {
        if (value instanceof Expr.Path path && path.type().equals("Boolean")) {
            return new Expr.Flag(value);
        }
        throw syntax();
    }

    private Expr text() {
        String function = take().text().toLowerCase(Locale.ROOT);
        expect("(");
        Expr.Value in = value(null);
        expect(",");
        Expr.Value what = value(in);
        expect(")");
        return new Expr.Text(function, in, what);
    }

    private Expr in(Expr.Value left) {
        expect("(");
        List<Expr.Value> among = new ArrayList<>();
        do {
            among.add(value(left));
        } while (accept(","));
        expect(")");
        return new Expr.In(left, among);
    }

    /** Whether a path that ends in any or all stands here. */
    private boolean elements() {
        for (int i = 0; next(i).kind() == FilterToken.Kind.WORD; i += 2) {
            if (next(i).isWord("any") || next(i).isWord("all")) {
                return next(i + 1).is("(");
            }
            if (!next(i + 1).is("/")) {
                return false;
            }
        }
        return false;
    }

    private Expr elementsOf() {
        String name = canonical(take().text());
        expect("/");
        boolean every = take().isWord("all");
        Schema.Ref ref = collection(name);
        properties.add(name);
        expect("(");
        if (accept(")")) {
            return new Expr.Elements(every, List.of(name), "", null);
        }
        variable = take().text();
        elementType = ref.name();
        expect(":");
        Expr inner = or();
        expect(")");
        String used = variable;
        variable = null;
        return new Expr.Elements(every, List.of(name), used, inner);
    }

    /** Graph takes {@code Extensions} and {@code extensions}; properties otherwise keep their case. */
    private String canonical(String name) {
        return name.equals("Extensions") ? "extensions" : name;
    }

    private Schema.Ref collection(String name) {
        Schema.Ref ref = schema.property(type, name)
                .or(() -> schema.navigation(type, name))
                .orElseThrow(() -> unknown(name, type));
        boolean filterable = List.of(
                        "categories",
                        "emailAddresses",
                        "singleValueExtendedProperties",
                        "multiValueExtendedProperties",
                        "extensions")
                .contains(name);
        if (!ref.collection() || !filterable) {
            throw Problem.bad("ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
        }
        return ref;
    }

    private Expr.Value value(Expr.@Nullable Value other) {
        FilterToken token = peek();
        return switch (token.kind()) {
            case STRING -> literal(take(), other);
            case NUMBER, TIME -> literal(take(), other);
            case WORD -> word(other);
            default -> throw syntax();
        };
    }

    private Expr.Value word(Expr.@Nullable Value other) {
        String word = peek().text();
        if (word.equals("true") || word.equals("false") || word.equals("null")) {
            take();
            return new Expr.Literal(word.equals("null") ? null : Boolean.valueOf(word));
        }
        if (word.equals("cast") && next(1).is("(")) {
            return cast();
        }
        if (word.startsWith("microsoft.graph.") && next(1).kind() == FilterToken.Kind.STRING) {
            take();
            return literal(take(), other);
        }
        return path();
    }

    private Expr.Value cast() {
        take();
        expect("(");
        Expr.Value inner = value(null);
        expect(",");
        String target = take().text();
        expect(")");
        return new Expr.Cast(inner, target);
    }

    private Expr.Value path() {
        List<String> names = new ArrayList<>();
        do {
            names.add(take().text());
        } while (accept("/"));
        boolean ofElement = names.getFirst().equals(variable);
        if (ofElement) {
            names.removeFirst();
            return new Expr.Path(variable, names, names.isEmpty() ? elementType : typeOf(elementType, names));
        }
        properties.add(String.join("/", names));
        return new Expr.Path(null, names, typeOf(type, names));
    }

    private String typeOf(String from, List<String> names) {
        String current = from;
        for (String name : names) {
            String owner = current;
            Schema.Ref ref = schema.property(owner, name).orElseThrow(() -> unknown(name, owner));
            if (ref.collection()) {
                throw Problem.bad("ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.");
            }
            current = ref.name();
        }
        return current;
    }

    private Expr.Value literal(FilterToken token, Expr.@Nullable Value other) {
        String wanted = other instanceof Expr.Path path ? path.type() : other instanceof Expr.Cast ? "cast" : "";
        Object value = switch (token.kind()) {
            case NUMBER -> Double.parseDouble(token.text());
            case TIME -> Expr.Values.time(token.text());
            default -> token.text();
        };
        boolean enumeration = schema.enums().containsKey(wanted);
        boolean fits = switch (wanted) {
            case "", "cast" -> true;
            case "DateTimeOffset" -> token.kind() == FilterToken.Kind.TIME && value != null;
            case "Boolean" -> false;
            case "Int32", "Int64" -> token.kind() == FilterToken.Kind.NUMBER;
            default -> token.kind() == FilterToken.Kind.STRING;
        };
        if (enumeration && !schema.enums().get(wanted).contains(token.text())) {
            throw Problem.query("The string '" + token.text() + "' is not a valid enumeration type constant.");
        }
        if (!fits) {
            throw Problem.query("A binary operator with incompatible types was detected. Found operand types 'Edm."
                    + wanted + "' and 'Edm." + token.kind().edm() + "' for operator kind 'Equal'.");
        }
        return new Expr.Literal(value);
    }

    private static Problem unknown(String name, String type) {
        return Problem.query("Could not find a property named '" + name + "' on type '" + Names.outlook(type) + "'.");
    }

    private boolean accept(String text) {
        boolean there = peek().is(text);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(String text) {
        if (!accept(text) && !(text.isEmpty() && peek().kind() == FilterToken.Kind.END)) {
            throw syntax();
        }
    }

    private FilterToken peek() {
        return next(0);
    }

    private FilterToken next(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    private FilterToken take() {
        FilterToken token = peek();
        at++;
        return token;
    }

    private Problem syntax() {
        return Problem.bad("BadRequest", "Invalid filter clause: syntax error at position " + peek().position() + ".");
    }
}
