package app.tandem.sidebar.record;

import app.tandem.crm.RecordCard;
import app.tandem.item.Address;
import java.util.Optional;

/** What a mail tells of a person, as values of Salesforce's fields (pane U-115, U-141). */
final class PersonDrafts {

    private PersonDrafts() {}

    /** From the address alone. */
    static Draft of(String object, Address person, Optional<RecordCard> account) {
        PersonName name = PersonName.of(person);
        return switch (object) {
            case "Account" -> Draft.of(object).with("Website", person.domain());
            case "Lead" ->
                named(object, name)
                        .with("Email", person.address())
                        .with("Company", account.map(RecordCard::name).orElse(null));
            default -> {
                Draft draft = named(object, name).with("Email", person.address());
                yield account.map(card -> draft.with("AccountId", card.ref(), card.name()))
                        .orElse(draft);
            }
        };
    }

    private static Draft named(String object, PersonName name) {
        return Draft.of(object).with("FirstName", name.first()).with("LastName", name.last());
    }

    /** From the signature. */
    static Draft of(String object, Signature signature) {
        Draft draft = Draft.of(object).with("Phone", signature.phone());
        return switch (object) {
            case "Account" ->
                at(draft, signature, "Billing")
                        .with("Name", signature.company())
                        .with("Website", signature.website());
            case "Lead" ->
                at(draft, signature, "")
                        .with("Company", signature.company())
                        .with("Title", signature.title())
                        .with("MobilePhone", signature.mobile())
                        .with("Website", signature.website());
            default ->
                at(draft, signature, "Mailing")
                        .with("Title", signature.title())
                        .with("MobilePhone", signature.mobile());
        };
    }

    private static Draft at(Draft draft, Signature signature, String prefix) {
        return draft.with(prefix + "Street", signature.street())
                .with(prefix + "PostalCode", signature.postalCode())
                .with(prefix + "City", signature.city());
    }
}
