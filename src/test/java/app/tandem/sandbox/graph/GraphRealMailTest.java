package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.tandem.sandbox.graph.GraphClient.Answer;
import app.tandem.sandbox.graph.odata.Json;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real mails beside the checkout: what Graph says of them is what two other readers say. */
class GraphRealMailTest {

    private static final String NOT_RUN = "not run: -Dtandem.reference does not name the reference data";
    private final GraphClient client = new GraphClient();

    private Path mails;

    @BeforeEach
    void reference() {
        String reference = System.getProperty("tandem.reference", "");
        assumeTrue(!reference.isBlank(), NOT_RUN);
        mails = Path.of(reference, "data", "mail");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void everyMailIsReadAsTheIndexReadsIt() throws IOException {
        List<String> differences = new ArrayList<>();
        for (JsonNode expected : index()) {
            compare(expected, message(expected), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyMailIsHandedOutByteForByte() throws IOException {
        for (JsonNode expected : index()) {
            Answer value = client.get("/me/messages/" + delivered(expected) + "/$value");
            assertThat(sha256(value.bytes()))
                    .as(expected.path("file").asString())
                    .isEqualTo(expected.path("sha256").asString());
        }
    }

    @Test
    void attachmentsAreTheBytesThatAnotherReaderFinds() throws IOException {
        List<String> differences = new ArrayList<>();
        for (JsonNode expected : index()) {
            Set<String> files = new TreeSet<>();
            Set<String> found = new TreeSet<>();
            String id = delivered(expected);
            for (JsonNode one : client.get("/me/messages/" + id + "/attachments?$select=id,name,size")
                    .value()) {
                Answer value = client.get(
                        "/me/messages/" + id + "/attachments/" + one.path("id").asString() + "/$value");
                if (one.path("@odata.type").asString().endsWith("fileAttachment")) {
                    files.add(sha256(value.bytes()));
                    assertThat(one.path("size").asLong()).isEqualTo(value.bytes().length);
                }
            }
            try (InputStream in =
                    Files.newInputStream(mails.resolve(expected.path("file").asString()))) {
                collect(new MimeMessage(Session.getInstance(new Properties()), in), found);
            } catch (MessagingException e) {
                continue;
            }
            files.removeAll(found);
            if (!files.isEmpty() && !malformed(expected)) {
                differences.add(expected.path("file").asString() + ": " + files.size() + " differ");
            }
        }
        assertThat(differences).isEmpty();
    }

    private void compare(JsonNode expected, JsonNode actual, List<String> differences) {
        if (malformed(expected)) {
            return;
        }
        String file = expected.path("file").asString();
        String subject =
                actual.path("subject").asString().replaceAll("\\s+", " ").strip();
        same(differences, file, "subject", expected.path("subject").asString(""), subject);
        same(
                differences,
                file,
                "from",
                expected.path("from").path("address").asString(""),
                actual.path("from").path("emailAddress").path("address").asString(""));
        same(
                differences,
                file,
                "to",
                expected.path("to_count").asInt(),
                actual.path("toRecipients").size());
        same(
                differences,
                file,
                "cc",
                expected.path("cc_count").asInt(),
                actual.path("ccRecipients").size());
        if (!expected.path("date_utc").isNull()) {
            same(
                    differences,
                    file,
                    "date",
                    expected.path("date_utc").asString(),
                    actual.path("sentDateTime").asString());
        }
        if (!expected.path("message_id").isNull()) {
            same(
                    differences,
                    file,
                    "message id",
                    expected.path("message_id").asString(),
                    actual.path("internetMessageId").asString());
        }
        assertThat(actual.path("internetMessageId").asString()).isNotBlank();
        same(differences, file, "attachments", attachments(expected), attachments(actual.path("attachments"), false));
        same(
                differences,
                file,
                "inline",
                expected.path("inline_count").asInt(),
                attachments(actual.path("attachments"), true).size());
        same(
                differences,
                file,
                "hasAttachments",
                expected.path("attachment_count").asInt() > 0,
                actual.path("hasAttachments").asBoolean());
    }

    private static List<String> attachments(JsonNode expected) {
        List<String> names = new ArrayList<>();
        expected.path("attachments").forEach(one -> {
            boolean item = one.path("content_type").asString().equals("message/rfc822");
            names.add(
                    item
                            ? "item"
                            : one.path("name").asString("?") + " "
                                    + one.path("decoded_size").asInt());
        });
        return names;
    }

    private static List<String> attachments(JsonNode actual, boolean inline) {
        List<String> names = new ArrayList<>();
        actual.forEach(one -> {
            if (one.path("isInline").asBoolean() == inline) {
                boolean item = one.path("@odata.type").asString().endsWith("itemAttachment");
                String name = one.path("name").asString().matches("ATT\\d{5}\\..*")
                        ? "?"
                        : one.path("name").asString();
                names.add(item ? "item" : name + " " + one.path("size").asInt());
            }
        });
        return names;
    }

    private static void same(List<String> differences, String file, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(file + " " + what + ": expected " + expected + " but " + actual);
        }
    }

    private static boolean malformed(JsonNode expected) {
        return !expected.path("defects").isEmpty()
                || expected.path("tags").toString().contains("malformed");
    }

    private JsonNode index() throws IOException {
        byte[] index = Files.readAllBytes(mails.resolve("index.json"));
        byte[] wrapped = ("{\"all\":" + new String(index, java.nio.charset.StandardCharsets.UTF_8) + "}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Json.read(wrapped).path("all");
    }

    private String delivered(JsonNode expected) throws IOException {
        byte[] mime = Files.readAllBytes(mails.resolve(expected.path("file").asString()));
        return client.graph.deliver(GraphClient.ANA, "inbox", null, mime).id();
    }

    private JsonNode message(JsonNode expected) throws IOException {
        return client.get("/me/messages/" + delivered(expected) + "?$expand=attachments")
                .json();
    }

    /** Hashes of all leaves another library decodes. */
    private static void collect(Part part, Set<String> into) throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart below = multipart.getBodyPart(i);
                collect(below, into);
            }
        } else {
            try (InputStream in = part.getInputStream()) {
                into.add(sha256(in.readAllBytes()));
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
