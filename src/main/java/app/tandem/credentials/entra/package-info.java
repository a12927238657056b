/** Entra ID through MSAL: authorization code, silent refresh, app-only access, what its refusals mean. */
@org.jspecify.annotations.NullMarked
package app.tandem.credentials.entra;
