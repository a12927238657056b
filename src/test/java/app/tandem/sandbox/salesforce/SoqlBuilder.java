package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** From the parse tree to what the statement says. */
final class SoqlBuilder {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LARGEST_OFFSET = 2_000;

    private final String statement;

    SoqlBuilder(String statement) {
        this.statement = statement;
    }

    Soql.Query query(SoqlParser.QueryContext tree) {
        for (SoqlParser.ForWhatContext what : tree.forWhat()) {
            if (what.UPDATE() != null) {
                throw malformed(what.getStart(), "FOR UPDATE is not allowed in this context");
            }
        }
        SoqlParser.SourceContext source = tree.source(0);
        if (tree.source().size() > 1) {
            throw malformed(
                    tree.source(1).getStart(), "only aliases of the main object's relationships are allowed here");
        }
        int conditions = tree.HAVING() == null ? 0 : 1;
        List<SoqlParser.ConditionContext> where = tree.condition();
        return new Soql.Query(
                tree.selectItem().stream().map(this::item).toList(),
                path(source.path()),
                source.IDENT() == null ? null : source.IDENT().getText(),
                tree.SCOPE() == null ? null : tree.name().getText(),
                where.size() > conditions ? condition(where.getFirst()) : null,
                tree.groupItem().stream().map(this::group).toList(),
                conditions == 0 ? null : condition(where.getLast()),
                tree.orderItem().stream().map(this::order).toList(),
                tree.LIMIT() == null ? null : number(tree.INTEGER(0), Long.MAX_VALUE),
                tree.OFFSET() == null ? null : number(tree.INTEGER().getLast(), LARGEST_OFFSET),
                Soql.Pos.of(tree.getStart()));
    }

    private Long number(TerminalNode digits, long largest) {
        long value = Long.parseLong(digits.getText());
        if (value < 0 || value > largest) {
            throw Refusal.inQuery(
                    "NUMBER_OUTSIDE_VALID_RANGE",
                    "Maximum SOQL offset allowed is " + LARGEST_OFFSET,
                    statement,
                    Soql.Pos.of(digits.getSymbol()));
        }
        return value;
    }

    private Soql.Item item(SoqlParser.SelectItemContext item) {
        return switch (item) {
            case SoqlParser.SubQueryContext sub -> new Soql.Sub(query(sub.query()));
            case SoqlParser.TypeOfContext type ->
                new Soql.TypeOf(
                        type.name().getText(),
                        type.typeBranch().stream()
                                .map(branch -> new Soql.Branch(branch.name().getText(), paths(branch.path())))
                                .toList(),
                        paths(type.path()),
                        Soql.Pos.of(type.getStart()));
            case SoqlParser.FieldsOfContext fields ->
                new Soql.Fields(fields.getChild(2).getText().toUpperCase(Locale.ROOT), Soql.Pos.of(fields.getStart()));
            case SoqlParser.FunctionItemContext call ->
                function(
                        call.function(),
                        call.alias() == null ? null : call.alias().getText());
            case SoqlParser.PathItemContext plain ->
                plain.alias() == null
                        ? path(plain.path())
                        : new Soql.Aliased(path(plain.path()), plain.alias().getText());
            default -> throw new IllegalStateException(item.getText());
        };
    }

    private Soql.Value group(SoqlParser.GroupItemContext item) {
        return value(item.function(), item.path());
    }

    private Soql.Order order(SoqlParser.OrderItemContext item) {
        return new Soql.Order(value(item.function(), item.path()), item.DESC() != null, item.LAST() != null);
    }

    private Soql.Value value(SoqlParser.@Nullable FunctionContext function, SoqlParser.@Nullable PathContext path) {
        return function != null ? function(function, null) : path(java.util.Objects.requireNonNull(path));
    }

    private Soql.Function function(SoqlParser.FunctionContext call, @Nullable String alias) {
        Soql.Value argument =
                call.function() == null && call.path() == null ? null : value(call.function(), call.path());
        return new Soql.Function(call.name().getText(), argument, alias, Soql.Pos.of(call.getStart()));
    }

    private List<Soql.Path> paths(List<SoqlParser.PathContext> paths) {
        return paths.stream().map(this::path).toList();
    }

    private Soql.Path path(SoqlParser.PathContext path) {
        return new Soql.Path(
                path.name().stream().map(ParserRuleContext::getText).toList(), Soql.Pos.of(path.getStart()));
    }

    private Soql.Condition condition(SoqlParser.ConditionContext tree) {
        return switch (tree) {
            case SoqlParser.SingleContext single -> operand(single.operand());
            case SoqlParser.ConjunctionContext all -> new Soql.All(operands(all.operand()));
            case SoqlParser.DisjunctionContext any -> new Soql.Any(operands(any.operand()));
            default -> throw new IllegalStateException(tree.getText());
        };
    }

