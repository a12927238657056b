package app.tandem.platform.http;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** A company's HTTP proxy: tunnels for https, forwards http, and remembers whom it led where. */
public final class ForwardProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Set<String> tunnelled = new ConcurrentSkipListSet<>();
    private final Set<String> forwarded = new ConcurrentSkipListSet<>();

    public ForwardProxy() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** {@code host:port} of what was tunnelled to. */
    public Set<String> tunnelled() {
        return new TreeSet<>(tunnelled);
    }

    /** {@code host:port} of what was forwarded to. */
    public Set<String> forwarded() {
        return new TreeSet<>(forwarded);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String[] words = head.substring(0, head.indexOf('\r')).split(" ");
            boolean tunnel = words[0].equals("CONNECT");
            URI target = URI.create(tunnel ? "https://" + words[1] : words[1]);
            (tunnel ? tunnelled : forwarded).add(target.getAuthority());
            try (Socket service = new Socket(target.getHost(), target.getPort())) {
                if (tunnel) {
                    send(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
                } else {
                    String path =
                            target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
                    String rest =
                            head.substring(head.indexOf('\n') + 1).replaceAll("(?im)^(proxy-)?connection:.*\r\n", "");
                    send(
                            service.getOutputStream(),
                            words[0] + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + rest);
                }
                Thread.startVirtualThread(() -> pipe(client, service));
                service.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException broken) {
            // Either side hung up.
        }
    }

    private static void pipe(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // Either side hung up.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
