package app.tandem.crm.salesforce;

import app.tandem.platform.RemoteFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a fault of the whole call means, by its ExceptionCode (salesforce-notes 5.1); there is always a default. */
final class Faults {

    static final String INVALID_SESSION_ID = "INVALID_SESSION_ID";
    static final String REQUEST_LIMIT_EXCEEDED = "REQUEST_LIMIT_EXCEEDED";
    static final String DUPLICATE_VALUE = "DUPLICATE_VALUE";

    /** The user can no longer act, whatever token is used. */
    private static final Set<String> REJECTED = Set.of("INACTIVE_OWNER_OR_USER", "INACTIVE_ORG_OR_USER");

    private static final Set<String> DENIED = Set.of(
            INVALID_SESSION_ID,
            "API_DISABLED_FOR_ORG",
            "API_CURRENTLY_DISABLED",
            "INSUFFICIENT_ACCESS",
            "INSUFFICIENT_ACCESS_OR_READONLY",
            "FUNCTIONALITY_NOT_ENABLED",
            "INVALID_OPERATION_WITH_EXPIRED_PASSWORD",
            "TRIAL_EXPIRED",
            "ORG_LOCKED",
            "TXN_SECURITY_NO_ACCESS",
            "UNSUPPORTED_API_VERSION",
            "UNSUPPORTED_CLIENT",
            "CLIENT_NOT_ACCESSIBLE_FOR_USER",
            "LOGIN_DURING_RESTRICTED_DOMAIN",
            "LOGIN_DURING_RESTRICTED_TIME");

    /** Metadata moved under us: describe again. */
    private static final Set<String> STALE_DESCRIBE = Set.of("INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY");

    /** The same request cannot pass, a smaller one can. */
    private static final Set<String> TOO_MUCH = Set.of(
            "REQUEST_RUNNING_TOO_LONG",
            "QUERY_TIMEOUT",
            "OPERATION_TOO_LARGE",
            "QUERY_TOO_COMPLICATED",
            "EXCEEDED_ID_LIMIT",
            "EXCEEDED_MAX_SIZE_REQUEST",
            "REQUEST_TOO_LARGE");

    /** Faults that a write can meet after rows were committed, or about which nothing is known. */
    private static final Set<String> SURELY_WITHOUT_EFFECT = Set.of(
            REQUEST_LIMIT_EXCEEDED,
            "SERVER_UNAVAILABLE",
            "FUNCTIONALITY_TEMPORARILY_UNAVAILABLE",
            "CIRCUIT_BREAKER_OPEN_EXCEPTION",
            "EXCEEDED_MAX_SIZE_REQUEST",
            "EXCEEDED_ID_LIMIT",
            "INVALID_FIELD",
            "INVALID_TYPE",
            "MALFORMED_QUERY",
            "MALFORMED_ID",
            "INVALID_BATCH_SIZE");

    private Faults() {}

    static RemoteFailure meaning(String code, String text, Instant now, int jitterSeconds) {
        if (REJECTED.contains(code)) {
            return new RemoteFailure.GrantRejected(code);
        }
        if (DENIED.contains(code)) {
            return new RemoteFailure.AccessDenied(code);
        }
        if (code.equals(REQUEST_LIMIT_EXCEEDED) && isConcurrent(text)) {
            return new RemoteFailure.Throttled(code, now.plus(Duration.ofSeconds(5L + jitterSeconds)));
        }
        return new RemoteFailure.Unreachable(code);
    }

    /** The daily allowance is spent, not only too many long calls at once. */
    static boolean isDailyLimit(String code, String text) {
        return code.equals(REQUEST_LIMIT_EXCEEDED) && !isConcurrent(text);
    }

    static boolean isSurelyWithoutEffect(String code) {
        return DENIED.contains(code) || REJECTED.contains(code) || SURELY_WITHOUT_EFFECT.contains(code);
    }

    static boolean asksForLess(CallFailed failed) {
        return TOO_MUCH.contains(failed.code());
    }

    static boolean isStaleDescribe(String code) {
        return STALE_DESCRIBE.contains(code);
    }

    private static boolean isConcurrent(String text) {
        return text.contains("ConcurrentRequests") || text.contains("Concurrent API");
    }
}