    private List<Soql.Condition> operands(List<SoqlParser.OperandContext> operands) {
        return operands.stream().map(this::operand).toList();
    }

    private Soql.Condition operand(SoqlParser.OperandContext tree) {
        return switch (tree) {
            case SoqlParser.NegationContext not -> new Soql.Not(operand(not.operand()));
            case SoqlParser.GroupedContext grouped -> condition(grouped.condition());
            case SoqlParser.PlainContext plain -> comparison(plain.comparison());
            default -> throw new IllegalStateException(tree.getText());
        };
    }

    private Soql.Condition comparison(SoqlParser.ComparisonContext tree) {
        return switch (tree) {
            case SoqlParser.CompareContext c ->
                new Soql.Compare(left(c.left()), c.operator().getText().toUpperCase(Locale.ROOT), literal(c.literal()));
            case SoqlParser.SemiJoinContext c -> new Soql.SemiJoin(left(c.left()), c.NOT() != null, query(c.query()));
            case SoqlParser.InListContext c ->
                new Soql.In(
                        left(c.left()),
                        c.NOT() != null,
                        c.literal().stream().map(this::literal).toList());
            case SoqlParser.MultiContext c ->
                new Soql.Multi(
                        left(c.left()),
                        c.EXCLUDES() != null,
                        c.STRING().stream()
                                .map(s -> text(s.getSymbol()).value())
                                .toList());
            default -> throw new IllegalStateException(tree.getText());
        };
    }

    private Soql.Value left(SoqlParser.LeftContext left) {
        return value(left.function(), left.path());
    }

    private Soql.Literal literal(SoqlParser.LiteralContext tree) {
        Token token = tree.getStart();
        String text = token.getText();
        try {
            return switch (token.getType()) {
                case SoqlLexer.STRING -> text(token);
                case SoqlLexer.INTEGER, SoqlLexer.DECIMAL -> new Soql.Numeric(new BigDecimal(text));
                case SoqlLexer.DATE -> new Soql.Day(LocalDate.parse(text));
                case SoqlLexer.DATETIME -> new Soql.Moment(moment(text).toInstant());
                case SoqlLexer.TRUE -> new Soql.Bool(true);
                case SoqlLexer.FALSE -> new Soql.Bool(false);
                case SoqlLexer.NULL -> new Soql.Null();
                default ->
                    new Soql.DateWord(
                            text.toUpperCase(Locale.ROOT),
                            tree.INTEGER() == null
                                    ? 0
                                    : Integer.parseInt(tree.INTEGER().getText()),
                            Soql.Pos.of(token));
            };
        } catch (DateTimeException e) {
            throw malformed(token, "invalid date: " + text);
        }
    }

    private static OffsetDateTime moment(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return OffsetDateTime.parse(upper.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"));
    }

    private Soql.Text text(Token token) {
        String quoted = token.getText();
        if (quoted.length() - 2 > LONGEST_TEXT) {
            throw Refusal.inQuery(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    "string literal is too long: at most " + LONGEST_TEXT + " characters",
                    statement,
                    Soql.Pos.of(token));
        }
        StringBuilder value = new StringBuilder();
        StringBuilder like = new StringBuilder();
        List<Integer> wild = new ArrayList<>();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                value.append(c);
                like.append(c);
                continue;
            }
            char next = quoted.charAt(++i);
            switch (Character.toLowerCase(next)) {
                case 'n' -> both(value, like, '\n');
                case 'r' -> both(value, like, '\r');
                case 't' -> both(value, like, '\t');
                case 'b' -> both(value, like, '\b');
                case 'f' -> both(value, like, '\f');
                case '\'', '"' -> both(value, like, next);
                case '\\' -> {
                    value.append('\\');
                    like.append("\\\\");
                }
                case '%', '_' -> {
                    value.append(next);
                    like.append('\\').append(next);
                }
                case 'u' -> {
                    if (i + 4 >= quoted.length()
                            || !quoted.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
                        throw illegalEscape(token);
                    }
                    both(value, like, (char) Integer.parseInt(quoted.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> throw illegalEscape(token);
            }
        }
        return new Soql.Text(value.toString(), like.toString());
    }

    private static void both(StringBuilder one, StringBuilder other, char c) {
        one.append(c);
        other.append(c);
    }

    private Refusal illegalEscape(Token token) {
        return malformed(token, "Illegal character escape sequence in string literal");
    }

    private Refusal malformed(Token token, String message) {
        return Refusal.inQuery("MALFORMED_QUERY", message, statement, Soql.Pos.of(token));
    }
}
