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
    /** Base64 that is not whole: every reader makes something else of it. */
    private static final Set<String> BROKEN_BASE64 = Set.of("mimekit-rfc2046.eml");

    private final GraphClient client = new GraphClient();

    /** Files with bare LF and quoted-printable attachments: the other reader turns their LF into CRLF. */
    private static final String LF_AND_QUOTED_PRINTABLE = "flanker-torture\\.eml|sjm-485-.*";

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
            boolean lineEndsDiffer = expected.path("file").asString().matches(LF_AND_QUOTED_PRINTABLE);
            if (!files.isEmpty() && !malformed(expected) && !lineEndsDiffer) {
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
        same(
                differences,
                file,
                "attachments",
                attachments(expected),
                attachments(expected, actual.path("attachments")));
        same(differences, file, "inline", expected.path("inline_count").asInt(), inline(actual.path("attachments")));
        same(
                differences,
                file,
                "hasAttachments",
                expected.path("attachment_count").asInt() > 0,
                actual.path("hasAttachments").asBoolean());
    }

    private static List<String> attachments(JsonNode expected) {
        List<String> names = new ArrayList<>();
        expected.path("attachments")
                .forEach(one -> names.add(
                        switch (one.path("content_type").asString()) {
                            case "message/rfc822" -> "item";
                            default ->
                                one.path("name").asString("?") + " "
                                        + one.path("decoded_size").asInt();
                        }));
        return names;
    }

    /**
     * The index's reader writes line ends as one byte, gives no size (0) to the message types other than rfc822, and no
     * name to some parts that have one: in these a difference is its own.
     */
    private static List<String> attachments(JsonNode expected, JsonNode actual) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : actual) {
            if (one.path("isInline").asBoolean()) {
                continue;
            }
            JsonNode other = expected.path("attachments").path(names.size());
            if (one.path("@odata.type").asString().endsWith("itemAttachment")) {
                names.add("item");
                continue;
            }
            int size = one.path("size").asInt();
            int wanted = other.path("decoded_size").asInt();
            boolean sameSize = size == wanted
                    || lines(one) == wanted
                    || other.path("content_type").asString().startsWith("message/");
            names.add((other.path("name").isNull() ? "?" : one.path("name").asString()) + " "
                    + (sameSize ? wanted : size));
        }
        return names;
    }

    private static int lines(JsonNode attachment) {
        byte[] bytes = java.util.Base64.getDecoder()
                .decode(attachment.path("contentBytes").asString());
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .length();
    }

    private static int inline(JsonNode actual) {
        int inline = 0;
        for (JsonNode one : actual) {
            inline += one.path("isInline").asBoolean() ? 1 : 0;
        }
        return inline;
    }

    private static void same(List<String> differences, String file, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(file + " " + what + ": expected " + expected + " but " + actual);
        }
    }

    private static boolean malformed(JsonNode expected) {
        return BROKEN_BASE64.contains(expected.path("file").asString())
                || !expected.path("defects").isEmpty()
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
            } catch (IOException e) {
                // That reader gives up on base64 that is not whole and on encodings it does not know ("7-bit").
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
