package app.tandem.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.tandem.crm.MailTemplate;
import app.tandem.crm.TemplateFolder;
import app.tandem.crm.TemplateSearch;
import app.tandem.crm.TemplateText;
import app.tandem.crm.TemplateUse;
import app.tandem.crm.Templates;
import app.tandem.item.RecordRef;
import app.tandem.platform.RemoteFailureException;
import app.tandem.sandbox.kernel.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Templates over the wire (pane section 19; salesforce-notes 12.1). */
class SalesforceTemplatesTest {

    private final SandboxOrg org = new SandboxOrg();
    private final Templates templates = org.crms().templates(org.account(1));
    private String letters;
    private RecordRef ann;
    private RecordRef deal;

    @BeforeEach
    void fill() {
        letters = org.put("Folder", Map.of("Name", "Letters", "Type", "Email", "AccessType", "Public"));
        String account = org.put("Account", Map.of("Name", "Umbra & Sons"));
        ann = new RecordRef(
                "Contact", org.put("Contact", Map.of("FirstName", "Ann", "LastName", "Umber", "AccountId", account)));
        deal = new RecordRef(
                "Opportunity",
                org.put(
                        "Opportunity",
                        Map.of(
                                "Name",
                                "Forty pumps",
                                "AccountId",
                                account,
                                "StageName",
                                "Prospecting",
                                "CloseDate",
                                "2030-01-01")));
    }

    @AfterEach
    void close() {
        org.close();
    }

    @Test
    @DisplayName("pane U-267: used last first, those never used by name; what is not active is not offered")
    void theLatestComesFirst() {
        template("Zebra", Map.of("Body", "z"));
        template("Apple", Map.of("Body", "a"));
        template("Old", Map.of("Body", "o", "LastUsedDate", "2020-01-01T10:00:00Z"));
        template("Off", Map.of("Body", "o", "IsActive", false));
        String third = template("Third", Map.of("Body", "t"));
        assertThat(names(letters, "")).containsExactly("Old", "Apple", "Third", "Zebra");
        templates.used(new TemplateUse(third, null, null));
        assertThat(names(letters, "")).containsExactly("Third", "Old", "Apple", "Zebra");
        assertThat(org.read("EmailTemplate", third, "TimesUsed")).isEqualTo("1");
    }

    @Test
    @DisplayName("pane U-266: by any part of the name, which is no pattern; by folder; no more than a hundred")
    void foundByNameAndFolder() {
        template("100 % off", Map.of("Body", "a"));
        template("1000 thanks", Map.of("Body", "a"));
        template("O'Neill's", Map.of("Body", "a"));
        assertThat(names(null, "0 % o")).containsExactly("100 % off");
        assertThat(names(letters, "thanks")).containsExactly("1000 thanks");
        assertThat(names(null, "o'neill's")).containsExactly("O'Neill's");
        assertThat(names(org.put("Folder", Map.of("Name", "Empty", "Type", "Email", "AccessType", "Public")), ""))
                .isEmpty();
        for (int i = 0; i < TemplateSearch.MOST; i++) {
            template("Letter " + i, Map.of("Body", "a"));
        }
        assertThat(templates.find(new TemplateSearch(letters, "")))
                .satisfies(found -> assertThat(found.templates()).hasSize(TemplateSearch.MOST))
                .satisfies(found -> assertThat(found.more()).isTrue());
        assertThat(templates.find(new TemplateSearch(letters, "letter")).more()).isFalse();
    }

    @Test
    @DisplayName(
            "pane U-267: the own place and the public one, then the folders of both kinds; nobody sees hidden ones")
    void foldersOfBothKinds() {
        org.put("Folder", Map.of("Name", "Bright", "Type", "EmailTemplate", "AccessType", "Public"));
        org.put("Folder", Map.of("Name", "Secret", "Type", "Email", "AccessType", "Hidden"));
        org.put("Folder", Map.of("Name", "Numbers", "Type", "Report", "AccessType", "Public"));
        assertThat(templates.folders())
                .startsWith(
                        new TemplateFolder(org.userId(1), "", TemplateFolder.Kind.OWN),
                        new TemplateFolder(org.org.orgId, "", TemplateFolder.Kind.PUBLIC))
                .contains(new TemplateFolder(letters, "Letters", TemplateFolder.Kind.CLASSIC))
                .anySatisfy(folder -> assertThat(folder)
                        .returns("Bright", TemplateFolder::name)
                        .returns(TemplateFolder.Kind.LIGHTNING, TemplateFolder::kind))
                .noneSatisfy(folder -> assertThat(folder.name()).isIn("Secret", "Numbers"));
    }

