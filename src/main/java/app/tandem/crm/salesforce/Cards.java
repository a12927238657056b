package app.tandem.crm.salesforce;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.ObjectView;
import app.tandem.crm.RecordCard;
import app.tandem.item.RecordRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for what stands on a card and makes cards of rows. */
final class Cards {

    private static final String STAGE = "StageName";

    private final Directory directory;

    Cards(Directory directory) {
        this.directory = directory;
    }

    /** What must be selected for a card, below a path such as {@code Account.}, or an empty one. */
    List<String> selected(ObjectInfo info, ObjectView view, String path) {
        List<ObjectInfo.Field> fields = fields(info, view);
        directory.knowTargets(fields);
        List<String> names = new ArrayList<>(List.of("Id", info.nameField()));
        fields.forEach(field -> names.addAll(selected(field)));
        info.field(STAGE).ifPresent(stage -> names.add(stage.name()));
        sortField(info, view).ifPresent(sort -> names.add(sort.name()));
        return names.stream().distinct().map(name -> path + name).toList();
    }

    /** What must be selected for a field: a reference with the name of its record. */
    List<String> selected(ObjectInfo.Field field) {
        return field.type() == FieldType.REFERENCE
                ? Stream.concat(Stream.of(field.name()), directory.namePath(field).stream())
                        .toList()
                : List.of(field.name());
    }

    RecordCard card(ObjectInfo info, ObjectView view, Rec row, String path, Set<String> foundBy) {
        String id = RecordIds.full(row.required(path + "Id")).orElseThrow();
        List<FieldValue> values = fields(info, view).stream()
                .map(field -> value(field, row, path))
                .toList();
        return new RecordCard(
                new RecordRef(info.name(), id),
                name(info, row.text(path + info.nameField()), values),
                info.head().label(),
                values,
                stage(info, row.text(path + STAGE)),
                Set.copyOf(foundBy));
    }

    /** A record that people have no name for, such as a role, is called by the first thing that it says. */
    private static String name(ObjectInfo info, @Nullable String name, List<FieldValue> values) {
        return !info.nameField().equals(ObjectReading.NAMELESS)
                ? name == null ? "" : name
                : values.stream()
                        .map(FieldValue::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(info.head().label());
    }

    FieldValue value(ObjectInfo.Field field, Rec row, String path) {
        String text = row.text(path + field.name());
        if (text == null || text.isEmpty()) {
            return new FieldValue(field.name(), field.label(), field.type(), null, "");
        }
        Object value = typed(field, text);
        return new FieldValue(field.name(), field.label(), field.type(), value, shown(field, value, text, row, path));
    }

    /** The value of the field that orders a view; null last. */
    @Nullable
    Object sortKey(ObjectInfo info, ObjectView view, Rec row, String path) {
        return sortField(info, view)
                .map(field ->
                        row.text(path + field.name()) == null ? null : typed(field, row.required(path + field.name())))
                .orElse(null);
    }

    /** Orders by sort keys of one type, empty ones last, equal ones by name. */
    static Comparator<@Nullable Object> order(boolean descending) {
        Comparator<Object> values = Cards::compare;
        return Comparator.nullsLast(descending ? values.reversed() : values);
    }

    /** What orders the rows of a view. */
    List<Soql.Order> orders(ObjectInfo info, ObjectView view, String path) {
        return sortField(info, view)
                .map(field -> List.of(new Soql.Order(path + field.name(), view.descending())))
                .orElse(List.of());
    }

    private java.util.Optional<ObjectInfo.Field> sortField(ObjectInfo info, ObjectView view) {
        return java.util.Optional.ofNullable(view.sortBy())
                .flatMap(info::field)
                .filter(ObjectInfo.Field::sortable)
                .or(() -> info.field(info.nameField()).filter(ObjectInfo.Field::sortable));
    }

    private static List<ObjectInfo.Field> fields(ObjectInfo info, ObjectView view) {
        return view.fields().stream()
                .flatMap(name -> info.field(name).stream())
                .filter(field -> field.type() != FieldType.COMPOUND && field.type() != FieldType.OTHER)
                .toList();
    }

    private static RecordCard.@Nullable Stage stage(ObjectInfo info, @Nullable String stage) {
        if (stage == null || !info.name().equals("Opportunity")) {
            return null;
        }
        List<ObjectInfo.Pick> picks = info.field(STAGE).orElseThrow().picks().stream()
                .filter(ObjectInfo.Pick::active)
                .toList();
        int at = picks.stream().map(ObjectInfo.Pick::value).toList().indexOf(stage);
        return at < 0 ? null : new RecordCard.Stage(picks.get(at).label(), at + 1, picks.size());
    }

    /** A text that does not fit its field's type stays a text: formula fields can surprise. */
    private Object typed(ObjectInfo.Field field, String text) {
        try {
            return switch (field.type()) {
                case BOOLEAN -> Boolean.valueOf(text);
                case INTEGER, DECIMAL, CURRENCY, PERCENT -> number(field, text);
                case DATE -> LocalDate.parse(text.substring(0, Math.min(10, text.length())));
                case DATE_TIME -> Rec.instant(text);
                case MULTI_PICKLIST -> List.of(text.split(";"));
                case REFERENCE -> reference(field, text);
                default -> text;
            };
        } catch (NumberFormatException | java.time.DateTimeException | CallFailed e) {
            return text;
        }
    }

    /** 5 of a field with two decimals is 5.00; a formula that gives more than its field says is shown in full. */
    private static BigDecimal number(ObjectInfo.Field field, String text) {
        BigDecimal plain = new BigDecimal(text).stripTrailingZeros();
        return plain.setScale(Math.max(plain.scale(), field.scale()));
    }

    private Object reference(ObjectInfo.Field field, String id) {
        String full = RecordIds.full(id).orElse(id);
        String type = field.targets().size() == 1
                ? field.targets().getFirst()
                : directory.ofId(full).map(app.tandem.crm.ObjectHead::name).orElse("");
        return new RecordRef(type, full);
    }

    private String shown(ObjectInfo.Field field, Object value, String text, Rec row, String path) {
        return switch (field.type()) {
            case PICKLIST, COMBOBOX -> field.labelOf(text);
            case MULTI_PICKLIST ->
                Stream.of(text.split(";")).map(field::labelOf).collect(Collectors.joining("; "));
            case REFERENCE ->
                directory.namePath(field).map(name -> row.text(path + name)).orElse("");
            case INTEGER, DECIMAL, CURRENCY, PERCENT ->
                value instanceof BigDecimal number ? number.toPlainString() : text;
            default -> value.toString();
        };
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a instanceof String left && b instanceof String right) {
            return left.compareToIgnoreCase(right);
        }
        return a.getClass() == b.getClass() && a instanceof Comparable<?> left
                ? ((Comparable<Object>) left).compareTo(b)
                : a.toString().compareToIgnoreCase(b.toString());
    }
}
