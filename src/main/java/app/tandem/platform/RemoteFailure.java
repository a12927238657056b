package app.tandem.platform;

import java.time.Instant;

/** Why a whole conversation with a service cannot go on now; failures of a single item are outcomes, not this. */
public sealed interface RemoteFailure {

    /** The vendor's code (an AADSTS number, a Graph or Salesforce code, an HTTP status); never a message. */
    String code();

    /** Refused for now; never counted as a failure (admin A-179). {@code until} is measured on the service's clock. */
    record Throttled(String code, Instant until) implements RemoteFailure {}

    /** The call budget of the org is spent; the cycle waits (sync G-2). */
    record BudgetSpent(String code, Instant until) implements RemoteFailure {}

    /** The grant is dead for good: revoked, expired, consent withdrawn, user disabled (admin A-179). */
    record GrantRejected(String code) implements RemoteFailure {}

    /** Access refused although the grant lives: missing scope, policy, licence, disabled API. */
    record AccessDenied(String code) implements RemoteFailure {}

    /** Not reached, time-out, 5xx, maintenance. */
    record Unreachable(String code) implements RemoteFailure {}
}
