package app.tandem.credentials.salesforce;

import app.tandem.platform.RemoteFailure;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.http.HttpAnswer;
import app.tandem.platform.http.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What Salesforce's refusals at the token endpoint mean (salesforce-notes 1.8). */
public final class SalesforceFailures {

    private static final Logger LOG = LoggerFactory.getLogger(SalesforceFailures.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration WAIT = Duration.ofMinutes(1);

    private SalesforceFailures() {}

    static RemoteFailureException of(HttpAnswer answer, Instant now) {
        if (answer.status() >= 500) {
            return failure(new RemoteFailure.Unreachable("HTTP_" + answer.status()));
        }
        if (answer.status() == 429) {
            return failure(new RemoteFailure.Throttled("HTTP_429", ServiceTime.retryAt(answer, now, WAIT)));
        }
        try {
            var json = JSON.readTree(answer.body());
            String error = json.path("error").asString("");
            return failure(meaning(
                    error, json.path("error_description").asString(""), ServiceTime.retryAt(answer, now, WAIT)));
        } catch (JacksonException e) {
            // Some failures come as HTML, even with status 200.
            return failure(new RemoteFailure.Unreachable("HTTP_" + answer.status() + "_NOT_JSON"));
        }
    }

    /** The meaning of an error code with its description; also for errors that come with a redirect. */
    public static RemoteFailure meaning(String error, String description, Instant retryAt) {
        String text = description.toLowerCase(Locale.ROOT);
        if (error.equals("rate_limit_exceeded") || text.contains("login rate exceeded")) {
            return new RemoteFailure.Throttled("rate_limit_exceeded", retryAt);
        }
        return switch (error) {
            case "invalid_grant" -> grant(text);
            case "inactive_user", "inactive_org" -> new RemoteFailure.GrantRejected(error);
            case "access_denied" -> new RemoteFailure.AccessDenied("access_denied");
            case "OAUTH_APP_BLOCKED", "invalid_app_access", "OAUTH_APPROVAL_ERROR_GENERIC" ->
                new RemoteFailure.AccessDenied(error);
            case "invalid_client_id", "invalid_client", "redirect_uri_mismatch", "invalid_scope" ->
                misconfigured(error);
            case "" -> new RemoteFailure.Unreachable("NO_ERROR_CODE");
            default -> new RemoteFailure.AccessDenied(known(error));
        };
    }

    private static RemoteFailure grant(String text) {
        if (text.contains("ip restricted")) {
            return new RemoteFailure.AccessDenied("ip_restricted");
        }
        if (text.contains("login hours")) {
            return new RemoteFailure.AccessDenied("login_hours");
        }
        if (text.contains("approved this consumer")) {
            return new RemoteFailure.AccessDenied("user_not_approved");
        }
        if (text.contains("audience")) {
            return misconfigured("audience_invalid");
        }
        return new RemoteFailure.GrantRejected("invalid_grant");
    }

    /** Concerns every user and none of them can help: nobody is suspended for it, the operator is told. */
    private static RemoteFailure misconfigured(String code) {
        LOG.error("Salesforce refuses this installation's own sign-in data: {}", code);
        return new RemoteFailure.Unreachable("configuration_" + code);
    }

    private static String known(String error) {
        String clean = error.replaceAll("[^A-Za-z0-9_]", "_");
        return clean.substring(0, Math.min(60, clean.length()));
    }

    static RemoteFailureException failure(RemoteFailure failure) {
        return new RemoteFailureException(failure);
    }
}
