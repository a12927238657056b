package app.tandem.connect;

import app.tandem.platform.Installation;
import app.tandem.platform.http.OutboundHttp;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may see what, and the headers of every answer (reliability 2.6). */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String START = "/connect";
    private static final long HSTS_SECONDS = 31_536_000;

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            SalesforceLogin salesforce,
            NoAuthorizedClients clients,
            OutboundHttp outbound,
            Installation installation)
            throws Exception {
        DefaultOAuth2AuthorizationRequestResolver requests =
                new DefaultOAuth2AuthorizationRequestResolver(salesforce, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                "/",
                                START,
                                START + "/salesforce",
                                START + "/problem/*",
                                START + "/for-pane",
                                START + "/mailbox/admin-consent",
                                "/assets/**",
                                "/manifest/**",
                                "/hooks/**",
                                "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/admin", "/admin/**", "/actuator/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/hooks/**"))
                .headers(headers -> headers(headers, installation))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.logoutSuccessUrl(START))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler(
                        (request, response, denied) -> response.sendRedirect(Problem.NOT_FOR_YOU.path())))
                .oauth2Login(login -> login.loginPage(START)
                        .clientRegistrationRepository(salesforce)
                        .authorizedClientRepository(clients)
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(requests))
                        .tokenEndpoint(token -> token.accessTokenResponseClient(SalesforceLogin.tokens(outbound)))
                        .userInfoEndpoint(person -> person.userService(salesforce))
                        .successHandler((request, response, person) -> response.sendRedirect(START))
                        .failureHandler((request, response, failure) ->
                                response.sendRedirect(problem(request, failure).path())));
        return http.build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, Installation installation) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(installation)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
        if (installation.secure()) {
            headers.httpStrictTransportSecurity(hsts ->
                    hsts.maxAgeInSeconds(HSTS_SECONDS).includeSubDomains(false).requestMatcher(request -> true));
        } else {
            headers.httpStrictTransportSecurity(hsts -> hsts.disable());
        }
    }

    /** Forms lead on to the sign-in services, so that their hosts must be allowed as targets. */
    private static String policy(Installation installation) {
        boolean onOwnMachine = Stream.of(
                        installation.publicUrl(),
                        installation.entra().browserBase(),
                        installation.salesforce().loginUrl())
                .anyMatch(uri -> "http".equals(uri.getScheme()));
        String targets = onOwnMachine ? "'self' https: http://localhost:* http://127.0.0.1:*" : "'self' https:";
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self';"
                + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action " + targets;
    }

    private static Problem problem(HttpServletRequest request, AuthenticationException failure) {
        if (!(failure instanceof OAuth2AuthenticationException refused)) {
            return Problem.STALE;
        }
        OAuth2Error error = refused.getError();
        String description = error.getDescription() == null ? "" : error.getDescription();
        return error.getErrorCode().equals("problem")
                ? Problem.of(description).orElse(Problem.SERVICE_DOWN)
                : Problems.ofError(error.getErrorCode(), description);
    }

    /**
     * In Outlook's frame the cookie is a third party's: it lives only partitioned (office-notes 8). What it would let
     * through, forged requests, is kept out by the tokens of Spring Security and Vaadin. Plain http is for a
     * demonstration on the own machine.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionCookie(Installation installation) {
        return factory -> {
            Cookie cookie = factory.getSettings().getSession().getCookie();
            cookie.setName(installation.secure() ? "__Host-tandem" : "tandem_session");
            cookie.setSecure(installation.secure());
            cookie.setHttpOnly(true);
            cookie.setPath("/");
            cookie.setSameSite(installation.secure() ? Cookie.SameSite.NONE : Cookie.SameSite.LAX);
            cookie.setPartitioned(installation.secure());
        };
    }
}
