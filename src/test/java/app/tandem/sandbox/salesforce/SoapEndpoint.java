package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** {@code POST /services/Soap/u/65.0[/orgId]}. */
final class SoapEndpoint {

    private static final Pattern PATH = Pattern.compile("/services/Soap/u/(\\d{1,3}\\.\\d)(?:/\\w*)?");
    private static final BigDecimal OLDEST = new BigDecimal("31.0");
    private static final BigDecimal NEWEST = new BigDecimal("67.0");

    private final Kernel kernel;
    private final Sessions sessions;
    private final SoapOperations operations;
    private final Gate gate;

    SoapEndpoint(Kernel kernel, Orgs orgs, Sessions sessions, Cursors cursors) {
        this.kernel = kernel;
        this.sessions = sessions;
        this.gate = new Gate(kernel, orgs);
        this.operations = new SoapOperations(kernel, orgs, sessions, cursors);
    }

    void onRevoke(BiConsumer<String, String> listener) {
        gate.onRevoke(listener);
    }

    Reply handle(Exchange exchange) throws IOException {
        if (!exchange.method().equals("POST")) {
            return Reply.of(405, "text/plain", "only POST".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .with("Allow", "POST");
        }
        try (java.io.InputStream in = exchange.stream()) {
            SoapCall call = SoapCall.of(SoapReader.read(in));
            return run(exchange, call);
        } catch (Refusal refusal) {
            return kernel.run(
                    unknown(exchange),
                    (status, code, after) -> refuse(status, code, after),
                    struck -> fault(refusal, exchange));
        }
    }

    private Reply run(Exchange exchange, SoapCall call) {
        String id = call.headers().containsKey("SessionHeader")
                ? call.headers().get("SessionHeader").value("sessionId")
                : null;
        Optional<Session> caller = sessions.find(id);
        CallFacts facts = facts(exchange, call, caller);
        return kernel.run(facts, (status, code, after) -> refuse(status, code, after), struck -> {
            try {
                caller.ifPresent(session -> gate.strike(struck, session));
                BigDecimal version = version(exchange);
                call.check();
                if (call.call().name().equals("login")) {
                    return answer(call, operations.login(call, version, exchange.origin()), null, exchange);
                }
                Session session = sessions.require(id);
                gate.count(session);
                Object result = operations.run(call, session, struck);
                return answer(call, result, session, exchange);
            } catch (Refusal refusal) {
                return fault(refusal, exchange);
            }
        });
    }

    private static BigDecimal version(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.rawPath());
        if (!path.matches()) {
            throw Refusal.of("UNSUPPORTED_CLIENT", "only the Partner API is served here: /services/Soap/u/65.0");
        }
        BigDecimal version = new BigDecimal(path.group(1));
        if (version.compareTo(OLDEST) < 0 || version.compareTo(NEWEST) > 0) {
            throw Refusal.of("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
        return version;
    }

    private CallFacts facts(Exchange exchange, SoapCall call, Optional<Session> caller) {
        String client = caller.map(session -> session.token().client()).orElse(null);
        String user = caller.map(session -> session.person().mail())
                .orElseGet(() -> call.body().value("username"));
        return new CallFacts(
                Service.SALESFORCE,
                client,
                user,
                "POST",
                "/services/Soap/u",
                call.call().name(),
                SoapFacts.object(call),
                SoapFacts.rows(call),
                Math.max(0, exchange.raw().getContentLengthLong()),
                null);
    }

    private static CallFacts unknown(Exchange exchange) {
        return new CallFacts(
                Service.SALESFORCE,
                null,
                null,
                "POST",
                "/services/Soap/u",
                null,
                null,
                0,
                Math.max(0, exchange.raw().getContentLengthLong()),
                null);
    }

    private Reply answer(SoapCall call, @Nullable Object result, @Nullable Session session, Exchange exchange) {
        Struct limit = session == null
                ? null
                : Struct.of(
                        "current",
                        session.store().org.apiUsed.get(),
                        "limit",
                        session.store().org.apiLimit,
                        "type",
                        "API REQUESTS");
        SoapWriter writer = new SoapWriter(rows -> operations.page(call, session, rows));
        return xml(200, writer.answer(call.call(), result, limit), exchange);
    }

    private static Reply fault(Refusal refusal, Exchange exchange) {
        return xml(500, SoapWriter.fault(refusal), exchange);
    }

    /** A refusal that a fault rule asks for. */
    private static Reply refuse(int status, @Nullable String code, @Nullable String retryAfter) {
        String exception = code != null
                ? code
                : switch (status) {
                    case 401, 403 -> "INVALID_SESSION_ID";
                    case 429 -> "REQUEST_LIMIT_EXCEEDED";
                    case 500 -> "UNKNOWN_EXCEPTION";
                    default -> null;
                };
        Reply reply;
        if (exception == null) {
            reply = Reply.html(
                    status,
                    "<html><head><title>Down for Maintenance</title></head><body>"
                            + "<h1>We are down for maintenance.</h1></body></html>");
        } else {
            Refusal refusal = exception.equals("INVALID_SESSION_ID")
                    ? Sessions.invalid("Session not found, missing session hash: 0")
                    : Refusal.of(exception, text(exception));
            reply = Reply.of(500, "text/xml; charset=utf-8", SoapWriter.fault(refusal));
        }
        return retryAfter == null ? reply : reply.with("Retry-After", retryAfter);
    }

    private static String text(String code) {
        return switch (code) {
            case "REQUEST_LIMIT_EXCEEDED" -> "TotalRequests Limit exceeded.";
            case "SERVER_UNAVAILABLE" -> "The server is temporarily unavailable; try again later.";
            case "UNKNOWN_EXCEPTION" ->
                "An unexpected error occurred. Please include this ErrorId if you contact support: 0-0 (0)";
            default -> "refused by a rule of the sandbox";
        };
    }

    private static Reply xml(int status, byte[] body, Exchange exchange) {
        boolean gzip = exchange.header("Accept-Encoding")
                .filter(value -> value.toLowerCase(java.util.Locale.ROOT).contains("gzip"))
                .isPresent();
        if (!gzip) {
            return Reply.of(status, "text/xml; charset=utf-8", body);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Reply.of(status, "text/xml; charset=utf-8", packed.toByteArray())
                .with("Content-Encoding", "gzip")
                .with("Vary", "Accept-Encoding");
    }

    static List<String> versions() {
        return java.util.stream.IntStream.rangeClosed(OLDEST.intValue(), NEWEST.intValue())
                .mapToObj(version -> version + ".0")
                .toList();
    }
}
