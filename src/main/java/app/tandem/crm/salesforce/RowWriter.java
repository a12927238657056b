package app.tandem.crm.salesforce;

import app.tandem.crm.Row;
import app.tandem.item.WriteOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes rows of the port: sorted by object, since a call takes few changes of type (salesforce-notes 3.3), and without
 * the fields that this user turns out not to be allowed to write (sync Q-6: never fail the save for one).
 */
final class RowWriter {

    /** Of a call, with room for what is around the rows. */
    static final long MOST_BYTES = 40L * 1024 * 1024;

    private static final String NOT_WRITABLE = "INVALID_FIELD_FOR_INSERT_UPDATE";

    private final Conversation conversation;
    private final Supplier<OrgShape> describedAnew;

    RowWriter(Conversation conversation, Supplier<OrgShape> describedAnew) {
        this.conversation = conversation;
        this.describedAnew = describedAnew;
    }

    List<WriteOutcome> write(List<Row> rows) {
        WriteOutcome[] outcomes = new WriteOutcome[rows.size()];
        List<Integer> order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(java.util.Comparator.comparing(i -> rows.get(i).type()))
                .toList();
        try {
            write(rows, order, outcomes);
        } catch (CallFailed failed) {
            if (!Faults.isStaleDescribe(failed.code())) {
                throw failed;
            }
            write(allowed(rows, describedAnew.get(), Set.of()), order, outcomes);
        }
        withoutRefusedFields(rows, outcomes);
        return Arrays.asList(outcomes);
    }

    private void write(List<Row> rows, List<Integer> order, WriteOutcome[] outcomes) {
        Writing writing = new Writing(conversation);
        for (List<Integer> slice : Slices.of(order, Slices.MOST_ROWS, MOST_BYTES, i -> Values.size(rows.get(i)))) {
            List<WriteOutcome> some = writing.create(
                    slice.stream().map(i -> Values.record(rows.get(i))).toList());
            for (int i = 0; i < slice.size(); i++) {
                outcomes[slice.get(i)] = some.get(i);
            }
        }
    }

    /** Rows refused only for fields that may not be written are sent once more without them. */
    private void withoutRefusedFields(List<Row> rows, WriteOutcome[] outcomes) {
        Set<String> refused = new HashSet<>();
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] instanceof WriteOutcome.Refused row
                    && row.code().equals(NOT_WRITABLE)
                    && !row.fields().isEmpty()) {
                refused.addAll(row.fields());
                again.add(i);
            }
        }
        if (!again.isEmpty()) {
            List<Row> fewer = allowed(rows, describedAnew.get(), refused);
            try {
                write(fewer, again, outcomes);
            } catch (CallFailed failed) {
                again.forEach(i -> outcomes[i] = new WriteOutcome.Later(failed.code(), null));
            }
        }
    }

    private static List<Row> allowed(List<Row> rows, OrgShape shape, Set<String> refused) {
        return rows.stream().map(row -> allowed(row, shape, refused)).toList();
    }

    private static Row allowed(Row row, OrgShape shape, Set<String> refused) {
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.keySet()
                .removeIf(field -> refused.contains(field)
                        || shape.profile().field(row.type(), field).isEmpty());
        return new Row(row.type(), fields, row.attemptKey(), row.copy());
    }
}
