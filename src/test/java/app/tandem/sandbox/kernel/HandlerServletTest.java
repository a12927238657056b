package app.tandem.sandbox.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the sandbox says when a request is not what it should be. */
class HandlerServletTest {

    private final BlockingQueue<ILoggingEvent> said = new LinkedBlockingQueue<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(HandlerServlet.class);
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event);
        }
    };

    @BeforeEach
    void listen() {
        listener.start();
        log.addAppender(listener);
    }

    @AfterEach
    void leave() {
        log.detachAppender(listener);
    }

    @Test
    void anUploadThatIsCutOffIsOneQuietLine() throws Exception {
        try (SandboxServer server = SandboxServer.start("cut", 0, exchange -> Reply.json(200, exchange.text()))) {
            upload(server, "Content-Length: 1000000\r\n\r\nonly the beginning");
            assertQuiet("/upload");
            upload(server, "Transfer-Encoding: chunked\r\n\r\n100\r\nonly the beginning");
            assertQuiet("/upload");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void aFailureOfTheSandboxItselfIsTold() throws Exception {
        try (SandboxServer server = SandboxServer.start("broken", 0, exchange -> {
            throw new IllegalStateException("a bug");
        })) {
            upload(server, "Content-Length: 0\r\n\r\n");
            ILoggingEvent told = said.poll(30, TimeUnit.SECONDS);
            assertThat(told).isNotNull();
            assertThat(told.getLevel()).isEqualTo(Level.ERROR);
            assertThat(told.getThrowableProxy()).isNotNull();
        }
    }

    private void assertQuiet(String path) throws InterruptedException {
        ILoggingEvent told = said.poll(30, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.getLevel()).isEqualTo(Level.INFO);
        assertThat(told.getFormattedMessage()).contains("POST", path);
        assertThat(told.getThrowableProxy()).isNull();
    }

    private static void upload(SandboxServer server, String rest) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("POST /upload HTTP/1.1\r\nHost: x\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }
}
