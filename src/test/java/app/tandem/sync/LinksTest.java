package app.tandem.sync;

import static app.tandem.sync.Given.COLLEAGUE;
import static app.tandem.sync.Given.CUSTOMER;
import static app.tandem.sync.Given.ME;
import static app.tandem.sync.Given.NOON;
import static app.tandem.sync.Given.USER;
import static app.tandem.sync.Given.about;
import static app.tandem.sync.Given.contact;
import static app.tandem.sync.Given.copied;
import static app.tandem.sync.Given.lead;
import static app.tandem.sync.Given.mail;
import static app.tandem.sync.Given.people;
import static app.tandem.sync.Given.planner;
import static app.tandem.sync.Given.received;
import static app.tandem.sync.Given.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.Candidates;
import app.tandem.crm.Candidates.Account;
import app.tandem.crm.Candidates.Case;
import app.tandem.crm.Candidates.Opportunity;
import app.tandem.crm.Candidates.Person;
import app.tandem.crm.Candidates.PersonType;
import app.tandem.crm.LinkSearch;
import app.tandem.item.Mail;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.safehtml.MailText;
import app.tandem.settings.LinkRules;
import app.tandem.sync.Decision.Links;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which records a message is linked to (sync L-1 … L-20, E-45 … E-48)")
class LinksTest {

    private static final MailText NO_TEXT = new MailText(null, "");
    private static final String RECORD = "0065000000Gv7qJAAR";

    @Test
    @DisplayName(
            "L-1 … L-6: searched are outsiders' addresses, their companies' domains, case numbers and record links")
    void theSearchLeavesOutOwnBlockedAndFreeDomains() {
        MailPlanner planner = planner();
        Mail mail = copied(
                about(mail(MailFolder.INBOX, CUSTOMER, ME, COLLEAGUE, "new@north.example"), "Case 00001026"),
                "jo@freemail.example",
                "x@spam.example",
                "bob@client.example",
                "nobody");
        MailText text = new MailText(null, "https://x.example/" + RECORD);
        LinkSearch search = planner.search(List.of(Given.candidate(planner, mail)), Map.of(mail.id(), text));
        assertThat(search.addresses()).containsExactlyInAnyOrder(CUSTOMER, "new@north.example", "jo@freemail.example");
        assertThat(search.domains()).containsExactly("client.example");
        assertThat(search.caseNumbers()).containsExactly("00001026");
        assertThat(search.recordIds()).containsExactly(RECORD);
        assertThat(search.opportunities()).isTrue();
    }

