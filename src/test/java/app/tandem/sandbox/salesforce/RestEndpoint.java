package app.tandem.sandbox.salesforce;

import app.tandem.sandbox.kernel.CallFacts;
import app.tandem.sandbox.kernel.Exchange;
import app.tandem.sandbox.kernel.Kernel;
import app.tandem.sandbox.kernel.Kernel.Struck;
import app.tandem.sandbox.kernel.Reply;
import app.tandem.sandbox.kernel.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /services/data}: the REST resources that common tools use, over the same store. */
final class RestEndpoint {

    private static final Pattern VERSIONED = Pattern.compile("/services/data/v(\\d{1,3}\\.\\d)(/.*)?");
    private static final Pattern OBJECT = Pattern.compile("/sobjects/(\\w+)(/.*)?");
    private static final BigDecimal OLDEST = new BigDecimal("31.0");
    private static final BigDecimal NEWEST = new BigDecimal("67.0");

    private final Kernel kernel;
    private final Sessions sessions;
    private final Gate gate;
    private final RestResources resources;

    RestEndpoint(Kernel kernel, Orgs orgs, Sessions sessions, Cursors cursors) {
        this.kernel = kernel;
        this.sessions = sessions;
        this.gate = new Gate(kernel, orgs);
        this.resources = new RestResources(kernel, cursors);
    }

    void onRevoke(BiConsumer<String, String> listener) {
        gate.onRevoke(listener);
    }

    Reply handle(Exchange exchange) {
        String path = exchange.rawPath();
        Matcher versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            return path.matches("/services/data/?") ? Reply.json(200, versions()) : notFound();
        }
        String rest = versioned.group(2) == null ? "" : versioned.group(2);
        Optional<Session> caller = sessions.find(exchange.bearer().orElse(null));
        CallFacts facts = new CallFacts(
                Service.SALESFORCE,
                caller.map(session -> session.token().client()).orElse(null),
                caller.map(session -> session.person().mail()).orElse(null),
                exchange.method(),
                "/services/data" + rest,
                null,
                object(rest, exchange),
                exchange.method().equals("GET") ? 0 : 1,
                Math.max(0, exchange.raw().getContentLengthLong()),
                null);
        return kernel.run(
                facts, RestEndpoint::refuse, struck -> answer(exchange, versioned.group(1), rest, caller, struck));
    }

    private Reply answer(Exchange exchange, String version, String rest, Optional<Session> caller, Struck struck) {
        BigDecimal number = new BigDecimal(version);
        if (number.compareTo(OLDEST) < 0) {
            return error(410, "UNSUPPORTED_API_VERSION", "GONE");
        }
        if (number.compareTo(NEWEST) > 0) {
            return notFound();
        }
        try {
            caller.ifPresent(session -> gate.strike(struck, session));
            Session session = require(exchange);
            gate.count(session);
            Reply reply = resources.answer(exchange, session, "/services/data/v" + version, rest, struck);
            var org = session.store().org;
            return reply.with("Sforce-Limit-Info", "api-usage=" + org.apiUsed.get() + "/" + org.apiLimit);
        } catch (Refusal refusal) {
            return error(status(refusal.code), refusal.code, refusal.getMessage());
        } catch (RowError error) {
            return errors(status(error.code), error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Session require(Exchange exchange) {
        try {
            return sessions.require(exchange.bearer().orElse(null));
        } catch (Refusal refusal) {
            throw Refusal.of("INVALID_SESSION_ID", "Session expired or invalid");
        }
    }

    static Reply error(int status, String code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("errorCode", code);
        return Reply.json(status, RestJson.text(List.of(error)));
    }

    static Reply errors(int status, RowError error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("message", error.getMessage());
        json.put("errorCode", error.code);
        json.put("fields", error.fields);
        return Reply.json(status, RestJson.text(List.of(json)));
    }

    static Reply notFound() {
        return error(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private static int status(String code) {
        return switch (code) {
            case "INVALID_SESSION_ID" -> 401;
            case "REQUEST_LIMIT_EXCEEDED", "INSUFFICIENT_ACCESS_OR_READONLY" -> 403;
            case "NOT_FOUND", "ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY" -> 404;
            case "METHOD_NOT_ALLOWED" -> 405;
            case "DUPLICATE_EXTERNAL_ID" -> 300;
            case "SERVER_UNAVAILABLE" -> 503;
            default -> 400;
        };
    }

    private static Reply refuse(int status, @Nullable String code, @Nullable String retryAfter) {
        String chosen = code != null
                ? code
                : switch (status) {
                    case 401 -> "INVALID_SESSION_ID";
                    case 403, 429 -> "REQUEST_LIMIT_EXCEEDED";
                    case 404 -> "NOT_FOUND";
                    case 503 -> "SERVER_UNAVAILABLE";
                    default -> "UNKNOWN_EXCEPTION";
                };
        Reply reply = error(status, chosen, "refused by a rule of the sandbox");
        return retryAfter == null ? reply : reply.with("Retry-After", retryAfter);
    }

    private static @Nullable String object(String rest, Exchange exchange) {
        Matcher object = OBJECT.matcher(rest);
        if (object.matches()) {
            return object.group(1);
        }
        return rest.startsWith("/query")
                ? exchange.query("q").map(SoapFacts::from).orElse(null)
                : null;
    }

    private static String versions() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String version : SoapEndpoint.versions()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("label", "Release " + version);
            one.put("url", "/services/data/v" + version);
            one.put("version", version);
            all.add(one);
        }
        return RestJson.text(all);
    }
}
