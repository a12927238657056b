package app.tandem.sync;

import static app.tandem.item.Attachment.Kind.FILE;
import static app.tandem.item.Attachment.Kind.ITEM;
import static app.tandem.item.Attachment.Kind.REFERENCE;
import static app.tandem.sync.Given.received;
import static app.tandem.sync.Given.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.crm.OrgProfile;
import app.tandem.item.Attachment;
import app.tandem.item.AttachmentId;
import app.tandem.item.MailBody;
import app.tandem.item.MailContent;
import app.tandem.safehtml.MailTexts;
import app.tandem.settings.FileRules;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What becomes of attachments (sync A-1 … A-15)")
class AttachmentsTest {

    private static final String BODY =
            "<p>Hi</p><img src=\"cid:Pic%201@x\"><img src='CID:image001.png@01D9ABCD.12345678'>";

    @Test
    @DisplayName("A-4: inline, an image, shown by the markup: all three make a picture of the body")
    void picturesOfTheBodyAreNotFiles() {
        assertThat(plan(image("a.png", 90_000, true, "<pic 1@x>"))).isEqualTo("skip sync A-4 INLINE");
        assertThat(plan(image("a.png", 90_000, true, "other@x"))).isEqualTo("save a.png image/png");
        assertThat(plan(image("a.png", 90_000, true, null))).isEqualTo("save a.png image/png");
        assertThat(plan(image("a.png", 90_000, false, "pic 1@x"))).isEqualTo("save a.png image/png");
        assertThat(plan(file("a.pdf", "application/pdf", 90_000, true, "pic 1@x")))
                .isEqualTo("save a.pdf application/pdf");
    }

    @Test
    @DisplayName("E-4: a mail saved with its markup shows the pictures that stand in it, within the limits of files")
    void picturesOfTheBodyAreShown() {
        Attachment picture = image("a.png", 90_000, true, "<pic 1@x>");
        OrgProfile emails = Given.emails();
        assertThat(plan(Given.planner(), emails, picture, picture))
                .as("one place, one picture")
                .containsExactly("show a.png image/png", "skip sync A-4 INLINE");
        assertThat(plan(strict(Set.of(), Map.of("png", 100_000L), false), emails, picture))
                .as("small ones too")
                .containsExactly("show a.png image/png");
        assertThat(plan(strict(Set.of("pdf"), Map.of(), false), emails, picture))
                .as("of allowed kinds")
                .containsExactly("skip sync A-8 EXTENSION");
        assertThat(plan(Given.planner(), emails, image("a.png", 26 * 1024 * 1024, true, "pic 1@x")))
                .as("not too large")
                .containsExactly("skip sync A-4 MAX_SIZE");
        assertThat(plan(Given.planner(), emails, image("a.svg", 900, true, "pic 1@x")))
                .as("nothing that can act")
                .containsExactly("skip sync A-4 INLINE");
        assertThat(plan(strict(Set.of(), Map.of(), true), emails, picture))
                .as("never as classic attachments")
                .containsExactly("skip sync A-4 INLINE");
    }

    @Test
    @DisplayName(
            "A-8: small pictures that a mail program named are of a signature; a picture that a person attached is a file")
    void signaturePicturesAreTold() {
        assertThat(plan(image("image002.png", 4_000, false, "image002.png@01D9ABCD.12345678")))
                .isEqualTo("skip sync A-8 SIGNATURE");
        assertThat(plan(image("logo.gif", 900, true, "x1"))).isEqualTo("skip sync A-8 SIGNATURE");
        assertThat(plan(image("image002.png", 400_000, false, "image002.png@01D9ABCD.12345678")))
                .startsWith("save");
        assertThat(plan(image("image002.png", 4_000, false, null)))
                .as("attached as a file")
                .startsWith("save");
        assertThat(plan(image("photo.jpg", 4_000, true, "x1")))
                .as("named by a person")
                .startsWith("save");
        assertThat(plan(file("image002.pdf", "application/pdf", 4_000, true, "x1")))
                .startsWith("save");
    }

    @Test
    @DisplayName("an attached message is a file named after its subject, an appointment and a contact keep their kind")
    void itemsAreFiles() {
        assertThat(plan(attachment(ITEM, "Re: Price / list?", null, 1)))
                .isEqualTo("save Re_ Price _ list_.eml message/rfc822");
        assertThat(plan(attachment(ITEM, null, null, 1))).isEqualTo("save message.eml message/rfc822");
        assertThat(plan(attachment(ITEM, "old.eml", "message/rfc822", 1))).isEqualTo("save old.eml message/rfc822");
        assertThat(plan(attachment(ITEM, "Meeting", "text/calendar; method=REQUEST", 1)))
                .isEqualTo("save Meeting.ics text/calendar");
        assertThat(plan(attachment(ITEM, "Ada", "text/vcard", 1))).isEqualTo("save Ada.vcf text/vcard");
    }

    @Test
    @DisplayName("A-4: cloud files are links, if they can be followed")
    void referencesAreLinks() {
        Attachment good = new Attachment(
                new AttachmentId("1"), REFERENCE, "plan", null, 0, false, null, "https://drive.example/1");
        Attachment bad =
                new Attachment(new AttachmentId("1"), REFERENCE, "plan", null, 0, false, null, "javascript:alert(1)");
        assertThat(plan(good)).isEqualTo("link https://drive.example/1");
        assertThat(plan(bad)).isEqualTo("skip sync A-4 NO_LINK");
    }

    @Test
    void winmailIsKept() {
        assertThat(plan(attachment(FILE, "winmail.dat", "application/ms-tnef", 10)))
                .isEqualTo("save winmail.dat application/ms-tnef");
        assertThat(plan(attachment(FILE, null, "application/ms-tnef", 10)))
                .isEqualTo("save attachment.dat application/ms-tnef");
    }

