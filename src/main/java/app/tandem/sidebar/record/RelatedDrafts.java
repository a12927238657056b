package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Objects;

/** What new records begin with that belong to a record (pane U-97). */
final class RelatedDrafts {

    private static final String ACCOUNT = "AccountId";

    private RelatedDrafts() {}

    /** One for each kind that usually belongs to it. */
    static List<Draft> of(RecordCard card) {
        return switch (card.ref().type()) {
            case "Account" ->
                List.of(
                        Draft.of("Contact").with(ACCOUNT, card.ref(), card.name()),
                        Draft.of("Opportunity").with(ACCOUNT, card.ref(), card.name()),
                        Draft.of("Case").with(ACCOUNT, card.ref(), card.name()));
            case "Contact" ->
                List.of(
                        ofItsAccount(Draft.of("Opportunity"), card),
                        ofItsAccount(Draft.of("Case").with("ContactId", card.ref(), card.name()), card));
            default -> List.of();
        };
    }

    private static Draft ofItsAccount(Draft draft, RecordCard contact) {
        return contact.fields().stream()
                .filter(field -> field.name().equals(ACCOUNT) && field.value() instanceof RecordRef)
                .findFirst()
                .map(field -> draft.with(ACCOUNT, Objects.requireNonNull(field.value()), field.text()))
                .orElse(draft);
    }
}
