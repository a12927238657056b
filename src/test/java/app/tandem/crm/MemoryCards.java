package app.tandem.crm;

import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.item.RecordRef;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cards of the records of {@link InMemoryCrm}. */
final class MemoryCards {

    private final InMemoryCrm org;

    MemoryCards(InMemoryCrm org) {
        this.org = org;
    }

    RecordCard card(ObjectInfo info, ObjectView view, Map<String, Object> record, Set<String> foundBy) {
        return new RecordCard(
                new RecordRef(info.name(), (String) record.get("Id")),
                name(info, record),
                info.head().label(),
                view.fields().stream()
                        .flatMap(field -> info.field(field).stream())
                        .map(field -> value(field, record))
                        .toList(),
                stage(info, (String) record.get("StageName")),
                foundBy);
    }

    FieldValue value(ObjectInfo.Field field, Map<String, Object> record) {
        Object stored = record.get(field.name());
        Object value = field.type() == FieldType.REFERENCE && stored instanceof String id
                ? new RecordRef(type(field, id), id)
                : stored instanceof Number number ? new BigDecimal(number.toString()) : stored;
        return new FieldValue(field.name(), field.label(), field.type(), value, text(value));
    }

    Comparator<Map<String, Object>> order(ObjectInfo info, ObjectView view) {
        String by = view.sortBy() == null ? info.nameField() : view.sortBy();
        Comparator<Map<String, Object>> keys = Comparator.comparing(record -> key(info, record, by));
        return (view.descending() ? keys.reversed() : keys).thenComparing(record -> name(info, record));
    }

    private static String key(ObjectInfo info, Map<String, Object> record, String field) {
        return field.equals(info.nameField())
                ? name(info, record).toLowerCase(Locale.ROOT)
                : String.valueOf(record.getOrDefault(field, "\uffff"));
    }

    private String type(ObjectInfo.Field field, String id) {
        return field.targets().size() == 1
                ? field.targets().getFirst()
                : java.util.Objects.requireNonNullElse(org.typeOf(id), "");
    }

    private String text(@Nullable Object value) {
        if (value instanceof RecordRef ref) {
            Map<String, Object> target = org.get(ref.id());
            ObjectInfo info = MemoryObjects.all().get(ref.type());
            return target == null || info == null ? "" : name(info, target);
        }
        return value == null ? "" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    static String name(ObjectInfo info, Map<String, Object> record) {
        Object name = record.get(info.nameField());
        if (name == null && record.get("LastName") != null) {
            return (record.getOrDefault("FirstName", "") + " " + record.get("LastName")).strip();
        }
        return name == null ? "" : name.toString();
    }

    private static RecordCard.@Nullable Stage stage(ObjectInfo info, @Nullable String stage) {
        List<String> stages = info.field("StageName")
                .map(field -> field.picks().stream().map(ObjectInfo.Pick::value).toList())
                .orElse(List.of());
        return stage == null || !stages.contains(stage)
                ? null
                : new RecordCard.Stage(stage, stages.indexOf(stage) + 1, stages.size());
    }
}
