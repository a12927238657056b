package app.tandem.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How records of an object are listed (pane U-383).
 *
 * @param fields API names of up to four fields of the card; what the user cannot see is left out
 * @param sortBy API name of the field that orders them; by name if null or not sortable
 */
public record ObjectView(
        String object, List<String> fields, @Nullable String sortBy, boolean descending) {

    private static final int MOST_FIELDS = 4;

    public ObjectView {
        fields = List.copyOf(fields.subList(0, Math.min(MOST_FIELDS, fields.size())));
    }

    /** The usual views in the usual order. */
    public static List<ObjectView> standard() {
        return List.of(
                new ObjectView("Contact", List.of("Title", "AccountId", "Email", "Phone"), "Name", false),
                new ObjectView("Lead", List.of("Company", "Title", "Email", "Status"), "Name", false),
                new ObjectView("Account", List.of("Industry", "Type", "Phone", "Website"), "Name", false),
                new ObjectView(
                        "Opportunity", List.of("StageName", "Amount", "CloseDate", "AccountId"), "CloseDate", false),
                new ObjectView("Case", List.of("Subject", "Status", "Priority", "ContactId"), "CreatedDate", true));
    }

    /** A view of an object nobody configured: its name only. */
    public static ObjectView plain(String object) {
        return standard().stream()
                .filter(view -> view.object().equals(object))
                .findFirst()
                .orElse(new ObjectView(object, List.of(), null, false));
    }
}
