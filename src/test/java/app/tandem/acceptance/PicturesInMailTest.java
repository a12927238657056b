package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.browser.Browsers;
import app.tandem.sandbox.world.Person;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A mail with a picture in its text, saved into an org with Enhanced Email. */
class PicturesInMailTest {

    private static final int BLUE = 0x1234d6;

    @Test
    @DisplayName("E-4: the picture is seen where the mail shows it, by whoever sees the mail in Salesforce")
    void aPictureOfTheTextIsSeenInSalesforce() throws IOException {
        byte[] plan = plan();
        try (Stage stage = Stage.open(3)) {
            Person person = inAnOrgWithEnhancedEmail(stage);
            stage.connect(List.of(person));
            String id = stage.deliver(person, "inbox", null, mail(customer(stage, person), person.mail(), plan));
            stage.mailboxes().mark(person.mail(), List.of(id));
            stage.settle(3);

            assertThat(stage.why(person, id).path("state").asString()).isEqualTo("saved");
            List<JsonNode> mails = stage.org(person)
                    .query("SELECT Id, HasAttachment FROM EmailMessage WHERE Subject = 'The new hall'");
            assertThat(mails).hasSize(1);
            look(stage, person, mails.getFirst().path("Id").asString(), plan);
        }
    }

    private static void look(Stage stage, Person person, String mail, byte[] plan) {
        try (BrowserContext browser =
                Browsers.chromium().newContext(new Browser.NewContextOptions().setViewportSize(1100, 1900))) {
            Page page = browser.newPage();
            String address = stage.sandbox.salesforceUrl() + "/org/" + person.orgId() + "/record/" + mail;
            Response picture = page.waitForResponse(
                    one -> one.url().contains("/sfc/servlet.shepherd/"), () -> page.navigate(address));
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.body()).isEqualTo(plan);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                byte[] seen = page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of("target/screenshots", "picture-in-mail-" + scheme + ".png")));
                assertThat(bluePixels(seen)).as("of the picture in " + scheme).isGreaterThan(5_000);
            }
        }
    }

    private static long bluePixels(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            return IntStream.range(0, width * image.getHeight())
                    .filter(at -> (image.getRGB(at % width, at / width) & 0xffffff) == BLUE)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Person inAnOrgWithEnhancedEmail(Stage stage) {
        return stage.people().stream()
                .filter(person -> stage.sandbox.world().orgs().stream()
                        .anyMatch(org -> org.orgId.equals(person.orgId()) && org.enhancedEmail))
                .findFirst()
                .orElseThrow();
    }

    private static String customer(Stage stage, Person person) {
        return stage.org(person)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
    }

    private static byte[] mail(String from, String to, byte[] plan) {
        return Wire.utf8("""
                From: <%s>
                To: <%s>
                Subject: The new hall
                Message-ID: <new-hall@pictures.example>
                Date: Fri, 20 Nov 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=p

                --p
                Content-Type: text/html; charset=utf-8

                <p>Hello,</p><p>this is how it will be:</p>
                <p><img src="cid:plan@pictures.example" alt="Plan of the hall" width="240"></p><p>What do you think?</p>
                --p
                Content-Type: image/png; name=plan.png
                Content-Disposition: inline; filename=plan.png
                Content-ID: <plan@pictures.example>
                Content-Transfer-Encoding: base64

                %s
                --p--
                """.formatted(from, to, Base64.getMimeEncoder().encodeToString(plan))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n"));
    }

    private static byte[] plan() throws IOException {
        BufferedImage image = new BufferedImage(240, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 240, 120);
        pen.setColor(new Color(BLUE));
        pen.fillRect(20, 20, 120, 80);
        pen.setColor(new Color(0xe07a1f));
        pen.fillRect(150, 50, 70, 50);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
