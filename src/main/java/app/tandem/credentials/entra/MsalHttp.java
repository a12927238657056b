package app.tandem.credentials.entra;

import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.OutboundHttp;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** MSAL's calls go out like all others: allowed hosts, trusted certificates, finite time-outs. */
final class MsalHttp implements IHttpClient {

    private final OutboundHttp http;
    private final URI authority;

    MsalHttp(OutboundHttp http, URI authority) {
        this.http = http;
        this.authority = authority;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, URISyntaxException {
        HttpAnswer answer = http.send(
                request.httpMethod().name(), withPort(request.url().toURI()), request.headers(), request.body());
        HttpResponse response = new HttpResponse();
        response.addHeaders(answer.headers());
        return response.statusCode(answer.status()).body(answer.body());
    }

    /** When MSAL refreshes it rebuilds the address from the authority's host alone and loses the port. */
    private URI withPort(URI address) throws URISyntaxException {
        boolean lost = address.getPort() < 0
                && authority.getPort() >= 0
                && authority.getHost().equals(address.getHost());
        return lost
                ? new URI(authority.getScheme() + "://" + authority.getAuthority() + address.getRawPath()
                        + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()))
                : address;
    }
}
