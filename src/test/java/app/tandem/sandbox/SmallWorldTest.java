package app.tandem.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The control contract's {@code POST /reset} with fewer people than companies. */
class SmallWorldTest {

    @Test
    void aWorldOfOneOrTwoHasItsPeopleAndTheirRecords() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.free().with(1, 2))) {
            assertThat(sandbox.world().people()).hasSize(2);
            for (int users : new int[] {1, 2}) {
                HttpRequest reset = HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + "/reset"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"seed\":1,\"users\":" + users + "}"))
                        .build();
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(reset, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(sandbox.world().people()).hasSize(users);
            }
        }
    }
}
