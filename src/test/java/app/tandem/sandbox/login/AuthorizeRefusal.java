package app.tandem.sandbox.login;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** Refusals of an authorize request. */
final class AuthorizeRefusal {

    private AuthorizeRefusal() {}

    /** A refusal that must not be sent to the address in the request. */
    static OAuth2AuthorizationCodeRequestAuthenticationException withoutWayBack(
            AadRefusal refusal, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return withoutWayBack(
                EntraErrors.refused(refusal.aad(), asked.getRedirectUri()).getError(), asked);
    }

    /** A refusal that must not be sent to the address in the request. */
    static OAuth2AuthorizationCodeRequestAuthenticationException withoutWayBack(
            OAuth2Error error, OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                error,
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        asked.getAuthorizationUri(),
                        asked.getClientId(),
                        (Authentication) asked.getPrincipal(),
                        null,
                        asked.getState(),
                        asked.getScopes(),
                        asked.getAdditionalParameters()));
    }

    /** A scope that the application cannot ask for. */
    static OAuth2AuthorizationCodeRequestAuthenticationException invalidScope(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE), asked);
    }
}
