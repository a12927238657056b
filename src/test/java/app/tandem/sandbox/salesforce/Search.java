package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/** SOSL: words looked for in names, addresses, numbers or all text of the objects asked for. */
final class Search {

    private static final int MOST = 2_000;
    private static final Set<String> STANDARD = Set.of("Account", "Contact", "Lead", "Opportunity", "Case", "User");

    private final Session session;
    private final String statement;
    private Predicate<String> test = text -> false;

    private Search(Session session, String statement) {
        this.session = session;
        this.statement = statement;
    }

    static Struct soap(Session session, String statement) {
        List<Struct> records = run(session, statement).stream()
                .map(rec -> Struct.of("record", rec))
                .toList();
        return Struct.of("queryId", "sandbox", "searchRecords", records);
    }

    static List<Rec> run(Session session, String statement) {
        return new Search(session, statement).run();
    }

    private List<Rec> run() {
        SoslParser.SearchContext tree = parse();
        String quoted = tree.TEXT().getText();
        test = SearchText.parse(quoted.substring(1, quoted.length() - 1));
        String scope = tree.IN() == null ? "ALL" : tree.getChild(3).getText().toUpperCase(Locale.ROOT);
        int limit = tree.INTEGER() == null
                ? MOST
                : Math.min(MOST, Integer.parseInt(tree.INTEGER().getText()));
        List<Rec> found = new ArrayList<>();
        if (tree.returned().isEmpty()) {
            STANDARD.forEach(type -> found.addAll(one(type, "Id", scope)));
        }
        for (SoslParser.ReturnedContext returned : tree.returned()) {
            String inside = returned.wanted() == null ? "" : source(returned.wanted());
            found.addAll(one(returned.word().getText(), inside.isBlank() ? "Id" : inside, scope));
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    /** What stands in a RETURNING's brackets is a piece of SOQL; it is read as one. */
    private List<Rec> one(String typeName, String inside, String scope) {
        String fields = inside;
        String rest = "";
        var clause = Pattern.compile("(?i)\\b(WHERE|ORDER\\s+BY|LIMIT|OFFSET|USING)\\b")
                .matcher(inside);
        if (clause.find()) {
            fields = inside.substring(0, clause.start());
            rest = inside.substring(clause.start());
        }
        String soql = "SELECT " + (fields.isBlank() ? "Id" : fields) + " FROM " + typeName + " " + rest;
        ObjectType type = session.viewer().schema().find(typeName);
        if (type == null || !type.accepts("search")) {
            throw Refusal.of("INVALID_TYPE", "sObject type '" + typeName + "' is not supported in search.");
        }
        QueryEngine engine = new QueryEngine(session.store(), session.viewer(), soql, false);
        Soql.Query query = Soql.parse(soql);
        return engine.run(query.unlimited()).records().stream()
                .filter(rec -> matches(Objects.requireNonNull(session.store().find(rec.id())), type, scope))
                .skip(query.offset() == null ? 0 : query.offset())
                .limit(query.limit() == null ? MOST : query.limit())
                .toList();
    }

    private boolean matches(Row row, ObjectType type, String scope) {
        StringBuilder text = new StringBuilder();
        for (Field field : type.fields()) {
            boolean wanted = switch (scope) {
                case "NAME" -> Describe.isName(type, field) || field.name().endsWith("Name");
                case "EMAIL" -> field.type().equals("email");
                case "PHONE" -> field.type().equals("phone");
                default -> field.isText();
            };
            Object value = wanted ? row.get(field.name()) : null;
            if (value != null) {
                text.append(value).append('\n');
            }
        }
        return test.test(text.toString());
    }

    private SoslParser.SearchContext parse() {
        SoslLexer lexer = new SoslLexer(CharStreams.fromString(statement));
        lexer.removeErrorListeners();
        SoslParser parser = new SoslParser(new CommonTokenStream(lexer));
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
                throw Refusal.inQuery(
                        "MALFORMED_SEARCH", "unexpected token", statement, new Soql.Pos(line, column + 1));
            }
        });
        return parser.search();
    }

    private static String source(SoslParser.WantedContext wanted) {
        if (wanted.getStart() == null || wanted.getStop() == null || wanted.getChildCount() == 0) {
            return "";
        }
        return wanted.getStart()
                .getInputStream()
                .getText(Interval.of(
                        wanted.getStart().getStartIndex(), wanted.getStop().getStopIndex()));
    }
}
