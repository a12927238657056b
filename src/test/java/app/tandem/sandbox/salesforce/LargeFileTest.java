package app.tandem.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files up to the size a SOAP request may have, and beyond. */
class LargeFileTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aFileOf35MegabytesArrivesInOneCall() throws Exception {
        assertThat(RawSoap.answer(200, send(35)).one("success")).isEqualTo("true");
        assertThat(stage.all("ContentVersion").getFirst()).containsEntry("ContentSize", 35L * 1024 * 1024);
    }

    @Test
    void aRequestOver50MegabytesIsRefused() throws Exception {
        assertThat(RawSoap.answer(500, send(40)).one("exceptionCode")).isEqualTo("EXCEEDED_MAX_SIZE_REQUEST");
        assertThat(stage.all("ContentVersion")).isEmpty();
    }

    private byte[] send(int megabytes) throws Exception {
        String[] around = RawSoap.recorded("envelope.xml")
                .replace("${session}", stage.session("ben@northwind.example"))
                .replace("${headers}", "")
                .replace(
                        "${body}",
                        "<create><sObjects><sobj:type>ContentVersion</sobj:type><sobj:PathOnClient>big.bin</sobj:PathOnClient>"
                                + "<sobj:VersionData>@@</sobj:VersionData></sObjects></create>")
                .split("@@");
        String block = Base64.getEncoder().encodeToString(new byte[3 * 1024]);
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < megabytes * 1024 / 3; i++) {
            data.append(block);
        }
        data.append(Base64.getEncoder().encodeToString(new byte[(megabytes * 1024 - megabytes * 1024 / 3 * 3) * 1024]));
        byte[] middle = data.toString().getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = HttpRequest.newBuilder(URI.create(stage.url() + "/services/Soap/u/65.0"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(java.util.Collections.enumeration(List.<InputStream>of(
                                bytes(around[0]), new java.io.ByteArrayInputStream(middle), bytes(around[1]))))))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static InputStream bytes(String text) {
        return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
