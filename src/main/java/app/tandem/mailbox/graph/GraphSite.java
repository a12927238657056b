package app.tandem.mailbox.graph;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import java.net.URI;
import java.util.Objects;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/**
 * Where Graph is.
 *
 * @param base with version, without a slash at its end: {@code https://graph.microsoft.com/v1.0}
 * @param allowed the installation's list of hosts that may be called at all
 * @param pageSize messages per page of a feed, a wish
 */
record GraphSite(URI base, Predicate<URI> allowed, int pageSize) {

    /**
     * An address as Graph gave it (a next link, a delta link), or as we built it. A token goes with the call, so it must lie at
     * Graph's own origin, not merely at any host that may be called.
     */
    HttpUrl check(String address) {
        HttpUrl url = HttpUrl.parse(address);
        HttpUrl home = Objects.requireNonNull(HttpUrl.get(base));
        boolean own = url != null
                && url.scheme().equals(home.scheme())
                && url.host().equals(home.host())
                && url.port() == home.port()
                && url.username().isEmpty()
                && url.password().isEmpty()
                && url.encodedPath().startsWith(home.encodedPath() + "/");
        if (url == null || !own || !allowed.test(url.uri())) {
            throw new RemoteFailureException(new RemoteFailure.Unreachable("HostNotAllowed"));
        }
        return url;
    }

    /** The address of a part of a batch: relative to the base. */
    String relative(String address) {
        check(address);
        return address.substring(base.toString().length());
    }
}
