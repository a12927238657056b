package app.tandem.sandbox.outlook;

/** Outlook as the broker of nested app authentication: tokens for an add-in's own client, got from Entra ID. */
public interface NestedSignIn {

    /**
     * What Entra ID says.
     *
     * @param token the access token; empty when there is none
     * @param idToken the id token beside it
     * @param refusal what to tell the add-in instead: {@code USER_INTERACTION_REQUIRED} or {@code DISABLED}
     */
    record Answer(String token, String idToken, String refusal) {}

    /**
     * Asks for a token.
     *
     * @param agreed whether the person just agreed to what the application asks
     */
    Answer token(String mail, String clientId, String scope, boolean agreed);
}
