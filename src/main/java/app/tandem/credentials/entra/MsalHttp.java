package app.tandem.credentials.entra;

import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.OutboundHttp;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import java.net.URISyntaxException;

/** MSAL's calls go out like all others: allowed hosts, trusted certificates, finite time-outs. */
final class MsalHttp implements IHttpClient {

    private final OutboundHttp http;

    MsalHttp(OutboundHttp http) {
        this.http = http;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, URISyntaxException {
        HttpAnswer answer =
                http.send(request.httpMethod().name(), request.url().toURI(), request.headers(), request.body());
        HttpResponse response = new HttpResponse();
        response.addHeaders(answer.headers());
        return response.statusCode(answer.status()).body(answer.body());
    }
}
