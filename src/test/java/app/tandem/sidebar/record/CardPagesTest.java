package app.tandem.sidebar.record;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.FieldValue;
import app.tandem.crm.ObjectInfo.FieldType;
import app.tandem.crm.RecordCard;
import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a card leads on the web, and what begins at it (pane U-97, U-99). */
class CardPagesTest {

    private static final Set<String> FREE = Set.of("mail.example");

    @Test
    void anAccountsOwnSiteComesFirst() {
        assertThat(website("Account", Map.of("Website", "www.works.example"), "x@other.example"))
                .isEqualTo("https://www.works.example");
        assertThat(website("Account", Map.of("Website", "javascript:alert(1)"), "x@other.example"))
                .isEqualTo("https://other.example");
    }

    @Test
    void aPersonsSiteIsTheDomainTheyWriteFromUnlessItIsNobodysCompany() {
        assertThat(website("Contact", Map.of("Email", "ann@works.example"), "ann@mail.example"))
                .isEqualTo("https://works.example");
        assertThat(website("Contact", Map.of("Email", "ann@mail.example"), "ann@mail.example"))
                .isEmpty();
        assertThat(website("Contact", Map.of(), "a:b")).isEmpty();
    }

    @Test
    void linkedInIsAskedForPeopleAndCompaniesWithWhatTheyAreCalled() {
        assertThat(CardPages.linkedIn(card("Contact", Map.of("AccountId", "Works & Co"))))
                .contains("https://www.linkedin.com/search/results/people/?keywords=Ann+%C3%84+Works+%26+Co");
        assertThat(CardPages.linkedIn(card("Account", Map.of())))
                .contains("https://www.linkedin.com/search/results/companies/?keywords=Ann+%C3%84");
        assertThat(CardPages.linkedIn(card("Case", Map.of()))).isEmpty();
    }

    @Test
    void newRecordsBeginWithTheOneTheyBelongTo() {
        assertThat(RelatedDrafts.of(card("Account", Map.of())))
                .extracting(Draft::object)
                .containsExactly("Contact", "Opportunity", "Case");
        RecordRef account = new RecordRef("Account", "001000000000001AAA");
        RecordCard contact = new RecordCard(
                new RecordRef("Contact", "003000000000001AAA"),
                "Ann Ä",
                "Contact",
                List.of(new FieldValue("AccountId", "Account", FieldType.REFERENCE, account, "Works")),
                null,
                Set.of());
        assertThat(RelatedDrafts.of(contact))
                .allSatisfy(draft ->
                        assertThat(draft.values().get("AccountId")).isEqualTo(new Draft.Proposal(account, "Works")));
        assertThat(RelatedDrafts.of(contact).getLast().values()).containsKey("ContactId");
    }

    private static String website(String object, Map<String, String> fields, String foundBy) {
        RecordCard card = card(object, fields);
        return CardPages.website(
                        new RecordCard(card.ref(), card.name(), object, card.fields(), null, Set.of(foundBy)), FREE)
                .orElse("");
    }

    private static RecordCard card(String object, Map<String, String> fields) {
        return new RecordCard(
                new RecordRef(object, "003000000000001AAA"),
                "Ann Ä",
                object,
                fields.entrySet().stream()
                        .map(field -> new FieldValue(
                                field.getKey(), field.getKey(), FieldType.TEXT, field.getValue(), field.getValue()))
                        .toList(),
                null,
                Set.of());
    }
}
