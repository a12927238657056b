package app.tandem.credentials.vault;

import app.tandem.account.TenantId;
import app.tandem.account.User;
import app.tandem.account.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whose grant it is and for what; bound to the ciphertext, so that a row moved elsewhere does not open. */
public record Owner(TenantId tenant, UserId user, Provider provider) {

    /** The services that give grants. */
    public enum Provider {
        /** Salesforce: refresh token, session and instance. */
        SALESFORCE,
        /** Entra ID: MSAL's token cache. */
        ENTRA,
        /** Nobody's service: the tenant's own key for fingerprints; the tenant stands for the user. */
        FINGERPRINTS
    }

    /** The grant of a user. */
    public static Owner of(User user, Provider provider) {
        return new Owner(user.tenant(), user.id(), provider);
    }

    /** What is authenticated with the sealed grant; every part has a fixed length or is the last. */
    byte[] associated(String purpose) {
        byte[] what = (purpose + "/" + provider.name()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(32 + what.length)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(user.value().getMostSignificantBits())
                .putLong(user.value().getLeastSignificantBits())
                .put(what)
                .array();
    }
}
