package app.tandem.sandbox.graph.api;

import app.tandem.sandbox.graph.odata.Json;
import app.tandem.sandbox.graph.odata.Problem;
import app.tandem.sandbox.kernel.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Refusals in Graph's shape, under the ids of one request. */
record Refusals(String requestId, String clientRequestId, Instant now) {

    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(400, "ErrorInvalidRequest"),
            Map.entry(401, "InvalidAuthenticationToken"),
            Map.entry(403, "ErrorAccessDenied"),
            Map.entry(404, "ErrorItemNotFound"),
            Map.entry(409, "ErrorFolderExists"),
            Map.entry(410, "SyncStateNotFound"),
            Map.entry(412, "ErrorIrresolvableConflict"),
            Map.entry(413, "RequestEntityTooLarge"),
            Map.entry(429, "ApplicationThrottled"),
            Map.entry(500, "ErrorInternalServerError"),
            Map.entry(502, "BadGateway"),
            Map.entry(503, "ErrorServerBusy"),
            Map.entry(504, "UnknownError"),
            Map.entry(507, "ErrorQuotaExceeded"));

    /** A refusal that a fault rule asked for. */
    Reply refuse(int status, @Nullable String code, @Nullable String retryAfter) {
        String used = code == null ? CODES.getOrDefault(status, "UnknownError") : code;
        Reply reply = of(
                status == 401
                        ? Access.unauthorized("Access token has expired or is not yet valid.")
                        : Problem.of(status, used, "The sandbox was told to refuse this call."));
        return retryAfter == null ? reply : reply.with("Retry-After", retryAfter(retryAfter));
    }

    /** A refusal of our own. */
    Reply of(Problem problem) {
        ObjectNode json = Json.object();
        ObjectNode error = json.putObject("error");
        error.put("code", problem.code()).put("message", problem.getMessage());
        ObjectNode inner = error.putObject("innerError");
        inner.put("date", Json.time(now).replace("Z", ""));
        inner.put("request-id", requestId).put("client-request-id", clientRequestId);
        Reply reply = Bodies.json(problem.status(), json);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private String retryAfter(String given) {
        return given.startsWith("date:")
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plus(Duration.parse(given.substring(5))).atOffset(ZoneOffset.UTC))
                : given;
    }
}
