package app.tandem.sandbox.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The org's duplicate rule on contacts: the same e-mail address. It warns; a caller may insist. */
final class DuplicateRule {

    static final String RULE = "Standard_Contact_Duplicate_Rule";
    static final String MATCHING = "Standard_Contact_Match_Rule_v1_1";
    static final String MESSAGE =
            "You're creating a duplicate record. We recommend you use an existing record instead.";

    private DuplicateRule() {}

    static void check(Rules.Write write, String type, @Nullable Row self, Map<String, Object> values) {
        List<Row> found = find(write.store(), write.viewer(), type, self, values.get("Email"));
        if (!found.isEmpty()) {
            throw new RowError(
                    "DUPLICATES_DETECTED",
                    "Use one of these records?",
                    List.of(),
                    new DuplicateMatches("Contact", found));
        }
    }

    /** Contacts with that address which the user may see. */
    static List<Row> find(OrgStore store, Viewer viewer, String type, @Nullable Row self, @Nullable Object email) {
        if (!store.org.duplicateRules || !type.equals("Contact") || email == null) {
            return List.of();
        }
        List<Row> found = new ArrayList<>();
        for (Row row : store.table("Contact").by("Email", email.toString())) {
            if (row != self && !row.deleted() && viewer.canRead(row)) {
                found.add(row);
            }
        }
        return found;
    }
}
