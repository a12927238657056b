package app.tandem.sidebar.template;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.ObjectHead;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.item.Address;
import app.tandem.item.RecordRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourcesTest {

    private static final RecordCard ANN = card("Contact", "003A", "ann@x.example");
    private static final RecordCard LOU = card("Lead", "00QL", "lou@y.example");
    private static final RecordCard FIRM = card("Account", "001F", "ann@x.example");
    private static final RecordCard DEAL = card("Opportunity", "006D", "ann@x.example");
    private static final RecordCard CASE = card("Case", "500C", "ann@x.example");
    private static final RecordCard VISIT = card("Site_Visit__c", "a00V", "ann@x.example");
    private static final List<RecordGroup> GROUPS =
            List.of(group(ANN), group(LOU), group(FIRM), group(VISIT), group(CASE), group(DEAL));

    @Test
    @DisplayName("pane U-268: whom the mail is addressed to first is the recipient")
    void theAddresseeIsTheRecipient() {
        assertThat(Sources.of(GROUPS, to("lou@y.example", "ann@x.example")).people())
                .containsExactly(LOU, ANN);
        assertThat(Sources.of(GROUPS, to("nobody@z.example")).who()).contains(ANN);
        assertThat(Sources.of(List.of(group(FIRM)), to("ann@x.example")).who()).isEmpty();
    }

    @Test
    @DisplayName("pane U-268: a record of what the template is about, else a deal before a case before the company")
    void whatItIsAbout() {
        Sources sources = Sources.of(GROUPS, List.of());
        assertThat(sources.things()).containsExactly(DEAL, CASE, FIRM, VISIT);
        assertThat(sources.what(Optional.of("Case"))).contains(CASE);
        assertThat(sources.what(Optional.of("Campaign"))).contains(DEAL);
        assertThat(Sources.of(List.of(group(ANN)), List.of()).what(Optional.empty()))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "pane U-271: what stayed as it was written, of both kinds, each once; braces of other meaning are none")
    void openPlaces() {
        assertThat(Places.in("{!Contact.Name} {!$User.Id}", "{{{Recipient.Name}}} {!Contact.Name} {x} {{ }} {!}"))
                .containsExactly("{!Contact.Name}", "{!$User.Id}", "{{{Recipient.Name}}}");
        assertThat(Places.in("nothing", "open")).isEmpty();
    }

    private static List<Address> to(String... addresses) {
        return List.of(addresses).stream().map(one -> new Address(one, null)).toList();
    }

    private static RecordCard card(String type, String id, String foundBy) {
        return new RecordCard(new RecordRef(type, id), id, type, List.of(), null, Set.of(foundBy));
    }

    private static RecordGroup group(RecordCard card) {
        String type = card.ref().type();
        ObjectHead head = new ObjectHead(type, type, type, "", false, true, true, true, true, false);
        return new RecordGroup(head, List.of(card), 1);
    }
}
