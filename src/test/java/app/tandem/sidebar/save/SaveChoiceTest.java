package app.tandem.sidebar.save;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.ObjectHead;
import app.tandem.crm.RecordCard;
import app.tandem.crm.RecordGroup;
import app.tandem.item.RecordRef;
import app.tandem.settings.SaveSettings;
import app.tandem.sidebar.save.SaveChoice.Offer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is offered for linking, and what is ticked at first (pane U-82, U-84, U-178). */
class SaveChoiceTest {

    private static final RecordCard CARLA = card("Contact", 1);
    private static final RecordCard ACME = card("Account", 1);
    private static final RecordCard DEAL = card("Opportunity", 1);
    private static final RecordCard CASE = card("Case", 1);

    /** pane U-178, S-17: by the setting, not by a list in the code. */
    @Test
    void theTypesOfTheSettingAreTicked() {
        List<RecordGroup> related = List.of(group(CARLA), group(ACME), group(DEAL));
        assertThat(ticked(SaveChoice.offers(List.of(), List.of(), related, SaveSettings.DEFAULT)))
                .containsExactly(CARLA, ACME);
        assertThat(ticked(SaveChoice.offers(List.of(), List.of(), related, settings(Set.of(), Set.of("opportunity")))))
                .containsExactly(DEAL);
    }

    /** pane U-178: the record from which the person began to save is ticked and stands on top, whatever its type. */
    @Test
    void theRecordThePersonCameWithIsTicked() {
        List<Offer> offers =
                SaveChoice.offers(List.of(CASE), List.of(), List.of(group(CARLA), group(CASE)), SaveSettings.DEFAULT);
        assertThat(offers).extracting(Offer::card).containsExactly(CASE, CARLA);
        assertThat(ticked(offers)).containsExactly(CASE, CARLA);
        assertThat(ticked(SaveChoice.offers(List.of(CASE), List.of(DEAL), List.of(), SaveSettings.DEFAULT)))
                .containsExactly(CASE, DEAL);
    }

    /** pane U-84, U-178: what holds the mail is listed even if no search finds it, and then it alone is ticked. */
    @Test
    void whatHoldsTheMailIsTickedAndNothingElse() {
        List<Offer> offers = SaveChoice.offers(List.of(), List.of(DEAL), List.of(group(CARLA)), SaveSettings.DEFAULT);
        assertThat(offers).extracting(Offer::card).containsExactly(DEAL, CARLA);
        assertThat(offers).extracting(Offer::linked).containsExactly(true, false);
        assertThat(ticked(offers)).containsExactly(DEAL);
    }

    /** pane U-178, S-16. */
    @Test
    void typesThatAreNeverLinkedAreNotOffered() {
        List<Offer> offers = SaveChoice.offers(
                List.of(), List.of(), List.of(group(CARLA), group(DEAL)), settings(Set.of("opportunity"), Set.of()));
        assertThat(offers).extracting(Offer::card).containsExactly(CARLA);
    }

    /** pane U-82: the first five of a type at once, the others on demand and never ticked unseen. */
    @Test
    void fiveOfATypeComeFirst() {
        RecordCard[] many =
                IntStream.range(0, 8).mapToObj(n -> card("Contact", n)).toArray(RecordCard[]::new);
        List<Offer> offers = SaveChoice.offers(List.of(), List.of(), List.of(group(many)), SaveSettings.DEFAULT);
        assertThat(offers).hasSize(8).filteredOn(Offer::early).hasSize(5);
        assertThat(ticked(offers)).hasSize(5);
    }

    private static List<RecordCard> ticked(List<Offer> offers) {
        return offers.stream().filter(Offer::ticked).map(Offer::card).toList();
    }

    private static SaveSettings settings(Set<String> notLinkable, Set<String> preselected) {
        return new SaveSettings(true, Set.of(), notLinkable, preselected, true);
    }

    private static RecordGroup group(RecordCard... cards) {
        String type = cards[0].ref().type();
        ObjectHead head = new ObjectHead(type, type, type + "s", "000", false, true, true, true, true, false);
        return new RecordGroup(head, List.of(cards), cards.length);
    }

    private static RecordCard card(String type, int number) {
        return new RecordCard(new RecordRef(type, type + number), type + " " + number, type, List.of(), null, Set.of());
    }
}
