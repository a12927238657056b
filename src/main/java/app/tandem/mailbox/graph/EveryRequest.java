package app.tandem.mailbox.graph;

import app.tandem.platform.Ids;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Gives every request the headers that Graph forgets between them: lasting ids, UTC, a page size, and an id by which Microsoft's
 * support finds the call. Next links and the parts of a batch need them as much as the first request does.
 */
final class EveryRequest implements Interceptor {

    private final Ids ids;
    private final String preferences;

    EveryRequest(Ids ids, int pageSize) {
        this.ids = ids;
        this.preferences = "IdType=\"ImmutableId\", outlook.timezone=\"UTC\", odata.maxpagesize=" + pageSize;
    }

    /** For one request. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Prefer", preferences);
        headers.put("client-request-id", ids.next().toString());
        headers.put("return-client-request-id", "true");
        return headers;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        headers().forEach(request::header);
        return chain.proceed(request.build());
    }
}
