package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Days on which something around a user breaks: who is told, who notices, and what becomes of the mail meanwhile. */
class BadDaysTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open(4);
        stage.set("{\"S-41\":1}");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    @DisplayName(
            "A-198, A-208, P8: who loses the grant for Salesforce is suspended and told once; the mail is saved afterwards")
    void aRevokedGrantForSalesforceSuspendsAndTellsAndLosesNothing() throws MessagingException {
        losesAndRegains(stage.person(3), "salesforce");
    }

    @Test
    @DisplayName(
            "A-198, A-208, P8: who loses the grant for the mailbox is suspended and told once; the mail is saved afterwards")
    void aRevokedGrantForTheMailboxSuspendsAndTellsAndLosesNothing() throws MessagingException {
        losesAndRegains(stage.person(1), "mailbox");
    }

    private static void losesAndRegains(Person person, String grant) throws MessagingException {
        Person neighbour = stage.person(0);
        stage.connect(List.of(person, neighbour));
        stage.control("POST", "/users/" + person.mail() + "/disconnect?grant=" + grant, "");
        String lost = marked(person, "While " + grant + " was gone");
        String ordinary = marked(neighbour, "Beside " + grant);

        Wire.until("the suspension", Stage.PATIENCE, () -> !isConnected(person));
        Wire.until("the mail about it", Stage.PATIENCE, () -> !told(person).isEmpty());
        Wire.until("the neighbour's mail", Stage.PATIENCE, () -> isSaved(neighbour, ordinary));
        stage.untilQuiet();
        stage.cycle();

        assertThat(told(person)).extracting(MimeMessage::getSubject).containsOnly("Action required – Sync suspended");
        assertThat(told(person))
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsOnlyOnce(person.mail());
        assertThat(stage.control("GET", "/mails-sent", "").json())
                .filteredOn(mail -> mail.path("by").asString().equals("tandem"))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.path("outsiders")).isEmpty());

        stage.control("POST", "/users/" + person.mail() + "/connect", "");
        Wire.until("the mail that waited", Stage.PATIENCE, () -> isSaved(person, lost));
        stage.untilQuiet();
        assertThat(stage.saved(List.of(person)))
                .filteredOn(mail -> mail.subject().startsWith("While " + grant))
                .hasSize(1);
    }

    @Test
    @DisplayName("Y-2: what no notification told, the sweep finds when its time has come")
    void aSweepThatIsDueRunsByItself() {
        Person ines = stage.person(2);
        stage.connect(List.of(ines));
        stage.control("POST", "/faults", """
                {"rules":[{"service":"notifications","operation":"*","times":100,"fault":{"kind":"drop"}}]}""");
        String id = marked(ines, "Nobody told");
        stage.untilQuiet();
        assertThat(isSaved(ines, id)).isFalse();

        stage.advance("PT31M");
        Wire.until("the sweep", Stage.PATIENCE, () -> isSaved(ines, id));
        stage.control("DELETE", "/faults", "");
    }

    private static String marked(Person person, String subject) {
        String mime = "From: <customer@y.example>\r\nTo: <" + person.mail() + ">\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject.replace(' ', '-')
                + "@y.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n";
        String id = stage.deliver(person, "inbox", null, Wire.utf8(mime));
        stage.mailboxes().mark(person.mail(), List.of(id));
        return id;
    }

    private static boolean isSaved(Person person, String id) {
        return stage.why(person, id).path("state").asString().equals("saved");
    }

    private static boolean isConnected(Person person) {
        for (JsonNode user : stage.control("GET", "/users", "").json()) {
            if (user.path("mail").asString().equals(person.mail())) {
                return user.path("connected").asBoolean();
            }
        }
        throw new AssertionError("nobody is called " + person.mail());
    }

    /** What Tandem has mailed to the person. */
    private static List<MimeMessage> told(Person person) {
        return stage.sandbox.smtpMails().stream()
                .filter(mail -> recipients(mail).contains(person.mail()))
                .toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return List.of(mail.getAllRecipients()).toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
