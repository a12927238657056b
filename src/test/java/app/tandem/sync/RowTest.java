package app.tandem.sync;

import static app.tandem.sync.Given.COLLEAGUE;
import static app.tandem.sync.Given.CUSTOMER;
import static app.tandem.sync.Given.ME;
import static app.tandem.sync.Given.NOON;
import static app.tandem.sync.Given.USER;
import static app.tandem.sync.Given.about;
import static app.tandem.sync.Given.copied;
import static app.tandem.sync.Given.emails;
import static app.tandem.sync.Given.keyed;
import static app.tandem.sync.Given.mail;
import static app.tandem.sync.Given.planner;
import static app.tandem.sync.Given.profile;
import static app.tandem.sync.Given.received;
import static app.tandem.sync.Given.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.OrgProfile;
import app.tandem.crm.Row;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.Mail;
import app.tandem.item.MailBody;
import app.tandem.item.MailFolder;
import app.tandem.item.Reason;
import app.tandem.item.RecordRef;
import app.tandem.safehtml.MailText;
import app.tandem.safehtml.MailTexts;
import app.tandem.settings.TextRules;
import app.tandem.sync.Decision.Links;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The record of a message (sync E-2 … E-4, P-1 … P-3, Q-1, Q-6, N-3)")
class RowTest {

    private static final RecordRef CONTACT = new RecordRef("Contact", "003A");
    private static final RecordRef ACCOUNT = new RecordRef("Account", "001A");
    private static final Links LINKS = new Links(List.of(CONTACT), ACCOUNT, ACCOUNT, Map.of(CUSTOMER, CONTACT));
    private static final MailText HELLO = new MailText("<p>Hello</p>", "Hello");