    @Test
    @DisplayName("pane U-268: Salesforce fills it from recipient and record; looking at it is not using it")
    void filledBySalesforce() {
        String template = template(
                "Offer",
                Map.of(
                        "TemplateType",
                        "html",
                        "Subject",
                        "For {!Contact.FirstName}",
                        "HtmlValue",
                        "<p>{!Contact.LastName}, {!Account.Name}: {!Opportunity.Name} {!Nothing.Here}</p>"));
        TemplateText.Filled filled = filled(new TemplateUse(template, ann, deal));
        assertThat(filled.subject()).isEqualTo("For Ann");
        assertThat(filled.body().html()).isTrue();
        assertThat(filled.body().content()).isEqualTo("<p>Umber, Umbra &amp; Sons: Forty pumps {!Nothing.Here}</p>");
        assertThat(org.read("EmailTemplate", template, "TimesUsed")).isNull();
    }

    @Test
    @DisplayName("pane U-269, U-273: no subject is an empty one, plain text stays plain, attachments are named only")
    void plainTextAndAttachments() {
        String template = template("Plain", Map.of("TemplateType", "text", "Body", "Dear {!Contact.FirstName}"));
        org.put("Attachment", Map.of("ParentId", template, "Name", "prices.pdf", "Body", new byte[] {1}));
        TemplateText.Filled filled = filled(new TemplateUse(template, ann, null));
        assertThat(filled.subject()).isEmpty();
        assertThat(filled.body().html()).isFalse();
        assertThat(filled.body().content()).isEqualTo("Dear Ann");
        assertThat(filled.files()).containsExactly("prices.pdf");
    }

    @Test
    @DisplayName("a Lead stands alone: no other record goes with it")
    void leadsStandAlone() {
        RecordRef lead =
                new RecordRef("Lead", org.put("Lead", Map.of("FirstName", "Lou", "LastName", "Lead", "Company", "L")));
        String template =
                template("Both", Map.of("TemplateType", "text", "Body", "{!Lead.FirstName}/{!Opportunity.Name}"));
        assertThat(filled(new TemplateUse(template, lead, deal)).body().content())
                .isEqualTo("Lou/");
    }

    @Test
    @DisplayName("what is gone or not to be seen is refused in Salesforce's words; a call that fails says so")
    void refusedAndFailed() {
        String others = org.put(
                "EmailTemplate",
                fields("Hers", Map.of("Body", "a", "FolderId", org.userId(0), "OwnerId", org.userId(0))));
        assertThat(names(null, "Hers")).isEmpty();
        assertThat(templates.render(new TemplateUse(others, ann, null)))
                .isEqualTo(new TemplateText.Refused("invalid cross reference id"));
        org.fault("renderStoredEmailTemplate", new Fault.Status(503, null, null));
        assertThatThrownBy(() -> templates.render(new TemplateUse(others, ann, null)))
                .isInstanceOf(RemoteFailureException.class);
    }

    private TemplateText.Filled filled(TemplateUse use) {
        return (TemplateText.Filled) templates.render(use);
    }

    private List<String> names(String folder, String text) {
        org.passes(Duration.ofSeconds(2));
        return templates.find(new TemplateSearch(folder, text)).templates().stream()
                .map(MailTemplate::name)
                .toList();
    }

    private String template(String name, Map<String, Object> more) {
        return org.put("EmailTemplate", fields(name, more));
    }

    private Map<String, Object> fields(String name, Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "Name", name,
                "DeveloperName", "t",
                "FolderId", letters,
                "FolderName", "Letters",
                "IsActive", true,
                "TemplateType", "text",
                "UiType", "Aloha",
                "TemplateStyle", "none"));
        fields.putAll(more);
        return fields;
    }
}
