package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One refusal of Entra ID in the words and shapes it uses.
 *
 * @param code the number, which may be one that {@link Aad} does not know
 * @param suberror tells MSAL why a grant is not good: {@code consent_required}, {@code basic_action} …
 * @param claims what the next sign-in must bring along
 */
record AadRefusal(
        Aad aad,
        int code,
        String words,
        @Nullable String suberror,
        @Nullable String claims) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static AadRefusal of(Aad aad, Object... details) {
        String suberror = switch (aad) {
            case CONSENT_NEEDED -> "consent_required";
            case STEP_UP -> "basic_action";
            case REVOKED, REFRESH_EXPIRED, CODE_EXPIRED -> "bad_token";
            default -> null;
        };
        String claims = aad == Aad.STEP_UP
                ? "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\"5ca1ab1e-0000-4000-8000-000000000001\"]}}}"
                : null;
        return new AadRefusal(aad, aad.code, aad.words.formatted(details), suberror, claims);
    }

    /** A refusal by any number, for fault rules; the sandbox has no words of its own for most of them. */
    static AadRefusal ofNumber(int number) {
        for (Aad known : Aad.values()) {
            if (known.code == number) {
                return of(known, "", "");
            }
        }
        return new AadRefusal(Aad.POLICY, number, "The request was refused.", null, null);
    }

    /** The text that starts with the AADSTS number. */
    String description(Instant now, String correlation) {
        return "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
                .formatted(code, words, trace(), correlation, STAMP.format(now));
    }

    /** The answer of the token endpoint. */
    Reply json(Instant now, @Nullable String clientRequestId) {
        String correlation = clientRequestId == null ? UUID.randomUUID().toString() : clientRequestId;
        String description = description(now, correlation);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", aad.error);
        body.put("error_description", description);
        body.put("error_codes", List.of(code));
        body.put("timestamp", STAMP.format(now));
        body.put("trace_id", description.replaceFirst("(?s).*Trace ID: (\\S+) .*", "$1"));
        body.put("correlation_id", correlation);
        body.put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        if (suberror != null) {
            body.put("suberror", suberror);
        }
        if (claims != null) {
            body.put("claims", claims);
        }
        return Reply.json(aad.status, JSON.writeValueAsString(body)).with("Cache-Control", "no-store, no-cache");
    }

    private static String trace() {
        return UUID.randomUUID().toString();
    }
}
