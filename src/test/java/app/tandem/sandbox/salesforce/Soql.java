package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What a SOQL statement says, before anybody asks whether the org has such things. */
final class Soql {

    static final int LONGEST = 100_000;

    private Soql() {}

    /** A place in the statement, both counted from 1. */
    record Pos(int row, int column) {
        static Pos of(Token token) {
            return new Pos(token.getLine(), token.getCharPositionInLine() + 1);
        }

        /** The piece of the statement around the place, a mark under it, and the place in words. */
        String show(@Nullable String statement) {
            String place = "ERROR at Row:" + row + ":Column:" + column + "\n";
            if (statement == null) {
                return place;
            }
            List<String> lines = statement.lines().toList();
            String line = row <= lines.size() ? lines.get(row - 1) : "";
            int from = Math.max(0, Math.min(column, line.length()) - 40);
            int to = Math.min(line.length(), column + 30);
            return "\n" + line.substring(from, to) + "\n" + " ".repeat(Math.max(0, column - 1 - from)) + "^\n" + place;
        }
    }

    record Path(List<String> parts, Pos pos) implements Value, Item {
        String text() {
            return String.join(".", parts);
        }
    }

    record Function(
            String name, @Nullable Value argument, @Nullable String alias, Pos pos) implements Value, Item {
        boolean is(String... names) {
            for (String each : names) {
                if (each.equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }

        boolean aggregate() {
            return is("COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM", "AVG");
        }
    }

    /** A field or a function of one. */
    sealed interface Value permits Path, Function {}

    /** What may stand in a select list. */
    sealed interface Item permits Path, Function, Aliased, Sub, TypeOf, Fields {}

    record Aliased(Path path, String alias) implements Item {}

    record Sub(Query query) implements Item {}

    record TypeOf(String relationship, List<Branch> branches, List<Path> otherwise, Pos pos) implements Item {}

    record Branch(String type, List<Path> paths) {}

    record Fields(String which, Pos pos) implements Item {}

    sealed interface Condition {}

    record All(List<Condition> parts) implements Condition {}

    record Any(List<Condition> parts) implements Condition {}

    record Not(Condition part) implements Condition {}

    record Compare(Value left, String operator, Literal right) implements Condition {}

    record In(Value left, boolean not, List<Literal> values) implements Condition {}

    record SemiJoin(Value left, boolean not, Query query) implements Condition {}

    record Multi(Value left, boolean excludes, List<String> values) implements Condition {}

    sealed interface Literal {}

    /** {@code like} keeps a backslash before % and _, so that they stand for themselves. */
    record Text(String value, String like) implements Literal {}

    record Numeric(BigDecimal value) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Null() implements Literal {}

    record Day(LocalDate value) implements Literal {}

    record Moment(Instant value) implements Literal {}

    /** TODAY, LAST_N_DAYS:3 … */
    record DateWord(String word, int count, Pos pos) implements Literal {}

    record Order(Value by, boolean descending, boolean nullsLast) {}

    record Query(
            List<Item> select,
            Path from,
            @Nullable String alias,
            @Nullable String scope,
            @Nullable Condition where,
            List<Value> groupBy,
            @Nullable Condition having,
            List<Order> orderBy,
            @Nullable Long limit,
            @Nullable Long offset,
            Pos pos) {

        /** The same for all rows. */
        Query unlimited() {
            return new Query(select, from, alias, scope, where, groupBy, having, orderBy, null, null, pos);
        }
    }

    /** Reads a statement, or refuses it as the platform does. */
    static Query parse(String statement) {
        if (statement.length() > LONGEST) {
            throw Refusal.of("MALFORMED_QUERY", "SOQL statement should not be longer than " + LONGEST + " characters");
        }
        SoqlLexer lexer = new SoqlLexer(CharStreams.fromString(statement));
        lexer.removeErrorListeners();
        SoqlParser parser = new SoqlParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object symbol,
                    int line,
                    int column,
                    String message,
                    @Nullable RecognitionException e) {
                String text = symbol instanceof Token token ? token.getText() : "";
                throw Refusal.inQuery(
                        "MALFORMED_QUERY",
                        text.equals("<EOF>") ? "unexpected token: '<EOF>'" : "unexpected token: '" + text + "'",
                        statement,
                        new Pos(line, column + 1));
            }
        });
        return new SoqlBuilder(statement).query(parser.statement().query());
    }
}
