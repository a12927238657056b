package app.tandem.sandbox.login;

import app.tandem.sandbox.world.Person;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Spring Authorization Server, set up as Salesforce's OAuth endpoints. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SalesforceSecurity {

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            SalesforceState salesforce,
            SalesforceAnswers answers,
            SalesforceErrors errors,
            SalesforceTokens tokens)
            throws Exception {
        http.securityMatcher(
                        "/services/oauth2/authorize",
                        "/services/oauth2/token",
                        "/services/oauth2/introspect",
                        "/id/keys",
                        "/.well-known/openid-configuration")
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(salesforce.apps)
                        .authorizationService(salesforce.grants)
                        .authorizationConsentService(salesforce.consents)
                        .tokenGenerator(tokens)
                        .authorizationServerSettings(AuthorizationServerSettings.builder()
                                .authorizationEndpoint("/services/oauth2/authorize")
                                .tokenEndpoint("/services/oauth2/token")
                                .tokenIntrospectionEndpoint("/services/oauth2/introspect")
                                .tokenRevocationEndpoint("/services/oauth2/revoke")
                                .oidcUserInfoEndpoint("/services/oauth2/userinfo")
                                .jwkSetEndpoint("/id/keys")
                                .build())
                        .clientAuthentication(client -> client.errorResponseHandler(errors::refuse)
                                .authenticationProviders(all -> all.forEach(provider -> {
                                    if (provider instanceof JwtClientAssertionAuthenticationProvider assertions) {
                                        assertions.setJwtDecoderFactory(new ClientAssertions(salesforce.apps));
                                    }
                                })))
                        .authorizationEndpoint(authorize -> authorize
                                .consentPage("/login/approve")
                                .authorizationResponseHandler(answers::code)
                                .errorResponseHandler(errors::refuseAuthorize)
                                .authorizationRequestConverters(SalesforceSecurity::defaultScopes)
                                .authenticationProviders(all -> all.forEach(provider -> set(provider, salesforce))))
                        .tokenEndpoint(token -> token.accessTokenResponseHandler(answers::tokens)
                                .errorResponseHandler(errors::refuse)
                                .accessTokenRequestConverter(SalesforceJwtBearer::convert)
                                .authenticationProvider(new SalesforceJwtBearer(salesforce, tokens)))
                        .tokenIntrospectionEndpoint(introspect -> introspect
                                .introspectionResponseHandler(answers::introspection)
                                .errorResponseHandler(errors::refuse))
                        .oidc(oidc ->
                                oidc.providerConfigurationEndpoint(endpoint -> endpoint.providerConfigurationCustomizer(
                                        configuration -> configuration.claims(claims -> claims.put(
                                                "scopes_supported", List.copyOf(SalesforceState.SCOPES.keySet())))))))
                .authorizeHttpRequests(paths -> paths.requestMatchers(SignInGate::silent)
                        .permitAll()
                        .requestMatchers("/services/oauth2/authorize")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .addFilterAfter(new SignInGate(salesforce.signIn, salesforce.grants), SecurityContextHolderFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) ->
                        response.sendRedirect("/login?flow=" + salesforce.signIn.begin(request))))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
        return http.build();
    }

    @Bean
    JWKSource<SecurityContext> keys(SalesforceState salesforce) {
        return salesforce.signing.source();
    }

    @Bean
    JwtDecoder decoder(SalesforceState salesforce) {
        return NimbusJwtDecoder.withPublicKey(salesforce.signing.publicKey()).build();
    }

    @Bean
    PasswordEncoder plain() {
        return new PlainSecrets();
    }

    private static void set(Object provider, SalesforceState salesforce) {
        Codes codes = new Codes("aPrx", "==");
        if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
            requests.setAuthorizationCodeGenerator(codes);
            requests.setAuthenticationValidator(SalesforceSecurity::validate);
            requests.setAuthorizationConsentRequired(context -> mustAsk(context, salesforce));
        } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consents) {
            consents.setAuthorizationCodeGenerator(codes);
        }
    }

    private static void validate(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (!context.getRegisteredClient().getRedirectUris().contains(asked.getRedirectUri())) {
            throw AuthorizeRefusal.withoutWayBack(
                    SalesforceErrors.worded("redirect_uri_mismatch", "redirect_uri must match configuration"), asked);
        }
        if (!context.getRegisteredClient().getScopes().containsAll(asked.getScopes())) {
            throw AuthorizeRefusal.invalidScope(asked);
        }
    }

    private static boolean mustAsk(
            OAuth2AuthorizationCodeRequestAuthenticationContext context, SalesforceState salesforce) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        String client = asked.getClientId();
        Person person = salesforce
                .person(((Authentication) asked.getPrincipal()).getName())
                .orElseThrow();
        if (!salesforce.admits(client, person)) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    SalesforceErrors.worded("OAUTH_APP_BLOCKED", "this app is blocked by admin"), asked);
        }
        Set<String> content = new LinkedHashSet<>(asked.getScopes());
        content.remove("openid");
        String prompt = String.valueOf(asked.getAdditionalParameters().get("prompt"));
        return prompt.contains("consent") || !salesforce.approved(client, person.mail(), content);
    }

    private static void defaultScopes(List<AuthenticationConverter> converters) {
        converters.replaceAll(converter -> request -> withScopes(converter.convert(request)));
    }

    /** Without a scope parameter an application gets everything it is registered for that a session needs. */
    private static @Nullable Authentication withScopes(@Nullable Authentication converted) {
        if (!(converted instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)
                || !asked.getScopes().isEmpty()) {
            return converted;
        }
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                asked.getRedirectUri(),
                asked.getState(),
                Set.of("api", "refresh_token", "openid", "id"),
                asked.getAdditionalParameters());
    }
}
