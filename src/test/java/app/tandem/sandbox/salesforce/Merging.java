package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** merge: up to two records of one type give way to a third; what hung on them hangs on it. */
final class Merging {

    private static final Set<String> TYPES = Set.of("Account", "Contact", "Lead", "Case");

    private Merging() {}

    static List<Struct> run(SoapCall call, Session session, WriteOptions options) {
        session.store().lock.writeLock().lock();
        try {
            List<Struct> results = new ArrayList<>();
            Tx tx = new Tx(session.store(), session.viewer().userId());
            for (Node request : call.body().all("request")) {
                int mark = tx.mark();
                try {
                    results.add(merge(request, session, tx, options));
                } catch (RowError error) {
                    tx.rollback(mark);
                    results.add(Struct.of("errors", Errors.of(error, session), "success", false));
                }
            }
            return results;
        } finally {
            session.store().lock.writeLock().unlock();
        }
    }

    private static Struct merge(Node request, Session session, Tx tx, WriteOptions options) {
        RecordWriter writer = new RecordWriter(tx, session.viewer(), options);
        Draft draft = SoapCall.draft(java.util.Objects.requireNonNull(request.child("masterRecord")));
        Row master = writer.target(draft.id());
        List<Node> losers = request.all("recordToMergeIds");
        if (!TYPES.contains(master.type) || losers.size() > 2) {
            throw RowError.of("INVALID_OPERATION", "up to three accounts, contacts, leads or cases can be merged");
        }
        List<String> merged = new ArrayList<>();
        List<String> moved = new ArrayList<>();
        for (Node each : losers) {
            Row loser = writer.target(each.text);
            if (!loser.type.equals(master.type) || loser.id.equals(master.id)) {
                throw RowError.of("INVALID_ID_FIELD", "records of different types cannot be merged", "Id");
            }
            if (!session.viewer().canEdit(master) || !session.viewer().canDelete(loser)) {
                throw RowError.of("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
            }
            moved.addAll(move(session.store(), tx, loser, master));
            tx.touch(loser, Map.of("MasterRecordId", master.id));
            tx.delete(loser);
            merged.add(loser.id);
        }
        if (!draft.values().isEmpty() || !draft.nulls().isEmpty()) {
            writer.update(draft);
        }
        return Struct.of("id", master.id, "mergedRecordIds", merged, "success", true, "updatedRelatedIds", moved);
    }

    private static List<String> move(OrgStore store, Tx tx, Row loser, Row master) {
        List<String> moved = new ArrayList<>();
        for (ObjectType type : store.schema().all()) {
            for (Field field : type.fields()) {
                if (field.isReference()
                        && field.to().contains(master.type)
                        && !field.name().equals("MasterRecordId")) {
                    for (Row row : List.copyOf(store.table(type.name()).by(field.name(), loser.id))) {
                        if (!row.deleted()) {
                            tx.touch(row, Map.of(field.name(), master.id));
                            moved.add(row.id);
                        }
                    }
                }
            }
        }
        return moved;
    }
}
