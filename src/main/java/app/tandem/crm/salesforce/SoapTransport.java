package app.tandem.crm.salesforce;

import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Carries one SOAP call of WSC over {@link Wire}. WSC's own transport re-sends a POST when the server drops the
 * connection, follows redirects as GET and knows no bounds (salesforce-notes 2.1); this one does none of that.
 */
final class SoapTransport implements Transport {

    private static final long MOST_REQUEST_BYTES = 50L * 1024 * 1024;
    private static final int MOST_PLAIN_BYTES = 256 * 1024 * 1024;
    private static final int HEAD = 4096;
    private static final Pattern FAULT_CODE = Pattern.compile("<faultcode>\\s*(?:[\\w.-]+:)?(\\w+)\\s*</faultcode>");
    private static final Pattern FAULT_TEXT = Pattern.compile("<faultstring>([^<]{0,2000})");

    private final Wire wire;
    private HttpRequest.@Nullable Builder request;
    private @Nullable GzipChunks body;
    private int status;
    private byte[] head = new byte[0];
    private boolean sent;

    SoapTransport(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void setConfig(ConnectorConfig config) {
        // Time-outs, proxy and certificates are the wire's.
    }

    @Override
    public OutputStream connect(String address, @Nullable String soapAction) throws IOException {
        HashMap<String, String> headers = new HashMap<>();
        headers.put("SOAPAction", "\"" + (soapAction == null ? "" : soapAction) + "\"");
        headers.put("Content-Type", "text/xml; charset=UTF-8");
        headers.put("Accept", "text/xml");
        return connect(address, headers, true);
    }

    @Override
    public OutputStream connect(String address, HashMap<String, String> headers) throws IOException {
        return connect(address, headers, true);
    }

    @Override
    public OutputStream connect(String address, HashMap<String, String> headers, boolean compressed)
            throws IOException {
        HttpRequest.Builder builder = wire.to(URI.create(address));
        headers.forEach(builder::header);
        builder.header("Content-Encoding", "gzip").header("Accept-Encoding", "gzip");
        GzipChunks chunks = new GzipChunks(MOST_REQUEST_BYTES);
        request = builder;
        body = chunks;
        return chunks;
    }

    @Override
    public InputStream getContent() throws IOException {
        HttpRequest.Builder builder = Objects.requireNonNull(request);
        HttpRequest whole =
                builder.POST(Objects.requireNonNull(body).publisher()).build();
        request = null;
        body = null;
        sent = true;
        HttpResponse<byte[]> answer = wire.send(whole);
        status = answer.statusCode();
        refuseWhatIsNoSoap(answer);
        byte[] plain = inflated(answer);
        head = java.util.Arrays.copyOf(plain, Math.min(plain.length, HEAD));
        return new ByteArrayInputStream(plain);
    }

    @Override
    public boolean isSuccessful() {
        return status < 400;
    }

    /** Whether anything left for Salesforce. */
    boolean wasSent() {
        return sent;
    }

    /** The code of a fault, read without WSC's classes: they refuse a fault whose code they do not know. */
    Optional<String> faultCode() {
        return status < 400 ? Optional.empty() : found(FAULT_CODE);
    }

    /** The text of a fault; may name records, so it is looked at and never kept. */
    String faultText() {
        return status < 400 ? "" : found(FAULT_TEXT).orElse("");
    }

    private Optional<String> found(Pattern pattern) {
        Matcher matcher = pattern.matcher(new String(head, StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void refuseWhatIsNoSoap(HttpResponse<byte[]> answer) throws IOException {
        int status = answer.statusCode();
        if (status >= 300 && status < 400) {
            throw new NotSentException("REDIRECTED", null);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.contains("xml")) {
            return;
        }
        if (status >= 400 && status < 500) {
            throw new NotSentException("HTTP_" + status, null);
        }
        throw new AnswerLostException(type.contains("html") ? "HTML_ANSWER_" + status : "HTTP_" + status);
    }

    private static byte[] inflated(HttpResponse<byte[]> answer) throws AnswerLostException {
        boolean gzip = answer.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        if (!gzip) {
            return answer.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] plain = in.readNBytes(MOST_PLAIN_BYTES);
            if (plain.length == MOST_PLAIN_BYTES) {
                throw new AnswerLostException("ANSWER_TOO_LARGE");
            }
            return plain;
        } catch (IOException e) {
            throw e instanceof AnswerLostException lost ? lost : new AnswerLostException("ANSWER_CUT", e);
        }
    }
}
