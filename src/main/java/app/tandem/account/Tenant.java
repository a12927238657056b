package app.tandem.account;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer.
 *
 * @param orgId the Salesforce org, 18 characters
 * @param loginUrl where the org's users sign in
 * @param directory the Entra tenant whose administrator granted app-only access
 * @param crmGranted since when JWT bearer sessions are used for activated users
 */
public record Tenant(
        TenantId id,
        String orgId,
        URI loginUrl,
        Optional<String> directory,
        Optional<Instant> directoryGranted,
        Optional<Instant> crmGranted,
        Notices notices) {

    /** Who is told when a sync stops (S-81); the address replaces those of the administrators. */
    public record Notices(boolean users, boolean admins, Optional<String> address) {}
}
