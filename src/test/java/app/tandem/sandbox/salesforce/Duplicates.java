package app.tandem.sandbox.salesforce;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** findDuplicates, and what a refused save tells of its matches. */
final class Duplicates {

    private static final int MOST = 50;

    private Duplicates() {}

    static List<Struct> find(Session session, List<Draft> drafts) {
        limit(drafts.size());
        List<Struct> results = new ArrayList<>();
        for (Draft draft : drafts) {
            if (session.store().schema().find(draft.type()) == null) {
                throw Refusal.of("INVALID_TYPE", "sObject type '" + draft.type() + "' is not supported.");
            }
            results.add(found(session, draft.type(), null, draft.value("Email")));
        }
        return results;
    }

    static List<Struct> findByIds(Session session, List<String> ids) {
        limit(ids.size());
        List<Struct> results = new ArrayList<>();
        for (String given : ids) {
            Row row = session.store().live(Ids.normal(given.strip()));
            if (row == null || !session.viewer().canRead(row)) {
                throw Refusal.of("INVALID_ID_FIELD", "invalid id " + given);
            }
            results.add(found(session, row.type, row, row.get("Email")));
        }
        return results;
    }

    private static void limit(int count) {
        if (count > MOST) {
            throw Refusal.of("LIMIT_EXCEEDED", "at most " + MOST + " records are checked in one call");
        }
    }

    private static Struct found(Session session, String type, @Nullable Row self, @Nullable Object email) {
        List<Row> rows = DuplicateRule.find(session.store(), session.viewer(), type, self, email);
        List<Struct> results =
                rows.isEmpty() ? List.of() : List.of(result(new DuplicateMatches("Contact", rows), false));
        return Struct.of("duplicateResults", results, "success", true);
    }

    static Struct result(DuplicateMatches matches, boolean details) {
        List<Struct> records = matches.rows().stream()
                .map(row -> Struct.of("matchConfidence", BigDecimal.valueOf(100), "record", record(row, details)))
                .toList();
        return Struct.of(
                "allowSave",
                true,
                "duplicateRule",
                DuplicateRule.RULE,
                "duplicateRuleEntityType",
                matches.entity(),
                "errorMessage",
                DuplicateRule.MESSAGE,
                "matchResults",
                List.of(Struct.of(
                        "entityType",
                        matches.entity(),
                        "matchEngine",
                        "FuzzyMatchEngine",
                        "matchRecords",
                        records,
                        "rule",
                        DuplicateRule.MATCHING,
                        "size",
                        records.size(),
                        "success",
                        true)));
    }

    private static Rec record(Row row, boolean details) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("Id", row.id);
        if (details) {
            values.put("Name", row.get("Name"));
            values.put("Email", row.get("Email"));
        }
        return new Rec(row.type, row.type, row.id, values);
    }
}
