package app.tandem.crm.salesforce;

import app.tandem.crm.FileTrace;
import app.tandem.crm.RecordTrace;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Takes records and files back, and looks whether that may be done. */
final class RecordTaking {

    private static final int IDS_PER_QUERY = 2_000;
    private static final String USER = "005";
    private static final String ATTACHMENT = "00P";
    private static final List<String> STAMPS =
            List.of("Id", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById");

    private final Queries queries;

    RecordTaking(Queries queries) {
        this.queries = queries;
    }

    /** Sorted by object, since a call takes few changes of type (salesforce-notes 3.3). */
    static List<WriteOutcome> delete(Writing writing, List<RecordRef> records) {
        WriteOutcome[] outcomes = new WriteOutcome[records.size()];
        List<Integer> order = IntStream.range(0, records.size())
                .boxed()
                .sorted(Comparator.comparing(i -> records.get(i).type()))
                .toList();
        for (List<Integer> slice : Slices.of(order, Slices.MOST_ROWS, Long.MAX_VALUE, i -> 1)) {
            List<WriteOutcome> some =
                    writing.delete(slice.stream().map(i -> records.get(i).id()).toList());
            for (int i = 0; i < slice.size(); i++) {
                outcomes[slice.get(i)] = goneIfHidden(some.get(i));
            }
        }
        return Arrays.asList(outcomes);
    }

    /** A record that was purged, or was never to be seen, has an id that leads nowhere. */
    private static WriteOutcome goneIfHidden(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Refused refused && refused.code().equals("INVALID_CROSS_REFERENCE_KEY")
                ? new WriteOutcome.Gone()
                : outcome;
    }

    Map<RecordRef, RecordTrace> trace(Collection<RecordRef> records) {
        Map<String, List<String>> byType = new TreeMap<>();
        records.forEach(record ->
                byType.computeIfAbsent(record.type(), type -> new ArrayList<>()).add(record.id()));
        Map<RecordRef, RecordTrace> traces = new HashMap<>();
        byType.forEach((type, ids) -> {
            Map<String, RecordTrace> some = type.equals("EmailMessage") ? mails(ids) : stamps(type, ids);
            some.forEach((id, trace) -> traces.put(new RecordRef(type, id), trace));
        });
        return traces;
    }

    private Map<String, RecordTrace> stamps(String type, Collection<String> ids) {
        Map<String, RecordTrace> stamps = new HashMap<>();
        rows(type, ids, STAMPS).forEach(row -> stamps.put(row.id(), trace(row)));
        return stamps;
    }

    /** Salesforce makes a Task beside every mail; people work on that, and it goes with the mail. */
    private Map<String, RecordTrace> mails(Collection<String> ids) {
        List<String> fields = new ArrayList<>(STAMPS);
        fields.add("ActivityId");
        Map<String, RecordTrace> mails = new HashMap<>();
        Map<String, String> mailOfTask = new HashMap<>();
        for (Rec row : rows("EmailMessage", ids, fields)) {
            mails.put(row.id(), trace(row));
            String task = row.reference("ActivityId");
            if (task != null) {
                mailOfTask.put(task, row.id());
            }
        }
        stamps("Task", mailOfTask.keySet()).forEach((task, trace) -> {
            if (trace.isChanged()) {
                mails.put(mailOfTask.getOrDefault(task, task), trace);
            }
        });
        return mails;
    }

    private List<Rec> rows(String type, Collection<String> ids, List<String> fields) {
        return type.equals("Task")
                ? queries.tasks(ids, IDS_PER_QUERY, fields, some -> Where.in("Id", some))
                : queries.about(ids, 1, IDS_PER_QUERY, fields, type, some -> Where.in("Id", some));
    }

    private static RecordTrace trace(Rec row) {
        Instant created = row.time("CreatedDate");
        return new RecordTrace(
                created, id(row, "CreatedById"), row.time("LastModifiedDate"), id(row, "LastModifiedById"));
    }

    private static String id(Rec row, String field) {
        String id = row.reference(field);
        return id == null ? row.required(field) : id;
    }

    Map<String, FileTrace> files(Collection<String> ids) {
        Map<String, FileTrace> files = new HashMap<>();
        Set<String> attachments = new HashSet<>();
        Set<String> versions = new HashSet<>();
        ids.forEach(id -> (id.startsWith(ATTACHMENT) ? attachments : versions).add(id));
        for (Rec row : rows("Attachment", attachments, List.of("Id", "ParentId"))) {
            RecordRef whole = new RecordRef("Attachment", row.id());
            files.put(row.id(), new FileTrace(whole, Set.of(id(row, "ParentId")), true));
        }
        List<Rec> contents = rows("ContentVersion", versions, List.of("Id", "ContentDocumentId", "IsLatest"));
        Map<String, Set<String>> holders = holders(contents);
        for (Rec row : contents) {
            String document = id(row, "ContentDocumentId");
            files.put(
                    row.id(),
                    new FileTrace(
                            new RecordRef("ContentDocument", document),
                            holders.getOrDefault(document, Set.of()),
                            row.flag("IsLatest")));
        }
        return files;
    }

    private Map<String, Set<String>> holders(List<Rec> contents) {
        Map<String, Set<String>> holders = new HashMap<>();
        contents.forEach(row -> holders.put(id(row, "ContentDocumentId"), new HashSet<>()));
        for (Rec link : queries.about(
                holders.keySet(),
                1,
                IDS_PER_QUERY,
                List.of("ContentDocumentId", "LinkedEntityId"),
                "ContentDocumentLink",
                some -> Where.in("ContentDocumentId", some))) {
            String holder = id(link, "LinkedEntityId");
            if (!holder.startsWith(USER)) {
                holders.getOrDefault(id(link, "ContentDocumentId"), new HashSet<>())
                        .add(holder);
            }
        }
        return holders;
    }
}
