package app.tandem.sandbox.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The platform's clock in sandbox runs: the machine's, moved as far as the sandbox's is. */
final class OffsetClock implements InstantSource {

    private volatile Duration offset = Duration.ZERO;

    /** Goes with the sandbox's clock from the start: the sandbox's time may have been moved while no Tandem ran. */
    static OffsetClock with(@Nullable String sandboxClock) {
        OffsetClock clock = new OffsetClock();
        if (sandboxClock != null) {
            clock.offset(Duration.between(Instant.now(), timeAt(sandboxClock)));
        }
        return clock;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    void offset(Duration fromMachine) {
        offset = fromMachine;
    }

    private static Instant timeAt(String url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return Instant.parse(
                    JsonMapper.shared().readTree(answer.body()).path("now").asString());
        } catch (IOException e) {
            throw new UncheckedIOException("no sandbox tells the time at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
