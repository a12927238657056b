package app.tandem.mailbox.graph;

import app.tandem.credentials.AccessTokens;
import app.tandem.platform.SecretText;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop through which everything goes to Graph: past the gate, with a token, and back as an {@link Answer} whatever it
 * was. A refused token is replaced once. A read whose answer was lost is asked once more; a write never is. Nothing waits here.
 */
final class Wire {

    /** What a request weighs. {@code repeatable}: as often as one likes. */
    record Load(int places, int requests, boolean repeatable) {

        static Load of(Call call) {
            return new Load(1, 1, call.read());
        }

        static Load batch(int parts, boolean repeatable) {
            return new Load(Gate.BATCH_PLACES, parts, repeatable);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Wire.class);
    /** A body of 25 MB passes even where every third character is written as an escape. */
    private static final long MOST_BYTES = 96L << 20;

    /** Characters of one answer that are held, long strings shortened. */
    private static final long MOST_CHARACTERS = 12L << 20;

    private static final MediaType JSON = MediaType.get("application/json");
    private static final Pattern CLAIMS = Pattern.compile("claims=\"([^\"]{1,8192})\"");

    private final GraphSite site;
    private final GraphClients clients;
    private final AccessTokens tokens;
    private final InstantSource clock;

    Wire(GraphSite site, GraphClients clients, AccessTokens tokens, InstantSource clock) {
        this.site = site;
        this.clients = clients;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Sends one request. Throws what the gate and the tokens throw; anything that Graph says is an answer. */
    Answer send(Line line, Call call) {
        return send(line, call, Load.of(call));
    }

    /** As {@link #send(Line, Call)} for a request that weighs more. */
    Answer send(Line line, Call call, Load load) {
        Answer first = once(line, call, load);
        boolean again = first.status() == 401 || first.status() == Answer.LOST && load.repeatable();
        Answer answer = again ? once(line, call, load) : first;
        if (answer.ok() && load.requests() == 1) {
            line.gate().answered();
        }
        note(call, answer);
        return answer;
    }

    private Answer once(Line line, Call call, Load load) {
        SecretText token = tokens.forMailbox(line.user());
        Request request = request(call, token);
        try (Gate.Pass pass = line.gate().enter(load.places(), load.requests());
                Response response = clients.calls().newCall(request).execute()) {
            Answer answer = answer(line, response);
            replaceRefused(line, token, response);
            return answer;
        } catch (BoundedStream.TooLarge e) {
            return new Answer(Answer.LOST, Answer.TOO_LARGE, null, null);
        } catch (IOException | JsonParseException e) {
            return failed(e);
        }
    }

    /** Opens an answer that is not read whole; its place in flight is given back when the stream is closed. */
    Opened open(Line line, Call call) {
        Opened first = openOnce(line, call);
        return first instanceof Opened.Refused refused
                        && (refused.answer().status() == 401 || refused.answer().status() == Answer.LOST)
                ? openOnce(line, call)
                : first;
    }

    private Opened openOnce(Line line, Call call) {
        SecretText token = tokens.forMailbox(line.user());
        Gate.Pass pass = line.gate().enter(1, 1);
        OkHttpClient client = clients.files();
        boolean streaming = false;
        try {
            Response response = client.newCall(request(call, token)).execute();
            try {
                if (response.isSuccessful()) {
                    streaming = true;
                    return new Opened.Streaming(new FileStream(response, pass));
                }
                Answer answer = answer(line, response);
                replaceRefused(line, token, response);
                return new Opened.Refused(answer);
            } finally {
                if (!streaming) {
                    response.close();
                }
            }
        } catch (IOException | JsonParseException e) {
            return new Opened.Refused(failed(e));
        } finally {
            if (!streaming) {
                pass.close();
            }
        }
    }

    private Request request(Call call, SecretText token) {
        Request.Builder request = new Request.Builder().url(site.check(call.url()));
        call.headers().forEach(request::header);
        byte[] json = call.json();
        boolean needsBody = json == null && call.method().matches("POST|PATCH|PUT");
        RequestBody body =
                json != null ? RequestBody.create(json, JSON) : needsBody ? RequestBody.create(new byte[0]) : null;
        return request.method(call.method(), body)
                .header("Authorization", "Bearer " + token.reveal())
                .build();
    }

    private Answer answer(Line line, Response response) throws IOException {
        JsonObject body = json(response);
        String code = response.isSuccessful() ? "" : ErrorCodes.of(body, response.code());
        Instant until = null;
        if (ErrorCodes.throttles(response.code(), response.header("Retry-After") != null)) {
            until = line.gate().refused(code, asked(response.header("Retry-After"), response.header("Date")));
        }
        return new Answer(response.code(), code, until, body);
    }

    /** The wait that a header asks for. */
    Optional<Duration> asked(@Nullable String retryAfter, @Nullable String serverDate) {
        return Patience.asked(retryAfter, serverDate, clock.instant());
    }

    private static @Nullable JsonObject json(Response response) throws IOException {
        ResponseBody body = response.body();
        if (body == null || response.code() == 204) {
            return null;
        }
        var stream = new BoundedStream(body.byteStream(), MOST_BYTES);
        try (var reader = new ShortStrings(
                new InputStreamReader(stream, StandardCharsets.UTF_8), Reader.LONGEST_BODY, MOST_CHARACTERS)) {
            JsonElement json = JsonParser.parseReader(reader);
            return json.isJsonObject() ? json.getAsJsonObject() : null;
        } catch (JsonParseException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            if (response.isSuccessful()) {
                throw e;
            }
            return null;
        }
    }

    private void replaceRefused(Line line, SecretText token, Response response) {
        if (response.code() != 401) {
            return;
        }
        String challenge = String.join(", ", response.headers("WWW-Authenticate"));
        Matcher claims = CLAIMS.matcher(challenge);
        if (claims.find()) {
            tokens.challenged(line.user(), token, claims.group(1));
        } else {
            tokens.refused(line.user(), token);
        }
    }

    /** A part of a batch found the token refused: the next call asks for another. */
    void refused(Line line) {
        tokens.refused(line.user(), tokens.forMailbox(line.user()));
    }

    private static Answer failed(Exception e) {
        boolean unsent = e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException;
        return new Answer(unsent ? Answer.NOT_SENT : Answer.LOST, e.getClass().getSimpleName(), null, null);
    }

    private static void note(Call call, Answer answer) {
        if (!answer.ok() && answer.status() != 404) {
            log.info("Graph answered a {} with {} {}", call.method(), answer.status(), answer.code());
        }
    }
}
