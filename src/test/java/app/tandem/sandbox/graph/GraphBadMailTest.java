package app.tandem.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Mail as it should not be: every one of them is delivered, readable, and kept byte for byte. */
class GraphBadMailTest {

    private final GraphClient client = new GraphClient();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "no header at all",
                "Subject",
                ": nothing\r\n\r\nx",
                "Content-Type: multipart/mixed\r\n\r\n--x",
                "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n----\r\n",
                "Content-Type: text/plain; charset=\"x-nonsense\"\r\n\r\nx",
                "Content-Type: text/plain; charset=utf-7\r\n\r\nFr+APY-sche",
                "Date: yesterday\r\n\r\nx",
                "Date: 99 Zzz 20 99:99\r\n\r\n",
                "From: <<<>>\r\nTo: ,,;:\r\n\r\nx",
                "Content-Transfer-Encoding: base64\r\n\r\n!!!",
                "Content-Type: message/rfc822\r\n\r\n",
                "Subject: =?utf-8?B?/w==?= =?x?Q?=ZZ?=\r\n\r\n"
            })
    void malformedMailIsDeliveredAndKept(String mime) {
        JsonNode message = delivered(mime.getBytes(StandardCharsets.UTF_8));
        assertThat(message.path("internetMessageId").asString()).startsWith("<").endsWith(">");
        assertThat(message.path("sentDateTime").asString()).isNotEmpty();
        assertThat(client.get("/me/messages/" + message.path("id").asString() + "/$value")
                        .bytes())
                .isEqualTo(mime.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mailWithoutDateTakesTheTimeOfItsArrivalAndWithoutMessageIdGetsOne() {
        JsonNode message = delivered("Subject: x\r\n\r\ny".getBytes(StandardCharsets.UTF_8));
        assertThat(message.path("sentDateTime")).isEqualTo(message.path("receivedDateTime"));
        assertThat(message.path("internetMessageId").asString()).matches("<.+@.+>");
        assertThat(message.has("from")).isFalse();
    }

    @Test
    void nulAndHalvesOfSurrogatePairsPassThrough() {
        JsonNode nul = delivered("Subject: a\0b\r\n\r\nc\0d".getBytes(StandardCharsets.UTF_8));
        assertThat(nul.path("subject").asString()).isEqualTo("a\0b");
        String draft = client.post("/me/messages", "{\"subject\":\"half \\ud83d pair\"}")
                .id();
        assertThat(client.get("/me/messages/" + draft + "?$select=subject").text())
                .containsIgnoringCase("half \\ud83d pair");
    }

    @Test
    void fourMegabytesOfHeadersAndThreeHundredRecipientsAreRead() {
        String to = IntStream.range(0, 300)
                .mapToObj(i -> "\"P, " + i + "\" <p" + i + "@x.example>")
                .collect(Collectors.joining(",\r\n "));
        String long1 = IntStream.range(0, 60_000)
                .mapToObj(i -> "X-Long-" + i + ": " + "v".repeat(55))
                .collect(Collectors.joining("\r\n"));
        JsonNode message = delivered(
                ("Subject: x\r\nTo: " + to + "\r\n" + long1 + "\r\n\r\nbody").getBytes(StandardCharsets.UTF_8));
        assertThat(message.path("toRecipients").size()).isEqualTo(300);
        assertThat(message.path("toRecipients")
                        .get(7)
                        .path("emailAddress")
                        .path("name")
                        .asString())
                .isEqualTo("P, 7");
        assertThat(message.path("bodyPreview").asString()).isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 4_000})
    void subjectsOfEveryLengthStayWhole(int length) {
        String subject = "s".repeat(length);
        assertThat(delivered(("Subject: " + subject + "\r\n\r\nx").getBytes(StandardCharsets.UTF_8))
                        .path("subject")
                        .asString(""))
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf-8",
                "iso-8859-2",
                "windows-1251",
                "koi8-r",
                "shift_jis",
                "euc-jp",
                "iso-2022-jp",
                "gb18030",
                "big5",
                "euc-kr",
                "utf-16le",
                "windows-1252"
            })
    void bodiesOfEveryCharsetAreText(String charset) {
        String word = switch (charset) {
            case "windows-1251", "koi8-r" -> "привет";
            case "shift_jis", "euc-jp", "iso-2022-jp" -> "日本語";
            case "gb18030", "big5" -> "中文";
            case "euc-kr" -> "한국";
            default -> "Zürich";
        };
        byte[] head = ("Subject: x\r\nContent-Type: text/plain; charset=" + charset
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = java.util.Base64.getMimeEncoder().encode(word.getBytes(Charset.forName(charset)));
        byte[] mime = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, mime, head.length, body.length);
        assertThat(delivered(mime).path("bodyPreview").asString()).isEqualTo(word);
    }

    @Test
    void digestHoldsMessagesAndWinmailDatStaysAFile() {
        JsonNode digest = delivered(
                "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: one\r\n\r\nx\r\n--b--\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(attachment(digest).path("@odata.type").asString()).endsWith("itemAttachment");
        JsonNode tnef = delivered(
                "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx".getBytes(StandardCharsets.UTF_8));
        assertThat(attachment(tnef).path("name").asString()).isEqualTo("winmail.dat");
        assertThat(attachment(tnef).path("@odata.type").asString()).endsWith("fileAttachment");
    }

    @Test
    void bytesThatAreNothingAreStillAMail() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(4_000)];
            random.nextBytes(bytes);
            JsonNode message = delivered(bytes);
            assertThat(client.get("/me/messages/" + message.path("id").asString() + "/$value")
                            .bytes())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void deeplyNestedMailDoesNotBreakTheReader() {
        StringBuilder mime = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 3_000; i++) {
            mime.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(delivered(mime.toString().getBytes(StandardCharsets.UTF_8))
                        .path("subject")
                        .asString())
                .isEqualTo("deep");
    }

    private JsonNode attachment(JsonNode message) {
        return client.get("/me/messages/" + message.path("id").asString() + "/attachments")
                .value()
                .get(0);
    }

    private JsonNode delivered(byte[] mime) {
        String id = client.graph.deliver(GraphClient.ANA, "inbox", null, mime).id();
        return client.get("/me/messages/" + id).json();
    }
}
