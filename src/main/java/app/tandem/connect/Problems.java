package app.tandem.connect;

import app.tandem.account.MailboxOutcome;
import app.tandem.platform.RemoteFailure;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@link Problem} behind an error of the sign-in services (graph-notes 13, salesforce-notes 1.8). */
final class Problems {

    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,8})");

    private static final Map<String, Problem> CODES = Map.ofEntries(
            Map.entry("access_denied", Problem.CONSENT_REFUSED),
            Map.entry("AADSTS65004", Problem.CONSENT_REFUSED),
            Map.entry("AADSTS65001", Problem.EXPIRED),
            Map.entry("AADSTS90094", Problem.ADMIN_CONSENT),
            Map.entry("AADSTS90095", Problem.ADMIN_CONSENT),
            Map.entry("consent_required", Problem.ADMIN_CONSENT),
            Map.entry("AADSTS50105", Problem.NOT_ASSIGNED),
            Map.entry("AADSTS50057", Problem.USER_DISABLED),
            Map.entry("AADSTS50034", Problem.USER_DISABLED),
            Map.entry("AADSTS50020", Problem.OTHER_DIRECTORY),
            Map.entry("AADSTS51004", Problem.USER_DISABLED),
            Map.entry("AADSTS90072", Problem.OTHER_DIRECTORY),
            Map.entry("AADSTS700016", Problem.CONFIGURATION),
            Map.entry("AADSTS7000112", Problem.CONFIGURATION),
            Map.entry("inactive_user", Problem.USER_DISABLED),
            Map.entry("inactive_org", Problem.USER_DISABLED),
            Map.entry("OAUTH_APP_BLOCKED", Problem.APP_NOT_INSTALLED),
            Map.entry("invalid_app_access", Problem.APP_NOT_INSTALLED),
            Map.entry("OAUTH_APPROVAL_ERROR_GENERIC", Problem.APP_NOT_INSTALLED),
            Map.entry("ip_restricted", Problem.POLICY),
            Map.entry("login_hours", Problem.POLICY),
            Map.entry("user_not_approved", Problem.APP_NOT_INSTALLED),
            Map.entry("API_DISABLED_FOR_ORG", Problem.API_DISABLED),
            Map.entry("API_CURRENTLY_DISABLED", Problem.API_DISABLED),
            Map.entry("JWT_ACCESS_TOKEN", Problem.TOKEN_KIND),
            Map.entry("NO_REFRESH_TOKEN", Problem.NO_OFFLINE),
            Map.entry("HOST_NOT_ALLOWED", Problem.UNKNOWN_HOST),
            Map.entry("FOREIGN_ANSWER", Problem.STALE),
            Map.entry("SIGNATURE", Problem.CONFIGURATION),
            Map.entry("redirect_uri_mismatch", Problem.CONFIGURATION),
            Map.entry("invalid_client_id", Problem.CONFIGURATION),
            Map.entry("invalid_client", Problem.CONFIGURATION),
            Map.entry("invalid_scope", Problem.CONFIGURATION),
            Map.entry("authorization_request_not_found", Problem.STALE),
            Map.entry("invalid_state_parameter", Problem.STALE),
            Map.entry("invalid_grant", Problem.STALE),
            Map.entry("invalid_token_response", Problem.SERVICE_DOWN),
            Map.entry("temporarily_unavailable", Problem.SERVICE_DOWN),
            Map.entry("server_error", Problem.SERVICE_DOWN));

    private Problems() {}

    /** Of an error that came with a redirect or a token answer. */
    static Problem ofError(String error, String description) {
        Matcher number = AADSTS.matcher(description);
        String code = number.find() ? number.group() : error;
        if (code.startsWith("AADSTS5300")) {
            return Problem.POLICY;
        }
        // "access_denied" comes with its reason in front where the app, not the person, was the cause.
        Problem installed = CODES.get(description.split("[ :]", 2)[0]);
        if (installed == Problem.APP_NOT_INSTALLED) {
            return installed;
        }
        Problem exact = CODES.get(code);
        return exact != null ? exact : CODES.getOrDefault(error, Problem.SERVICE_DOWN);
    }

    /** Of a failed call during a sign-in. */
    static Problem of(RemoteFailure failure) {
        return switch (failure) {
            case RemoteFailure.Throttled ignored -> Problem.SERVICE_DOWN;
            case RemoteFailure.BudgetSpent ignored -> Problem.SERVICE_DOWN;
            case RemoteFailure.Unreachable down ->
                down.code().startsWith("configuration_") ? Problem.CONFIGURATION : Problem.SERVICE_DOWN;
            case RemoteFailure.GrantRejected rejected -> ofError(rejected.code(), rejected.code());
            case RemoteFailure.AccessDenied denied -> ofError(denied.code(), denied.code());
        };
    }

    /** Of what made a sync stop, for the overview. */
    static Problem ofSuspension(String code) {
        Problem problem = ofError(code, code);
        return problem == Problem.SERVICE_DOWN || problem == Problem.STALE ? Problem.EXPIRED : problem;
    }

    /** Of a mailbox that was not accepted. */
    static Problem of(MailboxOutcome outcome) {
        return switch (outcome) {
            case MailboxOutcome.Taken ignored -> Problem.MAILBOX_TAKEN;
            case MailboxOutcome.Differs ignored -> Problem.WRONG_MAILBOX;
            case MailboxOutcome.OtherDirectory ignored -> Problem.OTHER_DIRECTORY;
            case MailboxOutcome.Connected ignored -> throw new IllegalArgumentException("nothing went wrong");
        };
    }
}
