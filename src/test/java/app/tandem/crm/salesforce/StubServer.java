package app.tandem.crm.salesforce;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A server that answers byte by byte what a test says, or drops the line: what no well-behaved server can be made to do. */
final class StubServer implements AutoCloseable {

    /** A request as it came, body inflated. */
    record Request(String path, Map<String, String> headers, String body) {}

    /** What is sent back; null drops the connection. */
    interface Script extends Function<Request, byte[]> {}

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    StubServer(Script script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A SOAP answer: the body's content within an envelope, with an API usage header. */
    static byte[] soap(String content) {
        return http(200, "text/xml; charset=UTF-8", envelope(content));
    }

    /** A fault with its typed detail, as Salesforce sends it. */
    static byte[] fault(String code, String text) {
        return http(
                500,
                "text/xml; charset=UTF-8",
                envelope("<soapenv:Fault><faultcode>sf:" + code + "</faultcode><faultstring>" + code + ": " + text
                        + "</faultstring><detail><sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\">"
                        + "<sf:exceptionCode>" + code + "</sf:exceptionCode><sf:exceptionMessage>" + text
                        + "</sf:exceptionMessage></sf:UnexpectedErrorFault></detail></soapenv:Fault>"));
    }

    static byte[] http(int status, String type, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\nContent-Type: " + type
                + "\r\nContent-Length: " + bytes.length + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    private static String envelope(String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\""
                + " xmlns:sf=\""
                + (content.contains("Fault")
                        ? "urn:fault.partner.soap.sforce.com"
                        : "urn:sobject.partner.soap.sforce.com")
                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Header><LimitInfoHeader>"
                + "<limitInfo><current>42</current><limit>100000</limit><type>API REQUESTS</type></limitInfo>"
                + "</LimitInfoHeader></soapenv:Header><soapenv:Body>" + content
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                byte[] answer = script.apply(request);
                if (answer == null) {
                    return;
                }
                out.write(answer);
                out.flush();
                if (new String(answer, 0, Math.min(answer.length, 200), StandardCharsets.US_ASCII)
                        .contains("Cut: yes")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = headers.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(headers.get("content-length")))
                : chunked(in);
        return new Request(first.split(" ")[1], headers, text(body, headers));
    }

    private static String text(byte[] body, Map<String, String> headers) throws IOException {
        if ("gzip".equals(headers.get("content-encoding"))) {
            return new String(
                    new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] chunked(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            all.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return all.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.US_ASCII);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }
}
