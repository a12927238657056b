package app.tandem.crm.salesforce;

import app.tandem.crm.Row;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the records that rows with an unknown outcome became (reliability 2.4): by the unique key, EmailMessage also by
 * MessageIdentifier, and a Task without key by owner, day and age, told
 * apart by its reference line. Its subject says nothing: a person may have worded it otherwise between two attempts.
 */
final class LookUp {

    private static final int KEYS_PER_QUERY = 300;
    private static final int DAYS_PER_QUERY = 200;
    /** Longer than any attempt can stay unsettled without somebody noticing. */
    private static final Duration REACH = Duration.ofDays(7);

    private final Queries queries;
    private final OrgShape shape;
    private final Instant now;
    private final Map<Row, RecordRef> found = new LinkedHashMap<>();

    LookUp(Queries queries, OrgShape shape, Instant now) {
        this.queries = queries;
        this.shape = shape;
        this.now = now;
    }

    Map<Row, RecordRef> find(List<Row> rows) {
        Map<String, List<Row>> byType = new TreeMap<>();
        rows.forEach(row ->
                byType.computeIfAbsent(row.type(), type -> new ArrayList<>()).add(row));
        byType.forEach((type, some) -> {
            if (shape.hasMessageKey(type)) {
                byField(type, OrgShape.MESSAGE_KEY, some);
            }
            if (type.equals("EmailMessage")) {
                byField(
                        type,
                        "MessageIdentifier",
                        missing(some).stream().filter(row -> !row.copy()).toList());
                copies(missing(some).stream().filter(Row::copy).toList());
            }
            if (type.equals("Task")) {
                byReferenceLine(missing(some));
            }
        });
        return found;
    }

    /** Where there is no key, a copy is told from its original by the record it is filed under. */
    private void copies(List<Row> rows) {
        if (rows.isEmpty() || shape.hasMessageKey("EmailMessage")) {
            return;
        }
        for (Row row : rows) {
            if (row.fields().get("MessageIdentifier") instanceof String identifier
                    && row.fields().get("RelatedToId") instanceof String related) {
                List<Rec> records = queries.about(
                        List.of(identifier),
                        1,
                        KEYS_PER_QUERY,
                        List.of("Id", "CreatedDate"),
                        "EmailMessage",
                        some -> Where.all(
                                List.of(Where.in("MessageIdentifier", some), Where.is("RelatedToId", related))));
                oldestFirst(records).stream()
                        .findFirst()
                        .ifPresent(record -> found.put(row, ref("EmailMessage", record)));
            }
        }
    }

    private List<Row> missing(List<Row> rows) {
        return rows.stream().filter(row -> !found.containsKey(row)).toList();
    }

    private void byField(String type, String field, List<Row> rows) {
        Map<String, List<Row>> byValue = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.fields().get(field) instanceof String value) {
                byValue.computeIfAbsent(value.toLowerCase(Locale.ROOT), v -> new ArrayList<>())
                        .add(row);
            }
        }
        List<String> fields = List.of("Id", "CreatedDate", field);
        List<Rec> records = type.equals("Task")
                ? queries.tasks(byValue.keySet(), KEYS_PER_QUERY, fields, some -> Where.in(field, some))
                : queries.about(byValue.keySet(), 1, KEYS_PER_QUERY, fields, type, some -> Where.in(field, some));
        for (Rec record : oldestFirst(records)) {
            String value = record.required(field).toLowerCase(Locale.ROOT);
            byValue.getOrDefault(value, List.of()).forEach(row -> found.putIfAbsent(row, ref(type, record)));
        }
    }

    private void byReferenceLine(List<Row> rows) {
        Map<String, Row> byReference = new HashMap<>();
        Set<String> days = new LinkedHashSet<>();
        Set<String> undated = new LinkedHashSet<>();
        for (Row row : rows) {
            boolean told = row.fields().get("Description") instanceof String text
                    && text.stripTrailing().endsWith(row.referenceLine());
            if (told && row.fields().get("ActivityDate") instanceof LocalDate day) {
                byReference.put(row.referenceLine(), row);
                days.add(day.toString());
            } else if (told && row.fields().get("Subject") instanceof String subject) {
                byReference.put(row.referenceLine(), row);
                undated.add(XmlText.clean(subject));
            }
        }
        List<String> fields = List.of("Id", "CreatedDate", "Description");
        List<Rec> records = new ArrayList<>(
                queries.tasks(days, DAYS_PER_QUERY, fields, some -> recentTasks(Where.on("ActivityDate", some))));
        records.addAll(queries.tasks(undated, DAYS_PER_QUERY, fields, some -> recentTasks(Where.in("Subject", some))));
        for (Rec record : oldestFirst(records)) {
            Row row = byReference.get(lastLine(record.text("Description")));
            if (row != null) {
                found.putIfAbsent(row, ref("Task", record));
            }
        }
    }

    private Where recentTasks(Where which) {
        return Where.all(List.of(
                which, Where.is("OwnerId", shape.profile().userId()), Where.from("CreatedDate", now.minus(REACH))));
    }

    private static String lastLine(@org.jspecify.annotations.Nullable String text) {
        String body = text == null ? "" : text.stripTrailing();
        return body.substring(body.lastIndexOf('\n') + 1).strip();
    }

    private static List<Rec> oldestFirst(List<Rec> records) {
        return records.stream()
                .sorted(java.util.Comparator.comparing((Rec record) -> record.time("CreatedDate"))
                        .thenComparing(Rec::id))
                .toList();
    }

    private static RecordRef ref(String type, Rec record) {
        return new RecordRef(type, record.id());
    }
}
