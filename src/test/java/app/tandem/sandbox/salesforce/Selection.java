package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a select list takes from a record. Fields of one parent come together, in the order they were asked for. */
final class Selection {

    private final QueryEngine engine;
    private final Resolver names;
    private final ObjectType type;
    private final @Nullable String alias;
    private final List<BiConsumer<Row, Rec>> steps = new ArrayList<>();
    private final Map<String, Selection> parents = new LinkedHashMap<>();

    Selection(QueryEngine engine, Resolver names, ObjectType type, Soql.Query query) {
        this(engine, names, type, query.alias());
        query.select().forEach(this::add);
    }

    private Selection(QueryEngine engine, Resolver names, ObjectType type, @Nullable String alias) {
        this.engine = engine;
        this.names = names;
        this.type = type;
        this.alias = alias;
    }

    Rec pick(Row row) {
        Rec rec = Rec.of(type.name(), row.type, row.id);
        steps.forEach(step -> step.accept(row, rec));
        return rec;
    }

    private void add(Soql.Item item) {
        switch (item) {
            case Soql.Path path -> path(Resolver.names(path, type, alias), path.pos());
            case Soql.Aliased aliased ->
                throw Refusal.inQuery(
                        "MALFORMED_QUERY",
                        "only aggregate expressions use field aliasing",
                        names.statement,
                        aliased.path().pos());
            case Soql.Function call -> function(call);
            case Soql.Fields fields -> fields(fields);
            case Soql.Sub sub -> sub(sub.query());
            case Soql.TypeOf typeOf -> typeOf(typeOf);
        }
    }

    private void path(List<String> parts, Soql.Pos pos) {
        if (parts.size() == 1) {
            Field field = names.own(type, parts.getFirst(), pos);
            steps.add((row, rec) ->
                    rec.values().put(field.name(), Names.value(names.store, row, field, type == Names.NAME)));
            return;
        }
        Resolver.Hop hop = names.hop(type, parts.getFirst(), pos);
        String relationship = Objects.requireNonNull(hop.reference().rel());
        Selection parent = parents.get(relationship);
        if (parent == null) {
            parent = new Selection(engine, names, names.target(hop, pos), (String) null);
            parents.put(relationship, parent);
            Selection chosen = parent;
            steps.add((row, rec) -> {
                Row found = names.parent(row, hop);
                rec.values().put(relationship, found == null ? null : chosen.pick(found));
            });
        }
        parent.path(parts.subList(1, parts.size()), pos);
    }

    private void function(Soql.Function call) {
        Operand<Row> operand = names.operand(type, alias, call);
        String name = call.alias() != null
                ? call.alias()
                : call.argument() instanceof Soql.Path path
                        ? path.parts().getLast()
                        : operand.field().name();
        steps.add((row, rec) -> rec.values().put(name, operand.value().apply(row)));
    }

    private void fields(Soql.Fields fields) {
        type.fields().stream()
                .filter(field -> !field.junction() && !field.type().equals("base64"))
                .filter(field -> fields.which().equals("ALL") || fields.which().equals("CUSTOM") == field.custom())
                .forEach(field -> path(List.of(field.name()), fields.pos()));
    }

    private void sub(Soql.Query query) {
        String relationship = query.from().parts().getLast();
        ObjectType.Child child = type.child(relationship)
                .orElseThrow(() -> Refusal.inQuery(
                        "INVALID_TYPE",
                        "Didn't understand relationship '" + relationship
                                + "' in FROM part of query call. If you are attempting to use a custom relationship, be sure to"
                                + " append the '__r' after the custom relationship name. Please reference your WSDL or the describe"
                                + " call for the appropriate names.",
                        names.statement,
                        query.from().pos()));
        ObjectType childType = names.viewer.schema().type(child.object());
        Selection selection = new Selection(engine, names, childType, query);
        Predicate<Row> where = engine.where(childType, query);
        Table table = names.store.table(child.object());
        steps.add((row, rec) -> {
            List<Rec> found = engine.children(childType, query, where, table.by(child.field(), row.id)).stream()
                    .map(selection::pick)
                    .toList();
            rec.values().put(child.relationship(), found.isEmpty() ? null : new Rec.Rows(found));
        });
    }

    private void typeOf(Soql.TypeOf typeOf) {
        Resolver.Hop hop = names.hop(type, typeOf.relationship(), typeOf.pos());
        if (!hop.toName()) {
            throw Refusal.inQuery(
                    "MALFORMED_QUERY",
                    "TYPEOF is only allowed on polymorphic relationships",
                    names.statement,
                    typeOf.pos());
        }
        Map<String, Selection> branches = new LinkedHashMap<>();
        for (Soql.Branch branch : typeOf.branches()) {
            ObjectType target = names.from(new Soql.Path(List.of(branch.type()), typeOf.pos()));
            branches.put(target.name(), branch(target, branch.paths()));
        }
        Selection otherwise = branch(Names.NAME, typeOf.otherwise());
        String relationship = Objects.requireNonNull(hop.reference().rel());
        steps.add((row, rec) -> {
            Row found = names.parent(row, hop);
            rec.values()
                    .put(
                            relationship,
                            found == null
                                    ? null
                                    : branches.getOrDefault(found.type, otherwise)
                                            .pick(found));
        });
    }

    private Selection branch(ObjectType target, List<Soql.Path> paths) {
        Selection selection = new Selection(engine, names, target, (String) null);
        paths.forEach(path -> selection.path(path.parts(), path.pos()));
        return selection;
    }
}