    @Test
    @DisplayName("E-3, P-3, Q-1: a completed Task with its package fields")
    void taskFields() {
        Row row = row(received(), LINKS, HELLO, tasks());
        assertThat(row.type()).isEqualTo("Task");
        assertThat(row.attemptKey()).hasSize(64);
        assertThat(row.fields())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("Subject", "Price list"),
                        Map.entry("Status", "Completed"),
                        Map.entry("TaskSubtype", "Email"),
                        Map.entry("OwnerId", USER),
                        Map.entry("ActivityDate", LocalDate.of(2026, 3, 1)),
                        Map.entry("WhoId", "003A"),
                        Map.entry("WhatId", "001A"),
                        Map.entry(
                                "Description",
                                "From: ada@client.example\nTo: mia@north.example\nDate: 2026-03-01 04:00 (UTC-08:00)\n\nHello"),
                        Map.entry("tandem__InternetMessageId__c", "<1@client.example>"),
                        Map.entry("tandem__MessageKey__c", row.attemptKey()),
                        Map.entry("tandem__SendDate__c", NOON),
                        Map.entry("tandem__Sent__c", false),
                        Map.entry("tandem__IsOutbound__c", false),
                        Map.entry("tandem__IsInternal__c", false),
                        Map.entry("tandem__IsCreatedBySync__c", true),
                        Map.entry("tandem__CreatedByProduct__c", true),
                        Map.entry("tandem__ThreadId__c", "conversation-1"),
                        Map.entry("tandem__From__c", CUSTOMER),
                        Map.entry("tandem__Direction__c", "Inbound")));
    }

    @Test
    @DisplayName("E-3: the day is that of the Salesforce user's zone")
    void dayInTheUsersZone() {
        Mail night = keyed(mail(MailFolder.SENT, ME, CUSTOMER), "a", "<a@b>", Instant.parse("2026-03-01T06:30:00Z"));
        assertThat(row(night, LINKS, HELLO, tasks()).fields())
                .containsEntry("ActivityDate", LocalDate.of(2026, 2, 28))
                .containsEntry("tandem__Direction__c", "Outbound")
                .containsEntry("tandem__Sent__c", true);
    }

    @Test
    @DisplayName("Q-6: without the package nothing of it is written, and the text ends with the reference")
    void withoutPackageTheTextEndsWithTheReference() {
        Row row = row(received(), LINKS, HELLO, profile(false, false, false));
        assertThat(row.fields().keySet()).noneMatch(name -> name.startsWith("tandem__"));
        assertThat(description(row)).endsWith("\n\nRef: " + row.attemptKey().substring(0, 16));
    }

    @Test
    @DisplayName("N-3: a long text is cut with a mark; who, notes and reference stay")
    void longTextIsCutVisibly() {
        Row row = row(received(), LINKS, new MailText(null, "😀".repeat(40_000)), profile(false, false, false));
        String text = description(row);
        assertThat(text)
                .hasSizeLessThanOrEqualTo(32_000)
                .hasSizeGreaterThan(31_990)
                .startsWith("From: ");
        assertThat(text)
                .contains(Description.CUT)
                .endsWith("Ref: " + row.attemptKey().substring(0, 16));
        assertThat(text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }

    @Test
    @DisplayName("300 recipients: all named in the Task")
    void manyRecipientsAreNamed() {
        String[] many = IntStream.range(0, 300)
                .mapToObj(i -> "recipient" + i + "@client.example")
                .toArray(String[]::new);
        String text = description(row(mail(MailFolder.SENT, ME, many), LINKS, HELLO, tasks()));
        assertThat(Arrays.stream(many)).allMatch(text::contains);
        assertThat(text).endsWith("\n\nHello");
    }

    @Test
    @DisplayName("a subject of 4,000 characters is cut in its field and whole in the text; none is named as none")
    void longAndEmptySubjects() {
        String subject = "s".repeat(4_000);
        Row row = row(about(received(), subject), LINKS, HELLO, tasks());
        assertThat((String) row.fields().get("Subject")).hasSize(255).endsWith("…");
        assertThat(description(row)).contains("\nSubject: " + subject + "\n");
        assertThat(row(about(received(), " \r\n "), LINKS, HELLO, tasks()).fields())
                .containsEntry("Subject", "(no subject)");
    }

    @Test
    @DisplayName("L-17: several people only with shared activities, at most 50")
    void severalPeopleNeedSharedActivities() {
        List<RecordRef> people = IntStream.range(0, 60)
                .mapToObj(i -> new RecordRef("Contact", "003" + i))
                .toList();
        Links links = new Links(people, ACCOUNT, ACCOUNT);
        assertThat(row(received(), links, HELLO, tasks()).fields())
                .containsEntry("WhoId", "0030")
                .doesNotContainKey("TaskWhoIds");
        Map<String, Object> shared =
                row(received(), links, HELLO, profile(false, true, true)).fields();
        assertThat((List<?>) shared.get("TaskWhoIds")).hasSize(50).first().isEqualTo("0030");
        assertThat(shared).doesNotContainKey("WhoId");
    }

    @Test
    @DisplayName("L-19: a Task with a Lead has nothing else")
    void leadTaskHasNoBusinessRecord() {
        Links links = new Links(List.of(new RecordRef("Lead", "00QA")), ACCOUNT, ACCOUNT);
        assertThat(row(received(), links, HELLO, tasks()).fields())
                .containsEntry("WhoId", "00QA")
                .doesNotContainKey("WhatId");
    }

    @Test
    @DisplayName("E-4, P-1, P-2: an EmailMessage, known people by id and others by address")
    void emailMessageFields() {
        Mail mail = copied(mail(MailFolder.INBOX, CUSTOMER, ME, "new@client.example"), COLLEAGUE, CUSTOMER);
        Row row = row(mail, LINKS, HELLO, emails());
        assertThat(row.type()).isEqualTo("EmailMessage");
        assertThat(row.fields())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("Subject", "Price list"),
                        Map.entry("Status", "3"),
                        Map.entry("Incoming", true),
                        Map.entry("IsClientManaged", true),
                        Map.entry("MessageDate", NOON),
                        Map.entry("MessageIdentifier", "<1@client.example>"),
                        Map.entry("ThreadIdentifier", "conversation-1"),
                        Map.entry("RelatedToId", "001A"),
                        Map.entry("FromAddress", CUSTOMER),
                        Map.entry("FromId", "003A"),
                        Map.entry("ToIds", List.of(USER)),
                        Map.entry("ToAddress", "new@client.example"),
                        Map.entry("CcIds", List.of("003A")),
                        Map.entry("CcAddress", COLLEAGUE),
                        Map.entry("TextBody", "Hello"),
                        Map.entry("HtmlBody", "<p>Hello</p>"),
                        Map.entry("tandem__MessageKey__c", row.attemptKey()),
                        Map.entry("tandem__IsCreatedBySync__c", true),
                        Map.entry("tandem__IsOutbound__c", false),
                        Map.entry("tandem__IsInternal__c", false),
                        Map.entry("tandem__ThreadId__c", "conversation-1")));
    }

    @Test
    @DisplayName("an address that Salesforce would refuse is named, not written as an address")
    void unreadableAddressesAreNamed() {
        Map<String, Object> fields = row(
                        mail(MailFolder.INBOX, "not an address", "undisclosed-recipients:;"), LINKS, HELLO, emails())
                .fields();
        assertThat(fields).doesNotContainKeys("FromAddress", "ToAddress").containsEntry("FromName", "not an address");
        assertThat((String) fields.get("TextBody")).isEqualTo("Hello\n\nTo also: undisclosed-recipients:;");
        assertThat((String) fields.get("HtmlBody")).isEqualTo("<p>Hello</p><p>To also: undisclosed-recipients:;</p>");
    }

    @Test
    @DisplayName("300 recipients: what no longer fits the address field stands below the text")
    void manyRecipientsOfAnEmailMessage() {
        String[] many = IntStream.range(0, 300)
                .mapToObj(i -> "recipient" + i + "@client.example")
                .toArray(String[]::new);
        Map<String, Object> fields =
                row(mail(MailFolder.SENT, ME, many), LINKS, HELLO, emails()).fields();
        String all = fields.get("ToAddress") + " " + fields.get("TextBody");
        assertThat((String) fields.get("ToAddress")).hasSizeLessThanOrEqualTo(4_000);
        assertThat(Arrays.stream(many)).allMatch(all::contains);
    }

    @Test
    @DisplayName("A-4, A-8: cloud files are linked in the text, files left out are named with why")
    void notesBelowTheText() {
        Attachment cloud = new Attachment(
                new AttachmentId("1"), Attachment.Kind.REFERENCE, "plan.docx", null, 1, false, null, null);
        Attachment big =
                new Attachment(new AttachmentId("2"), Attachment.Kind.FILE, "film.mp4", null, 1, false, null, null);
        Attachment logo =
                new Attachment(new AttachmentId("3"), Attachment.Kind.FILE, "logo.png", null, 1, true, null, null);
        List<AttachmentPlan> plans = List.of(
                new AttachmentPlan.Link(
                        cloud, "https://drive.example/1", Reason.of(Reason.State.LEFT_ALONE, "sync A-4")),
                new AttachmentPlan.Skip(big, Reason.of(Reason.State.REFUSED, "sync A-4", "MAX_SIZE")),
                new AttachmentPlan.Skip(logo, Reason.of(Reason.State.LEFT_ALONE, "sync A-4", "INLINE")));
        MailPlanner planner = planner();
        Row row = planner.row(Given.candidate(planner, received()), LINKS, HELLO, plans, tasks());
        assertThat(description(row))
                .endsWith("\n\nHello\n\nLink: plan.docx <https://drive.example/1>\nNot saved: film.mp4 (too large)");
    }

    @Test
    @DisplayName("E-4: a stored picture stands in the text and is the mail's file; another is described and named")
    void picturesStandInTheText() {
        AttachmentPlan plan = picture("1", "plan.png", "<plan@x>");
        AttachmentPlan photo = picture("2", "photo.jpg", "photo@x");
        MailText text = MailTexts.of(
                new MailBody(true, "<p>See <img src='cid:plan@x' alt=Plan> and <img src='cid:photo@x' alt=Photo></p>"));
        MailPlanner planner = planner();
        Map<String, Object> fields = planner.row(
                        Given.candidate(planner, received()),
                        LINKS,
                        text,
                        List.of(plan, photo),
                        Map.of(new AttachmentId("1"), new StoredPicture("068A", "069A")),
                        emails())
                .fields();
        assertThat(fields)
                .containsEntry("ContentDocumentIds", List.of("069A"))
                .containsEntry(
                        "HtmlBody",
                        "<p>See <img src=\"/sfc/servlet.shepherd/version/download/068A\" alt=\"Plan\"> and [Photo]</p>"
                                + "<p>Not saved: photo.jpg (Salesforce did not take it)</p>")
                .hasEntrySatisfying(
                        "TextBody", body -> assertThat((String) body).startsWith("See [Plan] and [Photo]"));
    }

    private static AttachmentPlan picture(String id, String name, String contentId) {
        return new AttachmentPlan.Show(
                new Attachment(new AttachmentId(id), Attachment.Kind.FILE, name, "image/png", 9, true, contentId, null),
                name,
                "image/png");
    }

    @Test
    @DisplayName("E-18, S-45: no bodies, on no path; E-16, S-94: direction before the subject")
    void bodiesLeftOutAndDirectionShown() {
        MailPlanner planner = new MailPlanner(Given.context(Given.settings(new TextRules(true, true, false))));
        Row task = planner.row(Given.candidate(planner, received()), LINKS, HELLO, List.of(), tasks());
        Row email = planner.row(Given.candidate(planner, received()), LINKS, HELLO, List.of(), emails());
        assertThat(task.fields().toString() + email.fields()).doesNotContain("Hello");
        assertThat(task.fields()).containsEntry("Subject", "In: Price list");
    }

    @Test
    @DisplayName("a date that Salesforce cannot store is left out; a Message-ID that does not fit too")
    void impossibleValuesAreLeftOut() {
        Mail odd = keyed(
                mail(MailFolder.SENT, ME, CUSTOMER),
                "a",
                "<" + "x".repeat(900) + "@b>",
                Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(row(odd, LINKS, HELLO, tasks()).fields())
                .containsEntry("tandem__SendDate__c", NOON)
                .doesNotContainKey("tandem__InternetMessageId__c");
        assertThat(row(odd, LINKS, HELLO, emails()).fields()).doesNotContainKey("MessageIdentifier");
    }

    private static String description(Row row) {
        return (String) row.fields().get("Description");
    }

    private static Row row(Mail mail, Links links, MailText text, OrgProfile profile) {
        MailPlanner planner = planner();
        return planner.row(Given.candidate(planner, mail), links, text, List.of(), profile);
    }
}