    @Test
    @DisplayName("A-8: extensions and sizes, each refusal with its reason")
    void filters() {
        assertThat(plan(attachment(FILE, "a.EXE", null, 10))).isEqualTo("skip sync A-8 EXTENSION");
        assertThat(plan(attachment(FILE, "a.pdf", null, 25_000_000))).startsWith("save");
        assertThat(plan(attachment(FILE, "a.pdf", null, 25_000_001))).isEqualTo("skip sync A-4 MAX_SIZE");
        MailPlanner strict = strict(Set.of("pdf"), Map.of("pdf", 100L), false);
        assertThat(plan(strict, tasks(), attachment(FILE, "a.txt", null, 200)))
                .containsExactly("skip sync A-8 EXTENSION");
        assertThat(plan(strict, tasks(), attachment(FILE, "a", "application/pdf", 200)))
                .containsExactly("save a.pdf application/pdf");
        assertThat(plan(strict, tasks(), attachment(FILE, "a.pdf", null, 99)))
                .containsExactly("skip sync A-8 MIN_SIZE");
    }

    @Test
    @DisplayName("A-1: the storage decides the limit; without any there is a reason")
    void storages() {
        Attachment six = attachment(FILE, "a.pdf", null, 6_000_000);
        assertThat(plan(Given.planner(), tasks(), six)).allMatch(plan -> plan.startsWith("save"));
        assertThat(plan(strict(Set.of(), Map.of(), true), tasks(), six)).containsExactly("skip sync A-4 MAX_SIZE");
        assertThat(plan(Given.planner(), org(false, true), six)).containsExactly("skip sync A-4 MAX_SIZE");
        assertThat(plan(Given.planner(), org(false, false), six)).containsExactly("skip sync A-1 NO_FILES");
        assertThat(plan(strict(Set.of(), Map.of(), true), org(true, false), six))
                .allMatch(plan -> plan.startsWith("save"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "../../etc/passwd | _.._etc_passwd",
                "a\\b:c*d?e<f>g.txt | a_b_c_d_e_f_g.txt",
                "' .hidden. ' | hidden",
                "e\u0301tude.pdf | \u00E9tude.pdf",
                "invoice\u202Egpj.exe.pdf | invoicegpj.exe.pdf",
                "re\u0007po\trt.pdf | repo rt.pdf",
                "日本語 名前.xlsx | 日本語 名前.xlsx",
                "noextension | noextension.png",
                "version 1.2 final | version 1.2 final.png",
                "'' | attachment.png"
            })
    void namesAreMadeSafe(String name, String safe) {
        assertThat(FileNames.safe(name, "image/png").replace(".png", "")).isEqualTo(safe.replace(".png", ""));
    }

    @Test
    void longNamesKeepTheirExtensionAndRepeatedOnesAreNumbered() {
        String name = FileNames.safe("😀".repeat(300) + ".pdf", "");
        assertThat(name).hasSizeLessThanOrEqualTo(255).endsWith("😀.pdf");
        FileNames names = new FileNames();
        String long1 = names.next("x".repeat(300) + ".pdf", "");
        String long2 = names.next("x".repeat(300) + ".pdf", "");
        assertThat(long2).hasSize(255).endsWith("x (2).pdf").isNotEqualTo(long1);
        assertThat(names.next("a.pdf", "")).isEqualTo("a.pdf");
        assertThat(names.next("A.PDF", "")).isEqualTo("A (2).PDF");
        assertThat(names.next("a.pdf", "")).isEqualTo("a (3).pdf");
        assertThat(names.next("a (2).pdf", "")).isEqualTo("a (2) (2).pdf");
    }

    private static OrgProfile org(boolean files, boolean attachments) {
        return new OrgProfile(
                "005", ZoneOffset.UTC, false, false, files, attachments, 5_000_000, "Completed", Map.of());
    }

    private static MailPlanner strict(Set<String> allowed, Map<String, Long> least, boolean legacy) {
        FileRules files = new FileRules(allowed, Set.of(), 25_000_000, least, legacy, true);
        return new MailPlanner(Given.context(Given.settings(files)));
    }

    private static Attachment image(String name, long size, boolean inline, String contentId) {
        return file(name, "image/png", size, inline, contentId);
    }

    private static Attachment file(String name, String type, long size, boolean inline, String contentId) {
        return new Attachment(new AttachmentId("1"), FILE, name, type, size, inline, contentId, null);
    }

    private static Attachment attachment(Attachment.Kind kind, String name, String type, long size) {
        return new Attachment(new AttachmentId("1"), kind, name, type, size, false, null, null);
    }

    private static String plan(Attachment attachment) {
        return plan(Given.planner(), tasks(), attachment).getFirst();
    }

    private static List<String> plan(MailPlanner planner, OrgProfile profile, Attachment... attachments) {
        MailContent content = new MailContent(new MailBody(true, BODY), Arrays.asList(attachments));
        return planner
                .attachments(Given.candidate(planner, received()), content, MailTexts.of(content.body()), profile)
                .stream()
                .map(plan -> switch (plan) {
                    case AttachmentPlan.Save save -> "save " + save.fileName() + " " + save.contentType();
                    case AttachmentPlan.Skip skip ->
                        "skip " + skip.reason().rule() + " " + skip.reason().code();
                    case AttachmentPlan.Link link -> "link " + link.url();
                    case AttachmentPlan.Show show -> "show " + show.fileName() + " " + show.contentType();
                })
                .toList();
    }
}
