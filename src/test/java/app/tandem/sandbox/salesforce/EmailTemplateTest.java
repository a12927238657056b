package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates in raw SOAP: who sees them, and what comes of one for a recipient and a record (salesforce-notes 12.1). */
class EmailTemplateTest {

    private final Stage stage = new Stage();
    private final RawSoap ada = new RawSoap(stage, "ada@northwind.example");
    private final RawSoap ben = new RawSoap(stage, "ben@northwind.example");
    private String folder;
    private String contact;
    private String deal;

    @BeforeEach
    void fill() {
        folder = stage.load("Folder", "Name", "Letters", "Type", "Email", "AccessType", "Public");
        String account = stage.load("Account", "Name", "Fabrikam & Sons");
        contact = stage.load("Contact", "FirstName", "Lea", "LastName", "<Lee>", "AccountId", account);
        deal = stage.load(
                "Opportunity",
                "Name",
                "Forty pumps",
                "AccountId",
                account,
                "StageName",
                "Prospecting",
                "CloseDate",
                "2030-01-01");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aClassicTemplateIsFilledFromRecipientRecordAndSender() throws Exception {
        String template = template(
                folder,
                "UiType=Aloha",
                "TemplateType=html",
                "Subject=For {!Contact.FirstName}",
                "HtmlValue=<p>{!Contact.LastName}, {!Account.Name}: {!Opportunity.Name}{!Lead.FirstName} {!User.FirstName} {!Nothing.Here}</p>",
                "Body={!Contact.LastName}");
        RawSoap.Answer answer = render(ben, template, contact, deal, "None", "");
        assertThat(answer.one("success")).isEqualTo("true");
        assertThat(answer.one("subject")).isEqualTo("For Lea");
        assertThat(answer.one("htmlBody"))
                .isEqualTo("<p>&lt;Lee&gt;, Fabrikam &amp; Sons: Forty pumps Ben {!Nothing.Here}</p>");
        assertThat(answer.one("plainTextBody")).isEqualTo("<Lee>");
        assertThat(answer.all("fileAttachments")).isEmpty();
    }

    @Test
    void aLightningTemplateHasBracesOfItsOwn() throws Exception {
        String template = template(
                folder,
                "UiType=SFX",
                "TemplateType=custom",
                "Subject={{{Opportunity.Name}}}",
                "HtmlValue=<p>{{{Recipient.FirstName}}} {!Contact.FirstName} {{{Sender.LastName}}} {{{Organization.Name}}}</p>");
        RawSoap.Answer answer = render(ben, template, contact, deal, "None", "");
        assertThat(answer.one("subject")).isEqualTo("Forty pumps");
        assertThat(answer.one("htmlBody")).isEqualTo("<p>Lea {!Contact.FirstName} Beck Northwind Traders</p>");
    }

    @Test
    void withoutARecipientItsPlacesStayEmptyAndAPlainTemplateHasNoMarkup() throws Exception {
        String template = template(folder, "UiType=Aloha", "TemplateType=text", "Body=Dear {!Contact.FirstName}!");
        RawSoap.Answer answer = ben.call(request(template, "", "None", ""));
        assertThat(answer.one("plainTextBody")).isEqualTo("Dear !");
        assertThat(answer.one("htmlBody")).isEqualTo("(nil)");
        assertThat(answer.one("subject")).isEqualTo("(nil)");
    }

    @Test
    void filesAreNamedWhenAskedForAndUseIsCountedWhenAskedFor() throws Exception {
        String template = template(folder, "UiType=Aloha", "TemplateType=text", "Body=Hello");
        stage.load("Attachment", "ParentId", template, "Name", "prices.pdf", "Body", new byte[] {1, 2});
        RawSoap.Answer answer = render(ben, template, contact, deal, "MetadataOnly", "");
        assertThat(answer.one("fileName")).isEqualTo("prices.pdf");
        assertThat(usage(template)).isEqualTo("(nil)");
        render(ben, template, contact, deal, "None", "<updateTemplateUsage>true</updateTemplateUsage>");
        assertThat(usage(template)).isEqualTo("1");
    }

    @Test
    void whatTheCallerMayNotSeeIsRefusedAsIfItWereNotThere() throws Exception {
        String own = template(Stage.ADA, "UiType=Aloha", "TemplateType=text", "Body=Hello", "OwnerId=" + Stage.ADA);
        assertThat(ben.query("SELECT Id FROM EmailTemplate").one("size")).isEqualTo("0");
        assertThat(ada.query("SELECT Id FROM EmailTemplate").one("size")).isEqualTo("1");
        RawSoap.Answer answer = render(ben, own, contact, deal, "None", "");
        assertThat(answer.one("success")).isEqualTo("false");
        assertThat(answer.one("statusCode")).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
        String shared = template(folder, "UiType=Aloha", "TemplateType=text", "Body=Hello");
        assertThat(render(ben, shared, deal, contact, "None", "").one("statusCode"))
                .as("a deal is no recipient")
                .isEqualTo("INVALID_ID_FIELD");
        assertThat(render(ben, shared, contact, deal, "Everything", "").text()).contains("not a valid value");
    }

    private String template(String in, String... fields) {
        Object[] values = new Object[fields.length * 2 + 8];
        for (int i = 0; i < fields.length; i++) {
            values[i * 2] = fields[i].substring(0, fields[i].indexOf('='));
            values[i * 2 + 1] = fields[i].substring(fields[i].indexOf('=') + 1);
        }
        Object[] common = {"Name", "A letter", "DeveloperName", "A_letter", "FolderId", in, "TemplateStyle", "none"};
        System.arraycopy(common, 0, values, fields.length * 2, common.length);
        return stage.load("EmailTemplate", values);
    }

    private String usage(String template) throws Exception {
        return ada.query("SELECT TimesUsed FROM EmailTemplate WHERE Id = '" + template + "'")
                .one("TimesUsed");
    }

    private static RawSoap.Answer render(
            RawSoap caller, String template, String who, String what, String attachments, String usage)
            throws Exception {
        return caller.call(
                request(template, "<whatId>" + what + "</whatId><whoId>" + who + "</whoId>", attachments, usage));
    }

    private static String request(String template, String records, String attachments, String usage) {
        return "<renderStoredEmailTemplate><request><attachmentRetrievalOption>" + attachments
                + "</attachmentRetrievalOption><templateId>" + template + "</templateId>" + usage + records
                + "</request></renderStoredEmailTemplate>";
    }
}