    @Test
    @DisplayName("D-1: what is saved already is adopted")
    void savedElsewhereIsAdopted() {
        RecordRef task = new RecordRef("Task", "00T1");
        Decision decision =
                planner().decide(Given.candidate(planner(), received()), task, NO_TEXT, Candidates.none(), tasks());
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Adopt.class,
                        adopt -> assertThat(adopt.record()).isEqualTo(task));
    }

    @Test
    @DisplayName("L-10, L-11: the Contact, and his Account")
    void contactAndAccount() {
        Links links = links(received(), people(contact("003A", "001A", CUSTOMER)));
        assertThat(links.who()).containsExactly(new RecordRef("Contact", "003A"));
        assertThat(links.what()).isEqualTo(new RecordRef("Account", "001A"));
        assertThat(links.account()).isEqualTo(new RecordRef("Account", "001A"));
        assertThat(links.byAddress()).containsExactly(Map.entry(CUSTOMER, new RecordRef("Contact", "003A")));
    }

    @Test
    @DisplayName("L-14: inbound the sender first, outbound To before Cc")
    void whoComesFirst() {
        Candidates found = people(contact("003B", "001A", "b@client.example"), contact("003A", "001A", CUSTOMER));
        assertThat(ids(links(mail(MailFolder.INBOX, CUSTOMER, "b@client.example", ME), found)))
                .containsExactly("003A", "003B");
        assertThat(ids(links(copied(mail(MailFolder.SENT, ME, "b@client.example"), CUSTOMER), found)))
                .containsExactly("003B", "003A");
    }

    @Test
    @DisplayName("L-14: one address on several records")
    void tiesOfOneAddress() {
        Person mine = contact("003Z", null, CUSTOMER);
        assertBetter(mine, new Person("003A", PersonType.PERSON_ACCOUNT, Set.of(CUSTOMER), "001A", USER, null, NOON));
        assertBetter(mine, person("003A", "001A", "005other", LocalDate.of(2026, 1, 1)));
        Person placed = person("003Z", "001A", USER, null);
        assertBetter(placed, person("003A", null, USER, LocalDate.of(2026, 1, 1)));
        Person active = person("003Z", "001A", USER, LocalDate.of(2026, 1, 2));
        assertBetter(active, person("003A", "001A", USER, LocalDate.of(2026, 1, 1)));
        assertBetter(active, person("003A", "001A", USER, null));
        Person old = new Person("003Z", PersonType.CONTACT, Set.of(CUSTOMER), "001A", USER, null, NOON.minusSeconds(1));
        assertBetter(old, person("003A", "001A", USER, null));
        assertBetter(person("003A", "001A", USER, null), person("003B", "001A", USER, null));
    }

    @Test
    @DisplayName("L-19: a Lead stands alone; beside a Contact that comes first there is no Lead")
    void leadsStandAlone() {
        Candidates found = people(lead("00QA", CUSTOMER), contact("003B", "001A", "b@client.example"));
        Links byLead = links(mail(MailFolder.INBOX, CUSTOMER, "b@client.example"), found);
        assertThat(ids(byLead)).containsExactly("00QA");
        assertThat(byLead.what()).isNull();
        Links byContact = links(mail(MailFolder.INBOX, "b@client.example", CUSTOMER), found);
        assertThat(ids(byContact)).containsExactly("003B");
    }

    @Test
    @DisplayName("L-15, U-6, B-4: blocklisted people contribute nothing, even when they are known")
    void blockedPeopleAreNeverLinked() {
        Candidates found = people(contact("003X", "001X", "bob@client.example"), contact("003A", "001A", CUSTOMER));
        assertThat(ids(links(mail(MailFolder.INBOX, "bob@client.example", CUSTOMER), found)))
                .containsExactly("003A");
        Decision.Refuse blocked = assertRefused(
                decide(planner(), mail(MailFolder.INBOX, "bob@client.example", ME), found, tasks()), "sync E-48");
        assertThat(blocked.reason().code()).as("no missing record is to blame").isEqualTo("BLOCKED");
        Decision.Refuse half = assertRefused(
                decide(planner(), mail(MailFolder.INBOX, "bob@client.example", "new@else.example"), found, tasks()),
                "sync E-48");
        assertThat(half.reason().code()).isEqualTo("NO_RECORD");
    }

    @Test
    @DisplayName("L-2: colleagues are not linked; B-7: an internal address with a record is")
    void colleaguesAreNotLinkedUnlessTheyAreOnlyInternalByDomain() {
        Candidates found = people(contact("003T", "001A", COLLEAGUE), contact("003N", "001A", "new@north.example"));
        assertRefused(decide(planner(), mail(MailFolder.INBOX, COLLEAGUE, ME), found, tasks()), "sync E-48");
        assertThat(ids(links(mail(MailFolder.INBOX, "new@north.example", ME), found)))
                .containsExactly("003N");
    }

    @Test
    @DisplayName("L-12: own, at an Account in the message; with a role, then the newest")
    void opportunities() {
        Opportunity foreign = new Opportunity("006F", "001A", "005other", Set.of("003A"), NOON);
        Opportunity elsewhere = new Opportunity("006E", "001B", USER, Set.of("003A"), NOON);
        Opportunity old = new Opportunity("006O", "001A", USER, Set.of("003A"), NOON.minusSeconds(9));
        Opportunity young = new Opportunity("006Y", "001A", USER, Set.of(), NOON);
        Person person = contact("003A", "001A", CUSTOMER);
        assertThat(what(person, foreign, elsewhere)).isEqualTo(new RecordRef("Account", "001A"));
        assertThat(what(person, foreign, elsewhere, young)).isEqualTo(new RecordRef("Opportunity", "006Y"));
        assertThat(what(person, young, old))
                .as("a role is worth more than youth")
                .isEqualTo(new RecordRef("Opportunity", "006O"));
        Opportunity younger = new Opportunity("006Z", "001A", USER, Set.of(), NOON.plusSeconds(1));
        assertThat(what(person, young, younger)).isEqualTo(new RecordRef("Opportunity", "006Z"));
    }

    @Test
    @DisplayName("L-12, L-11: a Contact without Account and Opportunity is not saved, unless S-11 is off")
    void contactWithoutAccountWaits() {
        Candidates found = people(contact("003A", null, CUSTOMER));
        assertRefused(decide(planner(), received(), found, tasks()), "sync L-12");
        MailPlanner off = new MailPlanner(Given.context(Given.settings(new LinkRules(false, false))));
        assertThat(decide(off, received(), found, tasks())).isInstanceOf(Decision.Save.class);
        assertThat(ids(links(received(), people(lead("00QA", CUSTOMER))))).containsExactly("00QA");
    }

    @Test
    @DisplayName("L-13: a record link before a case number before an Opportunity")
    void businessRecordPrecedence() {
        Candidates found = new Candidates(
                List.of(contact("003A", "001A", CUSTOMER)),
                List.of(),
                List.of(new Opportunity("006O", "001A", USER, Set.of(), NOON)),
                Map.of("00001026", new Case("500C", "00001026", "001C", null)),
                Map.of(RECORD, new RecordRef("Opportunity", RECORD)));
        Mail mail = about(received(), "Case 00001026");
        MailText linked = new MailText(null, "see https://x.example/" + RECORD);
        assertThat(links(planner(), mail, linked, found).what()).isEqualTo(new RecordRef("Opportunity", RECORD));
        Links numbered = links(mail, found);
        assertThat(numbered.what()).isEqualTo(new RecordRef("Case", "500C"));
        assertThat(numbered.account()).isEqualTo(new RecordRef("Account", "001C"));
        assertThat(links(received(), found).what()).isEqualTo(new RecordRef("Opportunity", "006O"));
    }

    @Test
    @DisplayName("L-13: a link to a person or another activity is no business record")
    void linkedPeopleAreNoBusinessRecord() {
        Candidates found = new Candidates(
                List.of(contact("003A", "001A", CUSTOMER)),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(RECORD, new RecordRef("Contact", RECORD)));
        MailText linked = new MailText(null, "see https://x.example/" + RECORD);
        assertThat(links(planner(), received(), linked, found).what()).isEqualTo(new RecordRef("Account", "001A"));
    }

    @Test
    @DisplayName("L-5: the Account of the domain, only while nobody is known; never by free mail")
    void accountsByDomain() {
        Account own = new Account("001Z", "client.example", USER, NOON);
        Account older = new Account("001A", "client.example", "005other", NOON.minusSeconds(5));
        Account free = new Account("001F", "freemail.example", USER, NOON);
        Candidates found = new Candidates(List.of(), List.of(older, free, own), List.of(), Map.of(), Map.of());
        assertThat(links(received(), found).what()).isEqualTo(new RecordRef("Account", "001Z"));
        assertRefused(
                decide(planner(), mail(MailFolder.INBOX, "jo@freemail.example", ME), found, tasks()), "sync E-48");
        Candidates known = new Candidates(List.of(lead("00QA", CUSTOMER)), List.of(own), List.of(), Map.of(), Map.of());
        assertThat(links(received(), known).what()).isNull();
    }

    @Test
    @DisplayName("B-5: a known person at a free-mail provider is linked when a person asks")
    void freeMailIsKnownByAddress() {
        Candidates found = people(contact("003J", "001J", "jo@freemail.example"));
        assertThat(ids(links(mail(MailFolder.INBOX, "jo@freemail.example", ME), found)))
                .containsExactly("003J");
    }

    @Test
    @DisplayName("E-48, Z-24: without records it waits; S-41, E-15 saves it all the same")
    void withoutRecords() {
        Decision.Refuse refuse = assertRefused(decide(planner(), received(), Candidates.none(), tasks()), "sync E-48");
        assertThat(refuse.reason().state()).isEqualTo(Reason.State.WAITS);
        MailPlanner lifted = new MailPlanner(Given.context(Given.settings(new LinkRules(true, true))));
        Decision.Save save = (Decision.Save) decide(lifted, received(), Candidates.none(), tasks());
        assertThat(save.links().isEmpty()).isTrue();
        assertThat(save.reason().rule()).isEqualTo("sync E-15");
    }

    @Test
    @DisplayName("U-8: internal mail inherits the links of its conversation, without anybody's address")
    void internalMailInherits() {
        Links parent = new Links(
                List.of(new RecordRef("Contact", "003A")),
                new RecordRef("Opportunity", "006O"),
                new RecordRef("Account", "001A"));
        Links newer = new Links(List.of(), new RecordRef("Case", "500C"), null);
        MailPlanner planner = new MailPlanner(Given.context(Map.of(
                "conversation-1",
                List.of(
                        new SavedParent(NOON.minus(Duration.ofHours(2)), Links.NONE),
                        new SavedParent(NOON.minus(Duration.ofHours(1)), parent),
                        new SavedParent(NOON.plus(Duration.ofHours(1)), newer)))));
        Mail internal = mail(MailFolder.INBOX, COLLEAGUE, ME);
        Decision.Save save = (Decision.Save) decide(planner, internal, Candidates.none(), tasks());
        assertThat(save.links()).isEqualTo(parent);
        assertThat(save.reason().rule()).isEqualTo("sync U-8");
        Decision.Save asEmail = (Decision.Save) decide(planner, internal, Candidates.none(), Given.emails());
        assertThat(asEmail.links().who()).as("nobody who did not receive it").isEmpty();
        assertThat(asEmail.links().what()).isEqualTo(new RecordRef("Opportunity", "006O"));
        assertRefused(decide(planner(), internal, Candidates.none(), tasks()), "sync E-48");
    }

    @Test
    @DisplayName("U-8: what an internal message refers to itself comes before what it inherits")
    void internalMailIsLinkedByReference() {
        Candidates found = new Candidates(
                List.of(),
                List.of(),
                List.of(),
                Map.of("00001026", new Case("500C", "00001026", "001C", null)),
                Map.of());
        Mail internal = about(mail(MailFolder.INBOX, COLLEAGUE, ME), "Case 00001026");
        assertThat(links(internal, found).what()).isEqualTo(new RecordRef("Case", "500C"));
    }

    @Test
    @DisplayName("E-2: an org that takes neither object refuses for good")
    void withoutObjectNothingIsSaved() {
        app.tandem.crm.OrgProfile none = new app.tandem.crm.OrgProfile(
                USER, java.time.ZoneOffset.UTC, false, false, true, true, 1, "Completed", Map.of());
        assertRefused(decide(planner(), received(), people(contact("003A", "001A", CUSTOMER)), none), "sync E-2");
    }

    @Test
    @DisplayName("A-5, A-12, S-49: files hang on the business record and its Account too")
    void fileLinks() {
        RecordRef account = new RecordRef("Account", "001A");
        RecordRef opportunity = new RecordRef("Opportunity", "006O");
        assertThat(planner().fileLinks(new Links(List.of(), opportunity, account)))
                .containsExactly(opportunity, account);
        assertThat(planner().fileLinks(new Links(List.of(), account, account))).containsExactly(account);
        assertThat(planner().fileLinks(Links.NONE)).isEmpty();
    }

    private static final String FORWARDED = "FYI\n\nFrom: Ada <ada@client.example>\nTo: Tom <tom@north.example>";

    @Test
    @DisplayName(
            "L-6: addresses in the text are searched, without own, internal, blocked ones and participants, ten at most")
    void addressesInTheTextAreSearched() {
        MailPlanner planner = planner();
        Mail mail = mail(MailFolder.INBOX, CUSTOMER, ME);
        String list = "x0@other.example ".repeat(3) + "jo@freemail.example " + ME + " " + COLLEAGUE + " " + CUSTOMER
                + " any@north.example bob@client.example x@spam.example "
                + java.util.stream.IntStream.range(1, 30)
                        .mapToObj(i -> "x" + i + "@other.example ")
                        .collect(java.util.stream.Collectors.joining());
        LinkSearch search =
                planner.search(List.of(Given.candidate(planner, mail)), Map.of(mail.id(), new MailText(null, list)));
        assertThat(search.addresses())
                .hasSize(11)
                .contains(CUSTOMER, "x0@other.example", "jo@freemail.example", "x8@other.example")
                .doesNotContain("x9@other.example");
        assertThat(search.domains()).containsExactly("client.example");
    }

    @Test
    @DisplayName(
            "L-6: a colleague forwards a customer's mail: it goes to the customer and his Account, not to an Opportunity")
    void forwardedMailGoesToWhomItsTextNames() {
        Mail forwarded = mail(MailFolder.INBOX, COLLEAGUE, ME);
        Candidates found = new Candidates(
                List.of(contact("003A", "001A", CUSTOMER)),
                List.of(),
                List.of(opportunity("006O", "001A")),
                Map.of(),
                Map.of());
        Decision.Save save = saved(forwarded, FORWARDED, found, tasks());
        assertThat(save.reason().rule()).isEqualTo("sync L-6");
        assertThat(ids(save.links())).containsExactly("003A");
        assertThat(save.links().what()).isEqualTo(new RecordRef("Account", "001A"));
        assertThat(saved(forwarded, FORWARDED, people(lead("00QA", CUSTOMER)), tasks())
                        .links())
                .isEqualTo(new Links(List.of(new RecordRef("Lead", "00QA")), null, null));
        assertRefused(
                planner()
                        .decide(
                                Given.candidate(planner(), forwarded),
                                null,
                                new MailText(null, FORWARDED),
                                people(contact("003A", null, CUSTOMER)),
                                tasks()),
                "sync L-12");
    }

    @Test
    @DisplayName("L-6, L-14: of several the first in the text; a second address of a stranger's signature finds him")
    void theFirstKnownOneCounts() {
        Mail mail = mail(MailFolder.INBOX, "jo@freemail.example", ME);
        Candidates found = people(contact("003A", "001A", CUSTOMER), contact("003B", "001B", "ben@other.example"));
        String text = "Hi\n-- \nNobody <no@other.example>, Ben <ben@other.example>, Ada <ada@client.example>";
        assertThat(ids(saved(mail, text, found, tasks()).links())).containsExactly("003B");
    }

    @Test
    @DisplayName("L-5 before L-6: whoever took part decides, by address or by domain; references come first too")
    void participantsComeBeforeTheText() {
        Person other = contact("003B", "001B", "ben@other.example");
        String text = "Ben <ben@other.example>";
        assertThat(ids(saved(received(), text, people(contact("003A", "001A", CUSTOMER), other), tasks())
                        .links()))
                .containsExactly("003A");
        Candidates byDomain = new Candidates(
                List.of(other),
                List.of(new Account("001C", "client.example", USER, NOON)),
                List.of(),
                Map.of(),
                Map.of());
        assertThat(saved(received(), text, byDomain, tasks()).links())
                .isEqualTo(new Links(List.of(), new RecordRef("Account", "001C"), new RecordRef("Account", "001C")));
    }

    @Test
    @DisplayName(
            "L-6, E-4: an EmailMessage names who took part only, so it hangs on the Account of whom its text names")
    void emailMessagesNameParticipantsOnly() {
        Mail forwarded = mail(MailFolder.INBOX, COLLEAGUE, ME);
        assertThat(saved(forwarded, FORWARDED, people(contact("003A", "001A", CUSTOMER)), Given.emails())
                        .links())
                .isEqualTo(new Links(List.of(), new RecordRef("Account", "001A"), new RecordRef("Account", "001A")));
    }

    private static Opportunity opportunity(String id, String account) {
        return new Opportunity(id, account, USER, Set.of(), NOON);
    }

    private static Decision.Save saved(Mail mail, String text, Candidates found, app.tandem.crm.OrgProfile profile) {
        return (Decision.Save)
                planner().decide(Given.candidate(planner(), mail), null, new MailText(null, text), found, profile);
    }

    private static RecordRef what(Person person, Opportunity... opportunities) {
        return links(received(), new Candidates(List.of(person), List.of(), List.of(opportunities), Map.of(), Map.of()))
                .what();
    }

    private static Person person(String id, String account, String owner, LocalDate active) {
        return new Person(id, PersonType.CONTACT, Set.of(CUSTOMER), account, owner, active, NOON);
    }

    private static void assertBetter(Person better, Person worse) {
        MailPlanner planner = new MailPlanner(Given.context(Given.settings(new LinkRules(false, false))));
        assertThat(ids(links(planner, received(), NO_TEXT, people(better, worse))))
                .containsExactly(better.id());
        assertThat(ids(links(planner, received(), NO_TEXT, people(worse, better))))
                .containsExactly(better.id());
    }

    private static List<String> ids(Links links) {
        return links.who().stream().map(RecordRef::id).toList();
    }

    private static Links links(Mail mail, Candidates found) {
        return links(planner(), mail, NO_TEXT, found);
    }

    private static Links links(MailPlanner planner, Mail mail, MailText text, Candidates found) {
        return ((Decision.Save) planner.decide(Given.candidate(planner, mail), null, text, found, tasks())).links();
    }

    private static Decision decide(
            MailPlanner planner, Mail mail, Candidates found, app.tandem.crm.OrgProfile profile) {
        return planner.decide(Given.candidate(planner, mail), null, NO_TEXT, found, profile);
    }

    private static Decision.Refuse assertRefused(Decision decision, String rule) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        assertThat(((Decision.Refuse) decision).reason().rule()).isEqualTo(rule);
        return (Decision.Refuse) decision;
    }
}
