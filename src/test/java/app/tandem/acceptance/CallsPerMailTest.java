package app.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.world.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a bulk of mails costs in calls, beside the least it could cost. */
class CallsPerMailTest {

    private static final int MAILS = 500;
    private static final int WITH_FILES = 60;
    private static final int FILE = 20_000;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.open(3);
        stage.connect(List.of(stage.person(0)));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private record Cost(int mails, int salesforce, int graph, Map<String, Integer> operations) {

        double salesforcePerMail() {
            return (double) salesforce / mails;
        }

        double graphPerMail() {
            return (double) graph / mails;
        }

        void print(String what, String salesforceFloor, double leastSalesforce, String graphFloor, double leastGraph) {
            System.out.printf("%n%s: %d mails saved%n", what, mails);
            System.out.printf(
                    "  Salesforce calls %4d = %.4f per mail (floor %.4f: %s)%n",
                    salesforce, salesforcePerMail(), leastSalesforce / mails, salesforceFloor);
            System.out.printf(
                    "  Graph requests   %4d = %.4f per mail (floor %.4f: %s)%n",
                    graph, graphPerMail(), leastGraph / mails, graphFloor);
            operations.forEach((name, count) -> System.out.printf("    %4d  %s%n", count, name));
        }
    }

    @Test
    @DisplayName("at most 0.05 Salesforce calls and 0.25 Graph requests per mail without attachments")
    void aBulkWithoutAttachmentsSharesItsCalls() {
        Cost cost = bulk("plain", MAILS, 0);
        int batches = (MAILS + 19) / 20;
        cost.print(
                "bulk without attachments",
                "describe, look-up, search, 2 creates of 200 rows",
                2 + 2 + 1,
                "pages of 100 of the delta, then a batch of 20 for reading and one for marking and one for moving",
                MAILS / 100 + 1 + 3 * batches);
        assertThat(cost.salesforcePerMail()).isLessThanOrEqualTo(0.05);
        assertThat(cost.graphPerMail()).isLessThanOrEqualTo(0.25);
    }

    @Test
    @DisplayName("with attachments: beside their own floor")
    void aBulkWithAttachmentsIsMeasuredBesideItsFloor() {
        Cost cost = bulk("files", WITH_FILES, 1);
        int batches = (WITH_FILES + 19) / 20;
        cost.print(
                "bulk with one attachment of 20 kB each",
                "look-up, search, create, files and links of a mail in shared calls of 200 rows",
                1 + 1 + 1 + 1 + 1,
                "delta, and a batch of 20 for reading, one for the files, one for marking and one for moving",
                1 + 4 * batches);
        assertThat(cost.salesforcePerMail()).isLessThanOrEqualTo(0.25);
        assertThat(cost.graphPerMail()).isLessThanOrEqualTo(0.6);
    }

    private Cost bulk(String name, int mails, int files) {
        Person anna = stage.person(0);
        String contact = stage.org(anna)
                .query("SELECT Email FROM Contact WHERE Email != null AND AccountId != null LIMIT 1")
                .getFirst()
                .path("Email")
                .asString();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            ids.add(stage.deliver(anna, "inbox", null, mime(name + i, contact, anna.mail(), files)));
        }
        stage.untilQuiet();
        stage.cycle();
        stage.pause(anna);
        assertThat(stage.mailboxes().mark(anna.mail(), ids)).hasSize(mails);
        stage.control("DELETE", "/calls", "");
        stage.resume(anna);
        // The mailbox may ask for patience: nothing is due then, and not all is done yet.
        Wire.until(
                "all saved",
                Stage.PATIENCE,
                Duration.ofMillis(500),
                () -> ids.stream()
                        .allMatch(id ->
                                stage.why(anna, id).path("state").asString().equals("saved")));
        stage.untilQuiet();
        Map<String, Integer> operations = new TreeMap<>();
        int salesforce = count(stage.calls("salesforce"), operations);
        List<JsonNode> graph = new ArrayList<>(stage.calls("graph"));
        graph.removeIf(call -> call.has("batch"));
        int requests = count(graph, operations);
        for (String id : ids) {
            assertThat(stage.why(anna, id).path("state").asString()).isEqualTo("saved");
        }
        return new Cost(mails, salesforce, requests, operations);
    }

    private static int count(List<JsonNode> calls, Map<String, Integer> operations) {
        for (JsonNode call : calls) {
            String operation = call.path("operation").asString("");
            String path = call.path("path")
                    .asString()
                    .replaceAll("/users/[^/]*", "/users/*")
                    .replaceAll("/(mailFolders|messages|attachments)/[^/(]{20,}", "/$1/*");
            String name = call.path("service").asString() + " "
                    + (call.path("service").asString().equals("salesforce")
                            ? operation + " " + call.path("object").asString("")
                            : call.path("method").asString() + " " + path);
            operations.merge(name, 1, Integer::sum);
        }
        return calls.size();
    }

    private static byte[] mime(String name, String from, String to, int files) {
        String head = "From: <" + from + ">\r\nTo: <" + to + ">\r\nSubject: Bulk " + name + "\r\nMessage-ID: <" + name
                + "@bulk.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
        if (files == 0) {
            return Wire.utf8(head + "Content-Type: text/plain\r\n\r\nHello, this is mail " + name + ".\r\n");
        }
        byte[] bytes = new byte[FILE];
        new java.util.Random(name.hashCode()).nextBytes(bytes);
        return Wire.utf8(
                head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
                        + "See the file.\r\n--b\r\nContent-Type: application/pdf; name=" + name + ".pdf\r\n"
                        + "Content-Disposition: attachment; filename=" + name
                        + ".pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(bytes) + "\r\n--b--\r\n");
    }
}
