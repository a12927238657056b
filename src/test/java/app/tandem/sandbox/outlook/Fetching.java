package app.tandem.sandbox.outlook;

import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Sites;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Fetches a file that an add-in attaches by its address, as Exchange does: without the person's cookies. */
final class Fetching implements AutoCloseable {

    private static final int LARGEST = 25 * 1024 * 1024;

    private final Kernel kernel;
    private final HttpClient http;

    Fetching(Kernel kernel) {
        this.kernel = kernel;
        this.http = HttpClient.newBuilder()
                .sslContext(kernel.certificates.trusting())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The file, or a refusal: only https, at most 25 MB. */
    Reply fetch(String address) {
        if (!address.startsWith("https://")) {
            return Reply.empty(400);
        }
        Sites tandem = kernel.tandem;
        try {
            URI reachable = URI.create(tandem == null ? address : tandem.secure(address));
            HttpRequest request = HttpRequest.newBuilder(reachable)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] content = in.readNBytes(LARGEST + 1);
                if (answer.statusCode() != 200 || content.length > LARGEST) {
                    return Reply.empty(content.length > LARGEST ? 413 : answer.statusCode() == 404 ? 404 : 502);
                }
                String type = answer.headers().firstValue("Content-Type").orElse("application/octet-stream");
                return Reply.of(200, type, content)
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Content-Disposition", "attachment")
                        .with("Content-Security-Policy", "sandbox");
            }
        } catch (IOException | IllegalArgumentException e) {
            return Reply.empty(502);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.empty(503);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
