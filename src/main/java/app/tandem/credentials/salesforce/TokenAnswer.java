package app.tandem.credentials.salesforce;

import app.tandem.platform.SecretText;
import java.net.URI;
import java.util.Optional;

/**
 * A token answer whose signature was right.
 *
 * @param identity the identity URL, {@code https://host/id/orgId/userId}
 */
public record TokenAnswer(SecretText session, Optional<SecretText> refreshToken, URI instanceUrl, URI identity) {

    /** The org's id, 18 characters. */
    public String orgId() {
        return part(2);
    }

    /** The user's id, 18 characters. */
    public String userId() {
        return part(1);
    }

    private String part(int fromEnd) {
        String[] parts = identity.getPath().split("/");
        return parts[parts.length - fromEnd];
    }
}
