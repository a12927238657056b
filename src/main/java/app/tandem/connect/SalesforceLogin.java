package app.tandem.connect;

import app.tandem.credentials.CrmGrants;
import app.tandem.platform.Installation;
import app.tandem.platform.RemoteFailureException;
import app.tandem.platform.http.OutboundHosts;
import app.tandem.platform.http.OutboundHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Salesforce as Spring Security's identity provider: one registration per login host, made when asked for, because
 * production, sandboxes and My Domains sign in at hosts of their own (admin A-136 … A-138).
 */
@Component
class SalesforceLogin implements ClientRegistrationRepository, OAuth2UserService<OAuth2UserRequest, OAuth2User> {

    /** The registration of the operator's login URL. */
    static final String ID = "salesforce";

    private static final String REFRESH_TOKEN = "refresh_token";
    private static final int LONGEST_ID = 400;

    private final Installation installation;
    private final OutboundHosts hosts;
    private final CrmGrants grants;
    private final Connecting connecting;

    SalesforceLogin(Installation installation, OutboundHosts hosts, CrmGrants grants, Connecting connecting) {
        this.installation = installation;
        this.hosts = hosts;
        this.grants = grants;
        this.connecting = connecting;
    }

    /** The registration id of a login host that a person typed; null when it is none of Salesforce's. */
    @Nullable
    String idOf(String typed) {
        URI login = hosts.salesforceLogin(typed);
        return login == null
                ? null
                : ID + "~"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(login.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        URI login = loginUrl(id);
        return login == null ? null : registration(id, login.toString().replaceAll("/+$", ""));
    }

    @Override
    public OAuth2User loadUser(OAuth2UserRequest request) {
        URI login = loginUrl(request.getClientRegistration().getRegistrationId());
        CrmGrants.SignedIn signedIn = null;
        try {
            if (login == null) {
                throw new ProblemException(Problem.UNKNOWN_HOST);
            }
            Map<String, Object> fields = new HashMap<>(request.getAdditionalParameters());
            fields.put("access_token", request.getAccessToken().getTokenValue());
            signedIn = grants.verified(login, fields);
            return connecting.withSalesforce(signedIn, present());
        } catch (ProblemException e) {
            if (signedIn != null) {
                grants.discard(signedIn);
            }
            throw refused(e.problem());
        } catch (RemoteFailureException e) {
            throw refused(Problems.of(e.failure()));
        }
    }

    private static OAuth2AuthenticationException refused(Problem problem) {
        return new OAuth2AuthenticationException(new OAuth2Error("problem", problem.name(), null));
    }

    static @Nullable SignedInPerson present() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present != null && present.getPrincipal() instanceof SignedInPerson person ? person : null;
    }

    private @Nullable URI loginUrl(String id) {
        if (id.equals(ID)) {
            return installation.salesforce().loginUrl();
        }
        if (!id.startsWith(ID + "~") || id.length() > LONGEST_ID) {
            return null;
        }
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(id.substring(ID.length() + 1));
            return hosts.salesforceLogin(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private ClientRegistration registration(String id, String login) {
        return ClientRegistration.withRegistrationId(id)
                .clientId(installation.salesforce().clientId())
                .clientSecret(installation.salesforce().clientSecret().reveal())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(installation.page("/login/oauth2/code/" + ID).toString())
                .scope("api", REFRESH_TOKEN, "id")
                .authorizationUri(login + "/services/oauth2/authorize")
                .tokenUri(login + "/services/oauth2/token")
                .clientName("Salesforce")
                .build();
    }

    /** Trades the code through our HTTP client; all fields of the answer reach {@link #loadUser}, none the session. */
    static RestClientAuthorizationCodeTokenResponseClient tokens(OutboundHttp http) {
        OAuth2AccessTokenResponseHttpMessageConverter answers = new OAuth2AccessTokenResponseHttpMessageConverter();
        answers.setAccessTokenResponseConverter(SalesforceLogin::answer);
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http.client());
        requests.setReadTimeout(OutboundHttp.ANSWER_TIMEOUT);
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(answers))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private static OAuth2AccessTokenResponse answer(Map<String, Object> fields) {
        OAuth2AccessTokenResponse plain = new DefaultMapOAuth2AccessTokenResponseConverter().convert(fields);
        Map<String, Object> all = new HashMap<>(plain.getAdditionalParameters());
        for (String name : List.of(REFRESH_TOKEN, "id", "instance_url", "issued_at", "signature")) {
            Object value = fields.get(name);
            if (value != null) {
                all.put(name, value);
            }
        }
        return OAuth2AccessTokenResponse.withResponse(plain)
                .refreshToken(null)
                .additionalParameters(all)
                .build();
    }
}
