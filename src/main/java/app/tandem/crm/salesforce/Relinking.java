package app.tandem.crm.salesforce;

import app.tandem.crm.Relink;
import app.tandem.crm.salesforce.Soql.Where;
import app.tandem.item.RecordRef;
import app.tandem.item.WriteOutcome;
import com.sforce.soap.partner.sobject.SObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives Tasks and EmailMessages other links (sync E-21, L-21). A message that was sent keeps all its fields but RelatedToId,
 * so its people are rows of EmailMessageRelation: whoever did not receive it becomes one of another kind, and whoever did
 * stays with the address alone when he is taken off (salesforce-notes 7.1; sync E-22). Its Task follows.
 */
final class Relinking {

    private static final int IDS_PER_QUERY = 300;
    private static final String RELATION = "EmailMessageRelation";
    private static final String OTHER = "OtherAddress";
    private static final Set<String> PEOPLE = Set.of("003", "00Q");

    /** A message as it is. */
    private record Present(Rec mail, List<Rec> relations) {}

    private final Writing writing;
    private final Queries queries;
    private final OrgShape shape;
    private final Map<String, WriteOutcome> worst = new HashMap<>();

    Relinking(Writing writing, Queries queries, OrgShape shape) {
        this.writing = writing;
        this.queries = queries;
        this.shape = shape;
    }

    List<WriteOutcome> write(List<Relink> records) {
        List<Relink> tasks = new ArrayList<>();
        List<Relink> mails = new ArrayList<>();
        records.forEach(relink -> (relink.record().type().equals("EmailMessage") ? mails : tasks).add(relink));
        if (!mails.isEmpty()) {
            tasks.addAll(mails(mails));
        }
        send(tasks, relink -> relink.record().id(), some -> writing.update(all(some, this::task)));
        WriteOutcome[] outcomes = new WriteOutcome[records.size()];
        for (int i = 0; i < outcomes.length; i++) {
            String id = records.get(i).record().id();
            outcomes[i] = worst.getOrDefault(id, new WriteOutcome.Done(id, null));
        }
        return Arrays.asList(outcomes);
    }

    private SObject task(Relink relink) {
        SObject task = record("Task", relink.record().id());
        List<String> people = ids(relink.people());
        List<String> empty = new ArrayList<>();
        set(task, "WhoId", people.isEmpty() ? null : people.getFirst(), empty);
        if (shape.profile().sharedActivities()) {
            set(task, "TaskWhoIds", people.isEmpty() ? null : people.toArray(String[]::new), empty);
        }
        RecordRef what = relink.business();
        set(task, "WhatId", what == null ? null : what.id(), empty);
        task.setFieldsToNull(empty.toArray(String[]::new));
        return task;
    }

    /** Answers the Tasks of messages that somebody was taken off: they name him still. */
    private List<Relink> mails(List<Relink> mails) {
        Map<String, Present> present =
                present(ids(mails.stream().map(Relink::record).toList()));
        List<Relink> there = new ArrayList<>();
        for (Relink relink : mails) {
            if (present.containsKey(relink.record().id())) {
                there.add(relink);
            } else {
                worst.put(relink.record().id(), new WriteOutcome.Gone());
            }
        }
        List<Relink> moved = there.stream()
                .filter(Relink::exactly)
                .filter(relink -> !Objects.equals(
                        of(present, relink).mail().reference("RelatedToId"),
                        relink.business() == null ? null : relink.business().id()))
                .toList();
        send(moved, relink -> relink.record().id(), some -> writing.update(all(some, Relinking::related)));
        return people(there, present);
    }

    private List<Relink> people(List<Relink> there, Map<String, Present> present) {
        List<SObject> joined = new ArrayList<>();
        List<SObject> bare = new ArrayList<>();
        List<Rec> off = new ArrayList<>();
        List<Relink> tasks = new ArrayList<>();
        for (Relink relink : there) {
            Present now = of(present, relink);
            Set<String> wanted = new HashSet<>(ids(relink.people()));
            Set<String> named = new HashSet<>();
            boolean left = false;
            for (Rec relation : now.relations()) {
                String who = relation.reference("RelationId");
                if (who != null && PEOPLE.contains(who.substring(0, 3)) && relink.exactly() && !wanted.contains(who)) {
                    left = true;
                    if (OTHER.equals(relation.text("RelationType"))) {
                        off.add(relation);
                    } else {
                        bare.add(withoutPerson(relation));
                    }
                } else if (who != null) {
                    named.add(who);
                }
            }
            wanted.stream().filter(id -> !named.contains(id)).forEach(id -> joined.add(relation(relink, id)));
            String task = now.mail().reference("ActivityId");
            if (left && task != null) {
                tasks.add(ofTask(relink, task));
            }
        }
        send(joined, row -> mail(row), writing::create);
        send(bare, row -> mail(row), some -> writing.update(all(some, Relinking::sendable)));
        send(off, row -> row.required("EmailMessageId"), some -> writing.delete(all(some, Rec::id)));
        return tasks;
    }

