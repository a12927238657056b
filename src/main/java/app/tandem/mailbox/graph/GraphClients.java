package app.tandem.mailbox.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.RedirectHandlerOption;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Makes the SDK's clients harmless. Its retry handler re-sends writes, its redirect handler follows wherever it is sent, and
 * OkHttp beneath it repeats on a fresh connection what may have arrived on the old one: all three are off, {@link Wire} decides.
 */
final class GraphClients {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(120);
    /** A large file over a slow line; as long as it moves, {@link #SILENCE} does not end it. */
    private static final Duration WHOLE_FILE = Duration.ofMinutes(15);
    /** Shorter than what the services keep: a line that they closed would cost the next write its certainty. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final OkHttpClient calls;
    private final OkHttpClient files;

    /** @param transport what an installation adds: trusted certificates, a proxy */
    GraphClients(EveryRequest everyRequest, UnaryOperator<OkHttpClient.Builder> transport) {
        RequestOption[] options = {
            new RetryHandlerOption((delay, count, request, response) -> false, 0, 1),
            new RedirectHandlerOption(0, response -> false)
        };
        calls = transport
                .apply(GraphClientFactory.create(options))
                .addInterceptor(everyRequest)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(64, IDLE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .callTimeout(WHOLE_CALL)
                .build();
        files = calls.newBuilder().callTimeout(WHOLE_FILE).build();
    }

    /** For requests whose answers are read whole. */
    OkHttpClient calls() {
        return calls;
    }

    /** For answers that are streamed. */
    OkHttpClient files() {
        return files;
    }

    /** Builds requests and bodies; nothing is ever sent through it, so it needs no token. */
    GraphServiceClient builder(GraphSite site) {
        return new GraphServiceClient(new BaseGraphRequestAdapter(
                new AnonymousAuthenticationProvider(), site.base().toString(), calls));
    }
}
