package app.tandem.sandbox.login;

import static app.tandem.sandbox.login.LoginTestWorld.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.sandbox.kernel.Tokens.Token;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** spring-security-oauth2-client signs in and refreshes against the Salesforce login. */
class SalesforceSpringClientTest extends SalesforceFixture {

    @Test
    void springsClientRedeemsAndRefreshes() {
        ClientRegistration app = registration();
        OAuth2AuthorizationRequest asked = request(app);
        Visitor.Stop stop = new Visitor(home).signIn(asked.getAuthorizationRequestUri(), ANNA);
        assertThat(stop.query("state")).isEqualTo(asked.getState());
        OAuth2AuthorizationResponse answer = OAuth2AuthorizationResponse.success(stop.query("code"))
                .redirectUri(BACK)
                .state(stop.query("state"))
                .build();
        OAuth2AccessTokenResponse tokens = new RestClientAuthorizationCodeTokenResponseClient()
                .getTokenResponse(
                        new OAuth2AuthorizationCodeGrantRequest(app, new OAuth2AuthorizationExchange(asked, answer)));
        assertThat(user(tokens)).isEqualTo(ANNA);
        assertThat(tokens.getAdditionalParameters()).containsKeys("instance_url", "id", "signature", "issued_at");
        OAuth2AccessTokenResponse again = new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(
                        new OAuth2RefreshTokenGrantRequest(app, tokens.getAccessToken(), tokens.getRefreshToken()));
        assertThat(user(again)).isEqualTo(ANNA);
    }

    private static String user(OAuth2AccessTokenResponse tokens) {
        return kernel.tokens
                .find(tokens.getAccessToken().getTokenValue())
                .map(Token::user)
                .orElse("nobody");
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration app) {
        DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(
                new InMemoryClientRegistrationRepository(app), "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return resolver.resolve(new MockHttpServletRequest("GET", "/oauth2/authorization/salesforce"), "salesforce");
    }

    private static ClientRegistration registration() {
        return ClientRegistration.withRegistrationId("salesforce")
                .clientId("tandem")
                .clientSecret("tandem-secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(BACK)
                .scope("api", "refresh_token", "openid")
                .authorizationUri(home + "/services/oauth2/authorize")
                .tokenUri(home + "/services/oauth2/token")
                .build();
    }
}
