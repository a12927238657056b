package app.tandem.sandbox.kernel;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a {@link Handler} in a servlet container. */
public final class HandlerServlet extends HttpServlet {

    private static final Logger log = LoggerFactory.getLogger(HandlerServlet.class);

    private final transient Handler handler;

    public HandlerServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reply reply;
        Exchange exchange = new Exchange(request);
        try {
            reply = handler.handle(exchange);
        } catch (Exception e) {
            if (exchange.isCutOff()) {
                log.info("the caller went away during {} {}", request.getMethod(), request.getRequestURI());
                CutValve.mark(request);
                return;
            }
            log.error("the sandbox failed at {} {}", request.getMethod(), request.getRequestURI(), e);
            reply = Reply.json(
                    500,
                    "{\"error\":\"the sandbox itself failed: " + e.getClass().getSimpleName() + "\"}");
        }
        send(reply, request, response);
    }

    /** Writes an answer; one that is cut ends with the connection closed by {@link CutValve}. */
    public static void send(Reply reply, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (reply.cutAfter() == 0 && reply.status() == 0) {
            CutValve.mark(request);
            return;
        }
        response.setStatus(reply.status());
        reply.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (reply.status() != 204 && reply.status() != 304) {
            response.setContentLengthLong(reply.body().length());
        }
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        if (reply.cutAfter() < 0) {
            reply.body().writeTo(response.getOutputStream());
        } else {
            CutValve.mark(request);
            OutputStream out = response.getOutputStream();
            out.write(first(reply));
            response.flushBuffer();
        }
    }

    private static byte[] first(Reply reply) throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        reply.body().writeTo(all);
        return java.util.Arrays.copyOf(all.toByteArray(), (int) Math.min(reply.cutAfter(), all.size()));
    }
}
