package app.tandem.acceptance;

import static app.tandem.acceptance.Hands.button;
import static app.tandem.acceptance.Hands.create;
import static app.tandem.acceptance.Hands.edit;
import static app.tandem.acceptance.Hands.field;
import static app.tandem.acceptance.Hands.open;
import static app.tandem.acceptance.Hands.row;
import static app.tandem.acceptance.Hands.value;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.OutlookWindow;
import app.tandem.sandbox.inside.SlowOutside;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a form of the pane holds is what is saved: whatever covers it, whichever answer comes late, however often it is pressed. */
@AnnasPane.People(4)
class PaneFormsTest extends AnnasPane {

    /** Pane U-179: what was ticked before a search is shown and saved as it was left. */
    @Test
    void ticksStandAsTheyWereLeftAfterASearch() {
        String left = contact("Tilda", "Ticked", "tilda@tick-works.example");
        String taken = contact("Udo", "Unticked", "udo@tick-works.example");
        stage.deliver(anna, mail("Tick us", "tilda@tick-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Tick us")) {
            FrameLocator pane = outlook.pane();
            button(pane.locator(".status"), "Save").click();
            assertThat(row(pane, "Tilda Ticked")).isChecked();
            row(pane, "Tilda Ticked").uncheck();
            button(pane.locator("main"), "Search for another record").click();
            pane.locator("input[type=search]").fill("Unticked");
            pane.locator("[data-object=Contact] .face").first().click();
            assertThat(row(pane, "Udo Unticked")).isChecked();
            assertThat(row(pane, "Tilda Ticked")).not().isChecked();
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".status")).hasAttribute("data-state", "SAVED");
        }
        assertThat(stage.query(anna, "SELECT WhoId FROM Task WHERE Subject LIKE '%Tick us%'"))
                .extracting(task -> task.path("WhoId").asString())
                .containsOnly(taken)
                .doesNotContain(left);
    }

    /** Pane U-143, U-179: what was chosen from a list stands after the form for a new Account that covered it. */
    @Test
    void aChoiceStandsAsItWasLeftAfterANestedForm() {
        stage.deliver(anna, mail("New deal", "nobody@choice-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "New deal")) {
            FrameLocator pane = outlook.pane();
            create(pane, "Opportunity");
            value(pane, "Name").fill("Nested deal");
            value(pane, "CloseDate").fill("2027-01-31");
            field(pane, "StageName").locator("select").selectOption("Negotiation/Review");
            value(pane, "AccountId").click();
            button(field(pane, "AccountId"), "New account").click();
            assertThat(field(pane, "StageName")).hasCount(0);
            value(pane, "Name").fill("Choice Works");
            button(pane.locator("header"), "Create").click();
            assertThat(field(pane, "AccountId")).containsText("Choice Works");
            assertThat(field(pane, "StageName").locator("select")).hasValue("Negotiation/Review");
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".created")).containsText("Nested deal");
        }
        assertThat(stage.query(anna, "SELECT StageName FROM Opportunity WHERE Name = 'Nested deal'"))
                .singleElement()
                .satisfies(deal -> assertThat(deal.path("StageName").asString()).isEqualTo("Negotiation/Review"));
    }

    /** Pane U-135: between the write and its end nothing can be pressed. */
    @Test
    void aSecondPressMakesNoSecondRecord() {
        stage.deliver(anna, mail("Press twice", "nobody@press-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Press twice")) {
            FrameLocator pane = outlook.pane();
            create(pane, "Lead");
            value(pane, "LastName").fill("Pressed");
            value(pane, "Company").fill("Press Works");
            SlowOutside.Held ending = stage.outside().hold("created");
            button(pane.locator("header"), "Create").click();
            ending.await();
            assertThat(pane.locator(".toast.success")).isVisible();
            button(pane.locator("header"), "Create").evaluate("button => button.click()");
            assertThat(button(pane.locator("header"), "Create")).isDisabled();
            ending.release();
            assertThat(pane.locator(".created")).containsText("Pressed");
        }
        assertThat(stage.query(anna, "SELECT Id FROM Lead WHERE LastName = 'Pressed'"))
                .hasSize(1);
    }

    /** Pane U-154: what is confirmed by name is what goes, whichever answer comes last. */
    @Test
    void aLateAnswerDoesNotChooseWhoGoes() {
        String stays = contact("Siri", "Latetwin", "siri@late-works.example");
        String kept = contact("Simone", "Latetwin", "simone@late-works.example");
        String goes = contact("Sirikit", "Latetwin", "sirikit@late-works.example");
        stage.deliver(anna, mail("Merge late", "siri@late-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Merge late")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            button(pane.locator(".actions"), "Merge").click();
            SlowOutside.Held late = stage.outside().hold("detail");
            offer(pane, "Latetwin", "Simone").click();
            late.await();
            button(pane.locator(".reference"), "Take Simone Latetwin away").click();
            offer(pane, "Latetwin", "Sirikit").click();
            Locator confirm = pane.locator(".merge .check-row");
            assertThat(confirm).containsText("Merge Sirikit Latetwin into Siri Latetwin");
            assertThat(confirm).containsText("sirikit@late-works.example");
            int asked = calls();
            late.release();
            Wire.until("the late answer", Stage.PATIENCE, () -> calls() > asked);
            stage.untilQuiet();
            assertThat(confirm).containsText("Merge Sirikit Latetwin into Siri Latetwin");
            confirm.locator("input").check();
            button(pane.locator("header"), "Merge").click();
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        assertThat(stage.sandbox.salesforce().all(anna.orgId(), "Contact"))
                .extracting(contact -> contact.get("Id"))
                .contains(stays, kept)
                .doesNotContain(goes);
    }

    /** Pane U-107, U-112: what was typed and had not arrived yet when the form was sent is a change on top of it. */
    @Test
    void whatIsEnteredDuringASaveIsNotLost() {
        String contact = contact("Dana", "During", "dana@during-works.example");
        stage.deliver(anna, mail("Edit on", "dana@during-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Edit on")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Contact");
            edit(pane, "Department");
            edit(pane, "Title").fill("First");
            SlowOutside.Held save = stage.outside().hold("update");
            button(pane.locator("header"), "Save changes").click();
            save.await();
            value(pane, "Department")
                    .evaluate("input => { input.value = 'Second'; input.dispatchEvent(new Event('input')); }");
            assertThat(field(pane, "Department")).hasClass(java.util.regex.Pattern.compile(".*changed.*"));
            save.release();
            assertThat(pane.locator(".toast.success")).isVisible();
            assertThat(field(pane, "Title")).containsText("First");
            assertThat(value(pane, "Department")).hasValue("Second");
            assertThat(record("Contact", contact, "Department")
                            .path("Department")
                            .isNull())
                    .isTrue();
            button(pane.locator("header"), "Save changes").click();
            assertThat(field(pane, "Department")).containsText("Second");
        }
        JsonNode saved = record("Contact", contact, "Title, Department");
        assertThat(saved.path("Title").asString()).isEqualTo("First");
        assertThat(saved.path("Department").asString()).isEqualTo("Second");
    }

    /** Pane U-108, U-148: also "Save mine" sends nothing while a field cannot be read; above all it clears none. */
    @Test
    void savingMineNeverClearsANumberThatCannotBeRead() {
        String account = org.create(
                "Account",
                Map.of("Name", "Number Works", "Website", "www.number-works.example", "NumberOfEmployees", 4711));
        stage.deliver(anna, mail("Count us", "nobody@number-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Count us")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Account");
            assertThat(field(pane, "NumberOfEmployees")).containsText("4,711");
            edit(pane, "Phone").fill("+31 20 555 0142");
            org.change("Account", account, Map.of("Phone", "+31 20 555 0199"));
            button(pane.locator("header"), "Save changes").click();
            assertThat(pane.locator(".conflict")).containsText("Phone");
            edit(pane, "NumberOfEmployees").fill("many");
            button(pane.locator(".conflict"), "Save mine all the same").click();
            assertThat(field(pane, "NumberOfEmployees").locator(".error")).containsText("not a number");
            value(pane, "NumberOfEmployees").fill("4712");
            button(pane.locator(".conflict"), "Save mine all the same").click();
            assertThat(pane.locator(".toast.success")).isVisible();
        }
        JsonNode saved = record("Account", account, "Phone, NumberOfEmployees");
        assertThat(saved.path("Phone").asString()).isEqualTo("+31 20 555 0142");
        assertThat(saved.path("NumberOfEmployees").asInt()).isEqualTo(4712);
    }

    /** Pane U-115: the last lines of a mail are its writer's, whoever of the people in it is pressed. */
    @Test
    void theSignatureBelongsToTheWriterAlone() {
        stage.deliver(
                anna,
                mail(
                        "Two strangers",
                        "Wanda Writer <wanda@sign-works.example>",
                        "Karl Copied <karl@sign-works.example>",
                        """
                Karl can tell you more.

                Best regards
                Wanda Writer
                Head of Purchasing
                Tel. +31 20 555 0142
                """));
        try (OutlookWindow outlook = stage.open(anna, "Two strangers")) {
            FrameLocator pane = outlook.pane();
            SlowOutside.Held account = stage.outside().hold("account");
            button(pane.locator(".suggestions"), "Create a contact for Karl Copied")
                    .click();
            account.await();
            assertThat(value(pane, "LastName")).hasValue("Copied");
            account.release();
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".created")).containsText("Karl Copied");
            button(pane.locator(".suggestions"), "Create a contact for Wanda Writer")
                    .click();
            assertThat(value(pane, "Phone")).hasValue("+31 20 555 0142");
        }
        assertThat(stage.query(anna, "SELECT Phone, Title FROM Contact WHERE Email = 'karl@sign-works.example'"))
                .singleElement()
                .satisfies(karl -> {
                    assertThat(karl.path("Phone").isNull()).isTrue();
                    assertThat(karl.path("Title").isNull()).isTrue();
                });
    }

    /** Pane U-153, U-160: a Lead whose Contact is there already goes into that one, with its Account. */
    @Test
    void aLeadIsConvertedIntoTheContactThatIsThere() {
        String account = org.create("Account", Map.of("Name", "There Works"));
        String there = org.create(
                "Contact", Map.of("LastName", "There", "Email", "theo@there-works.example", "AccountId", account));
        String lead = org.create(
                "Lead",
                Map.of(
                        "LastName",
                        "There",
                        "FirstName",
                        "Theo",
                        "Company",
                        "There",
                        "Email",
                        "theo@there-works.example"));
        stage.deliver(anna, mail("Convert twice", "theo@there-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Convert twice")) {
            FrameLocator pane = outlook.pane();
            open(pane, "Lead");
            button(pane.locator(".actions"), "Convert to contact").click();
            pane.locator(".field[data-field=status], .editor[data-field=status]")
                    .first()
                    .waitFor();
            button(pane.locator("header"), "Convert").click();
            assertThat(button(pane.locator(".duplicates"), "Convert anyway")).isVisible();
            button(pane.locator(".duplicates"), "Use: There").click();
            assertThat(pane.locator(".record")).hasAttribute("data-record", there);
        }
        JsonNode converted = record("Lead", lead, "ConvertedContactId, ConvertedAccountId");
        assertThat(converted.path("ConvertedContactId").asString()).isEqualTo(there);
        assertThat(converted.path("ConvertedAccountId").asString()).isEqualTo(account);
    }

    /** Pane U-90, U-97, U-98: from the card itself, without opening the record. */
    @Test
    void aCardOffersWhatCanBeDoneWithItsRecord() {
        String contact = contact("Carla", "Card", "carla@card-works.example");
        stage.deliver(anna, mail("Card menu", "carla@card-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Card menu")) {
            FrameLocator pane = outlook.pane();
            Locator card = pane.locator("[data-object=Contact] .card");
            card.locator("summary").click();
            assertThat(card.locator("a").filter(new Locator.FilterOptions().setHasText("Open in Salesforce")))
                    .hasAttribute("href", java.util.regex.Pattern.compile("https?://.*/" + contact));
            button(card, "Copy link").click();
            assertThat(pane.locator(".toast")).isVisible();
            button(card, "Follow up").click();
            assertThat(field(pane, "WhoId")).containsText("Carla Card");
            assertThat(value(pane, "Subject")).hasValue("Follow up: Card menu");
            button(pane.locator("header"), "Save").click();
            assertThat(pane.locator(".home .timeline")).containsText("Follow up: Card menu");
            button(pane.locator("[data-object=Contact] h2"), "New Contact").click();
            assertThat(pane.locator(".create")).hasAttribute("data-object", "Contact");
        }
        assertThat(stage.query(anna, "SELECT Subject FROM Task WHERE WhoId = '" + contact + "'"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("Subject").asString()).isEqualTo("Follow up: Card menu"));
    }

    /** Pane U-142: only on demand; then the org's rule decides. */
    @Test
    void assignmentRulesChooseTheOwnerOnDemand() {
        String other = colleague().salesforceUserId();
        Map<String, String> rules = stage.sandbox.world().org(anna.orgId()).assignmentRules;
        rules.put("Lead", other);
        stage.deliver(anna, mail("Assign it", "nobody@assign-works.example", "", "Hello."));
        try (OutlookWindow outlook = stage.open(anna, "Assign it")) {
            FrameLocator pane = outlook.pane();
            lead(pane, "Kept");
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".created")).containsText("Kept");
            lead(pane, "Given");
            row(pane, "Let assignment rules choose the owner").check();
            button(pane.locator("header"), "Create").click();
            assertThat(pane.locator(".created")).containsText("Given");
        } finally {
            rules.remove("Lead");
        }
        assertThat(owner("Kept")).isNotEqualTo(other);
        assertThat(owner("Given")).isEqualTo(other);
    }

    private static void lead(FrameLocator pane, String name) {
        create(pane, "Lead");
        value(pane, "LastName").fill(name);
        value(pane, "Company").fill("Assign Works");
    }

    private static String owner(String lead) {
        return stage.query(anna, "SELECT OwnerId FROM Lead WHERE LastName = '" + lead + "'")
                .getFirst()
                .path("OwnerId")
                .asString();
    }

    private static int calls() {
        return Wire.send("GET", stage.sandbox.controlUrl() + "/calls", null)
                .expect(200)
                .json()
                .size();
    }

    private static Locator offer(FrameLocator pane, String search, String first) {
        pane.locator(".reference input").fill(search);
        return pane.locator(".offer").filter(new Locator.FilterOptions().setHasText(first + " "));
    }

    private static String mail(String subject, String from, String copy, String text) {
        return """
                From: %s
                To: %s
                Cc: %s
                Subject: %s
                Date: Mon, 02 Mar 2026 10:00:00 +0100
                Message-ID: <%s@forms.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, anna.mail(), copy, subject, subject.replace(' ', '-'), text)
                .replace("Cc: \n", "");
    }
}