    /** A Lead stands alone on a Task, and beside a business record it is not there at all (salesforce-notes 6.1). */
    private static Relink ofTask(Relink relink, String task) {
        List<RecordRef> contacts = relink.people().stream()
                .filter(one -> !one.type().equals("Lead"))
                .toList();
        boolean lead = contacts.isEmpty() && relink.business() == null;
        return Relink.exactly(
                new RecordRef("Task", task),
                lead ? relink.people().stream().limit(1).toList() : contacts,
                relink.business());
    }

    private Map<String, Present> present(List<String> ids) {
        Map<String, Present> present = new HashMap<>();
        for (Rec mail : queries.about(
                ids,
                1,
                IDS_PER_QUERY,
                List.of("Id", "RelatedToId", "ActivityId"),
                "EmailMessage",
                some -> Where.in("Id", some))) {
            present.put(mail.id(), new Present(mail, new ArrayList<>()));
        }
        for (Rec relation : queries.about(
                present.keySet(),
                1,
                IDS_PER_QUERY,
                List.of("Id", "EmailMessageId", "RelationId", "RelationType"),
                RELATION,
                some -> Where.in("EmailMessageId", some))) {
            String mail = relation.required("EmailMessageId");
            present.values().stream()
                    .filter(one -> one.mail().id().equals(mail))
                    .forEach(one -> one.relations().add(relation));
        }
        return present;
    }

    private static Present of(Map<String, Present> present, Relink relink) {
        return Objects.requireNonNull(present.get(relink.record().id()));
    }

    private static SObject related(Relink relink) {
        SObject mail = record("EmailMessage", relink.record().id());
        List<String> empty = new ArrayList<>();
        RecordRef what = relink.business();
        set(mail, "RelatedToId", what == null ? null : what.id(), empty);
        mail.setFieldsToNull(empty.toArray(String[]::new));
        return mail;
    }

    private static SObject relation(Relink relink, String person) {
        SObject relation = new SObject();
        relation.setType(RELATION);
        relation.setField("EmailMessageId", relink.record().id());
        relation.setField("RelationId", person);
        relation.setField("RelationType", OTHER);
        return relation;
    }

    private static SObject withoutPerson(Rec row) {
        SObject relation = record(RELATION, row.id());
        relation.setField("EmailMessageId", row.required("EmailMessageId"));
        relation.setFieldsToNull(new String[] {"RelationId"});
        return relation;
    }

    /** The message a row belongs to is for us to know; it cannot be changed. */
    private static SObject sendable(SObject row) {
        SObject relation = record(RELATION, row.getId());
        relation.setFieldsToNull(row.getFieldsToNull());
        return relation;
    }

    private static String mail(SObject row) {
        return Objects.toString(row.getField("EmailMessageId"));
    }

    private static SObject record(String type, String id) {
        SObject record = new SObject();
        record.setType(type);
        record.setId(id);
        return record;
    }

    private static void set(SObject record, String field, @Nullable Object value, List<String> empty) {
        if (value == null) {
            empty.add(field);
        } else {
            record.setField(field, value);
        }
    }

    private static List<String> ids(Collection<RecordRef> records) {
        return records.stream().map(RecordRef::id).distinct().toList();
    }

    private static <T, R> List<R> all(List<T> some, Function<T, R> each) {
        return some.stream().map(each).toList();
    }

    /** What is not done of anything that concerns a record is the record's outcome. */
    private <T> void send(List<T> all, Function<T, String> of, Function<List<T>, List<WriteOutcome>> write) {
        for (List<T> slice : Slices.of(all, Slices.MOST_ROWS, Long.MAX_VALUE, row -> 1)) {
            List<WriteOutcome> outcomes = write.apply(slice);
            for (int i = 0; i < slice.size(); i++) {
                WriteOutcome outcome = outcomes.get(i);
                if (!(outcome instanceof WriteOutcome.Done)) {
                    worst.putIfAbsent(of.apply(slice.get(i)), outcome);
                }
            }
        }
    }
}
