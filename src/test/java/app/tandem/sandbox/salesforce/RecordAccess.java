package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** UserRecordAccess: rows that exist only while somebody asks. */
final class RecordAccess {

    private static final int MOST_IDS = 200;

    private RecordAccess() {}

    static List<Row> rows(Resolver names, Soql.Query query) {
        List<String> users = Restrictions.texts(query.where(), "userid");
        List<String> records = Restrictions.texts(query.where(), "recordid");
        if (users.size() != 1 || records.isEmpty() || records.size() > MOST_IDS) {
            throw Refusal.inQuery(
                    "MALFORMED_QUERY",
                    "UserRecordAccess must be filtered by one UserId and 1 to " + MOST_IDS + " RecordId values",
                    names.statement,
                    query.from().pos());
        }
        Row user = names.store.live(Ids.normal(users.getFirst()));
        List<Row> rows = new ArrayList<>();
        for (String given : records) {
            String id = Objects.requireNonNullElse(Ids.normal(given), given);
            rows.add(row(names, user == null ? users.getFirst() : user.id, id));
        }
        return rows;
    }

    private static Row row(Resolver names, String userId, String id) {
        Viewer viewer = Users.viewer(names.store, userId, names.viewer.client());
        Row record = names.store.live(id);
        boolean read = viewer.canRead(record);
        boolean edit = record != null && viewer.canEdit(record);
        boolean delete = record != null && viewer.canDelete(record);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Id", id);
        values.put("UserId", userId);
        values.put("RecordId", id);
        values.put("HasReadAccess", read);
        values.put("HasEditAccess", edit);
        values.put("HasDeleteAccess", delete);
        values.put("HasTransferAccess", delete);
        values.put("HasAllAccess", delete);
        values.put("MaxAccessLevel", delete ? "All" : edit ? "Edit" : read ? "Read" : "None");
        return new Row("UserRecordAccess", id, values);
    }
}
