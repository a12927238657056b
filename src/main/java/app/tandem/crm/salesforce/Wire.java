package app.tandem.crm.salesforce;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way to Salesforce: one request, at most once on the line, one bounded answer within a finite time. It tells what
 * certainly had no effect ({@link NotSentException}) from what is in doubt ({@link AnswerLostException}).
 *
 * @param client with the platform's proxy and certificates; it never re-sends a POST
 * @param allowed which addresses may be called
 * @param patience from the first byte sent to the last one received; Salesforce itself gives up after 10 minutes
 * @param mostBytes of an answer as it travels
 */
record Wire(HttpClient client, Predicate<URI> allowed, Duration patience, int mostBytes) {

    /** A call may run 10 minutes in Salesforce; who gives up earlier cannot know how it ended. */
    static final Duration PATIENCE = Duration.ofMinutes(10).plusSeconds(20);

    private static final int MOST_BYTES = 48 * 1024 * 1024;

    static Wire over(HttpClient client, Predicate<URI> allowed) {
        return new Wire(client, allowed, PATIENCE, MOST_BYTES);
    }

    /** Starts a request to an address that may be called. */
    HttpRequest.Builder to(URI address) throws NotSentException {
        if (!allowed.test(address)) {
            throw new NotSentException("HOST_NOT_ALLOWED", null);
        }
        return HttpRequest.newBuilder(address).version(HttpClient.Version.HTTP_1_1);
    }

    /** The whole answer, whatever its status; interrupting the thread cancels the request. */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), mostBytes));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new AnswerLostException("TIMEOUT", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new AnswerLostException("INTERRUPTED", e);
        } catch (ExecutionException e) {
            throw meaning(e.getCause() == null ? e : e.getCause());
        }
    }

    private static IOException meaning(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isBeforeSending(cause)) {
                return new NotSentException("CONNECT_FAILED", failure);
            }
        }
        boolean late = failure instanceof HttpTimeoutException;
        return new AnswerLostException(late ? "TIMEOUT" : "CONNECTION_LOST", failure);
    }

    private static boolean isBeforeSending(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof javax.net.ssl.SSLHandshakeException;
    }
}
