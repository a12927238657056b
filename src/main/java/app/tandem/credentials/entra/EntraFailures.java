package app.tandem.credentials.entra;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Entra ID's refusals mean (graph-notes 13): the OAuth error first, the AADSTS number for what it leaves open. */
public final class EntraFailures {

    private static final Logger LOG = LoggerFactory.getLogger(EntraFailures.class);
    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");
    private static final Duration WAIT = Duration.ofMinutes(1);

    private static final Set<String> TRANSIENT = Set.of("90033", "90006", "50033", "90024", "90055", "50196");
    /** Conditional access and policy, assignment, an application that is off in the tenant. */
    private static final Set<String> DENIED = Set.of("50105", "700016", "7000112", "500011");

    private static final Set<String> OWN_FAULT =
            Set.of("7000215", "7000222", "700027", "7000218", "9002313", "70011", "50011");

    private EntraFailures() {}

    static RemoteFailureException of(Throwable thrown, Instant now) {
        Throwable cause = thrown.getCause() != null && thrown instanceof java.util.concurrent.ExecutionException
                ? thrown.getCause()
                : thrown;
        return switch (cause) {
            case MsalThrottlingException throttled ->
                failure(new RemoteFailure.Throttled("MSAL_THROTTLED", now.plusMillis(throttled.retryInMs())));
            case MsalServiceException refused -> failure(refused(refused, now));
            case MsalClientException client
            when client.errorCode() != null && client.errorCode().equals("cache_miss") ->
                failure(new RemoteFailure.GrantRejected("no_grant"));
            case MsalClientException client -> failure(new RemoteFailure.Unreachable(kind(client)));
            default -> failure(new RemoteFailure.Unreachable(cause.getClass().getSimpleName()));
        };
    }

    private static RemoteFailure refused(MsalServiceException refused, Instant now) {
        int status = refused.statusCode() == null ? 0 : refused.statusCode();
        if (status == 429) {
            return new RemoteFailure.Throttled("HTTP_429", retryAt(refused.headers(), now));
        }
        if (status >= 500) {
            return new RemoteFailure.Unreachable("HTTP_" + status);
        }
        return meaning(refused.errorCode(), String.valueOf(refused.getMessage()), retryAt(refused.headers(), now));
    }

    /** The meaning of an OAuth error with its description; also for errors that come with a redirect. */
    public static RemoteFailure meaning(@Nullable String error, String description, Instant retryAt) {
        String number = number(description);
        String code = number.isEmpty() ? clean(error) : "AADSTS" + number;
        if (TRANSIENT.contains(number) || "temporarily_unavailable".equals(error)) {
            return new RemoteFailure.Throttled(code, retryAt);
        }
        if (OWN_FAULT.contains(number) || number.isEmpty() && "invalid_client".equals(error)) {
            LOG.error("Entra ID refuses this installation's own sign-in data: {}", code);
            return new RemoteFailure.Unreachable("configuration_" + code);
        }
        if (number.startsWith("5300") || DENIED.contains(number)) {
            return new RemoteFailure.AccessDenied(code);
        }
        return new RemoteFailure.GrantRejected(code);
    }

    /** The AADSTS number of a description; empty text where it names none. */
    public static String number(String description) {
        Matcher matcher = NUMBER.matcher(description);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Instant retryAt(@Nullable Map<String, List<String>> headers, Instant now) {
        if (headers != null) {
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                String value =
                        header.getValue().isEmpty() ? "" : header.getValue().getFirst();
                if ("retry-after".equalsIgnoreCase(header.getKey()) && value.matches("\\d{1,5}")) {
                    return now.plusSeconds(Long.parseLong(value));
                }
            }
        }
        return now.plus(WAIT);
    }

    private static String kind(MsalClientException client) {
        Throwable cause = client.getCause();
        return cause == null ? clean(client.errorCode()) : cause.getClass().getSimpleName();
    }

    private static String clean(@Nullable String error) {
        String text = error == null || error.isBlank() ? "unknown" : error.replaceAll("[^A-Za-z0-9_]", "_");
        return text.substring(0, Math.min(60, text.length()));
    }

    private static RemoteFailureException failure(RemoteFailure failure) {
        return new RemoteFailureException(failure);
    }
}
