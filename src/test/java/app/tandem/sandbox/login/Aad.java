package app.tandem.sandbox.login;

/** The refusals of Entra ID that the sandbox can give: number, OAuth error, HTTP status of the token endpoint, words. */
enum Aad {
    APP_UNKNOWN(
            700016,
            "unauthorized_client",
            400,
            "Application with identifier '%s' was not found in the directory 'Contoso'. This can happen if the"
                    + " application has not been installed by the administrator of the tenant or consented to by any"
                    + " user in the tenant. You may have sent your authentication request to the wrong tenant."),
    SECRET_WRONG(
            7000215,
            "invalid_client",
            401,
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value,"
                    + " not the client secret ID, for a secret added to app '%s'."),
    SECRET_MISSING(
            7000218,
            "invalid_client",
            401,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    ASSERTION_WRONG(
            700027,
            "invalid_client",
            401,
            "Client assertion failed signature validation, or is not for this endpoint."),
    REDIRECT_UNKNOWN(
            50011,
            "invalid_request",
            400,
            "The redirect URI '%s' specified in the request does not match the redirect URIs configured for the"
                    + " application. Make sure the redirect URI sent in the request matches one added to your"
                    + " application in the Azure portal."),
    TENANT_UNKNOWN(
            90002,
            "invalid_request",
            400,
            "Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct"
                    + " cloud."),
    SCOPE_UNKNOWN(70011, "invalid_scope", 400, "The provided value for the input parameter 'scope' is not valid. %s"),
    SCOPE_NOT_DEFAULT(
            1002012,
            "invalid_scope",
            400,
            "The provided value for scope %s is not valid. Client credential flows must have a scope value with"
                    + " /.default suffixed to the resource identifier (application ID URI)."),
    RESOURCE_UNKNOWN(
            500011,
            "invalid_resource",
            400,
            "The resource principal named %s was not found in the tenant named Contoso."),
    GRANT_TYPE_MISSING(
            900144, "invalid_request", 400, "The request body must contain the following parameter: 'grant_type'."),
    GRANT_TYPE_UNKNOWN(70003, "unsupported_grant_type", 400, "The app requested an unsupported grant type '%s'."),
    MALFORMED(9002313, "invalid_request", 400, "Invalid request. Request is malformed or invalid."),
    CODE_INVALID(9002313, "invalid_grant", 400, "Invalid request. Request is malformed or invalid."),
    CODE_EXPIRED(
            70008,
            "invalid_grant",
            400,
            "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive"
                    + " authorization request for this user and resource."),
    CODE_REDEEMED(
            54005,
            "invalid_grant",
            400,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing"
                    + " refresh token."),
    PROOF_WRONG(
            501481,
            "invalid_grant",
            400,
            "The Code_Verifier does not match the code_challenge supplied in the" + " authorization request."),
    REFRESH_EXPIRED(
            700082,
            "invalid_grant",
            400,
            "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00."),
    REVOKED(
            50173,
            "invalid_grant",
            400,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have"
                    + " changed or reset their password."),
    DISABLED(50057, "invalid_grant", 400, "The user account is disabled."),
    USER_UNKNOWN(
            50034,
            "invalid_grant",
            400,
            "The user account %s does not exist in the Contoso directory. To sign into this application, the account"
                    + " must be added to the directory."),
    PASSWORD_WRONG(50126, "invalid_grant", 400, "Error validating credentials due to invalid username or password."),
    SIGN_IN_NEEDED(50058, "login_required", 400, "A silent sign-in request was sent but no user is signed in."),
    CONSENT_NEEDED(
            65001,
            "invalid_grant",
            400,
            "The user or administrator has not consented to use the application with ID '%s'. Send an interactive"
                    + " authorization request for this user and resource."),
    CONSENT_DECLINED(65004, "access_denied", 400, "User declined to consent to access the app."),
    ADMIN_NEEDED(90094, "access_denied", 400, "The grant requires admin permission."),
    STEP_UP(
            50076,
            "invalid_grant",
            400,
            "Due to a configuration change made by your administrator, or because you moved to a new location, you must"
                    + " use multi-factor authentication to access '00000003-0000-0000-c000-000000000000'."),
    ASSERTION_INVALID(
            50013,
            "invalid_grant",
            400,
            "Assertion failed signature validation, or its audience is not this application."),
    ASSERTION_EXPIRED(500133, "invalid_grant", 400, "Assertion is not within its valid time range."),
    POLICY(
            53003,
            "invalid_grant",
            400,
            "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance."),
    TRANSIENT(90033, "temporarily_unavailable", 503, "A transient error has occurred. Please try again.");

    final int code;
    final String error;
    final int status;
    final String words;

    Aad(int code, String error, int status, String words) {
        this.code = code;
        this.error = error;
        this.status = status;
        this.words = words;
    }
}
