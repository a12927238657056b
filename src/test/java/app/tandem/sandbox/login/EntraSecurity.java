package app.tandem.sandbox.login;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Spring Authorization Server, set up as Entra ID's v2.0 endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class EntraSecurity {

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http, EntraState entra, EntraAnswers answers, EntraTokens tokens, EntraMetadata metadata)
            throws Exception {
        http.securityMatcher(
                        "/*/oauth2/v2.0/token",
                        "/*/oauth2/v2.0/authorize",
                        "/*/discovery/v2.0/keys",
                        "/*/v2.0/.well-known/openid-configuration")
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(entra.apps)
                        .authorizationService(entra.grants)
                        .authorizationConsentService(entra.consents)
                        .tokenGenerator(tokens)
                        .authorizationServerSettings(AuthorizationServerSettings.builder()
                                .multipleIssuersAllowed(true)
                                .authorizationEndpoint("/oauth2/v2.0/authorize")
                                .tokenEndpoint("/oauth2/v2.0/token")
                                .jwkSetEndpoint("/discovery/v2.0/keys")
                                .build())
                        .clientAuthentication(client -> client.errorResponseHandler(answers::refuse)
                                .authenticationProviders(all -> all.forEach(provider -> {
                                    if (provider instanceof JwtClientAssertionAuthenticationProvider assertions) {
                                        assertions.setJwtDecoderFactory(new ClientAssertions(entra.apps));
                                    }
                                })))
                        .authorizationEndpoint(authorize -> authorize
                                .consentPage("/consent")
                                .errorResponseHandler(answers::refuseAuthorize)
                                .authorizationRequestConverters(EntraSecurity::bareScopes)
                                .authenticationProviders(all -> all.forEach(provider -> set(provider, entra))))
                        .tokenEndpoint(token -> token.accessTokenResponseHandler(answers::tokens)
                                .errorResponseHandler(answers::refuse)
                                .accessTokenRequestConverters(converters -> tokenRequests(converters, entra))
                                .authenticationProvider(new OnBehalfOf(entra, tokens)))
                        .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                endpoint -> endpoint.providerConfigurationCustomizer(metadata::describe))))
                .authorizeHttpRequests(paths -> paths.requestMatchers(SignInGate::silent)
                        .permitAll()
                        .requestMatchers("/*/oauth2/v2.0/authorize")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .addFilterBefore(new TenantGate(answers), SecurityContextHolderFilter.class)
                .addFilterAfter(new SignInGate(entra.signIn, entra.grants), SecurityContextHolderFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) ->
                        response.sendRedirect("/" + tenant(request) + "/login?flow=" + entra.signIn.begin(request))))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
        return http.build();
    }

    @Bean
    JWKSource<SecurityContext> keys(EntraState entra) {
        return entra.signing.source();
    }

    @Bean
    JwtDecoder decoder(EntraState entra) {
        return NimbusJwtDecoder.withPublicKey(entra.signing.publicKey()).build();
    }

    @Bean
    PasswordEncoder plain() {
        return new PlainSecrets();
    }

    /** The first segment of the path. */
    static String tenant(HttpServletRequest request) {
        return request.getRequestURI().split("/", 3)[1];
    }

    private static void set(Object provider, EntraState entra) {
        Codes codes = new Codes("0.", "");
        if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
            requests.setAuthorizationCodeGenerator(codes);
            requests.setAuthenticationValidator(EntraSecurity::validate);
            requests.setAuthorizationConsentRequired(context -> mustAsk(context, entra));
        } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consents) {
            consents.setAuthorizationCodeGenerator(codes);
            consents.setAuthorizationConsentCustomizer(context -> {
                EntraPages.agree(context, entra);
            });
        }
    }

    /** Addresses are compared exactly; without one, or with a wrong one, there is no way back to the application. */
    private static void validate(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (!context.getRegisteredClient().getRedirectUris().contains(asked.getRedirectUri())) {
            throw AuthorizeRefusal.withoutWayBack(AadRefusal.of(Aad.REDIRECT_UNKNOWN, asked.getRedirectUri()), asked);
        }
        if (!context.getRegisteredClient().getScopes().containsAll(asked.getScopes())) {
            throw AuthorizeRefusal.invalidScope(asked);
        }
    }

    private static boolean mustAsk(OAuth2AuthorizationCodeRequestAuthenticationContext context, EntraState entra) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        String user = ((Authentication) asked.getPrincipal()).getName();
        String prompt = String.valueOf(asked.getAdditionalParameters().get("prompt"));
        Set<String> content = new LinkedHashSet<>(asked.getScopes());
        content.removeAll(EntraScopes.SESSION);
        return prompt.contains("consent") || !entra.consented(asked.getClientId(), user, content);
    }

    private static void bareScopes(List<AuthenticationConverter> converters) {
        converters.replaceAll(converter -> request -> bare(converter.convert(request), request));
    }

    private static @Nullable Authentication bare(@Nullable Authentication converted, HttpServletRequest request) {
        if (!(converted instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked)) {
            return converted;
        }
        Map<String, Object> more = new HashMap<>(asked.getAdditionalParameters());
        more.put(EntraAnswers.ASKED, String.valueOf(request.getParameter("scope")));
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                asked.getRedirectUri(),
                asked.getState(),
                EntraScopes.bare(asked.getScopes()),
                more);
    }

    private static void tokenRequests(List<AuthenticationConverter> converters, EntraState entra) {
        converters.replaceAll(converter -> request -> {
            Authentication converted = converter.convert(request);
            return converted instanceof OAuth2RefreshTokenAuthenticationToken refresh
                    ? bare(refresh, entra)
                    : converted;
        });
        converters.addFirst(OnBehalfOf::convert);
    }

    private static Authentication bare(OAuth2RefreshTokenAuthenticationToken refresh, EntraState entra) {
        if (entra.grants
                .userOf(refresh.getRefreshToken())
                .filter(entra.stepUp::contains)
                .isPresent()) {
            throw EntraErrors.refused(Aad.STEP_UP);
        }
        Set<String> scopes = new LinkedHashSet<>(EntraScopes.bare(refresh.getScopes()));
        scopes.removeAll(EntraScopes.SESSION);
        return new OAuth2RefreshTokenAuthenticationToken(
                refresh.getRefreshToken(),
                (Authentication) refresh.getPrincipal(),
                scopes,
                refresh.getAdditionalParameters());
    }
}
