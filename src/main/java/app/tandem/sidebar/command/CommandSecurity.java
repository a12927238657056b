package app.tandem.sidebar.command;

import app.tandem.platform.Installation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What the pane's scripts and the ribbon's commands call beside Vaadin. The cookie comes along from every site, so each
 * change needs a token that only our own page can read, must come from our own origin, and is small (office-notes 8).
 */
@Configuration(proxyBeanMethods = false)
class CommandSecurity {

    private static final long MOST_BYTES = 1 << 20;

    @Bean
    @Order(11)
    SecurityFilterChain commands(HttpSecurity http, Installation installation) throws Exception {
        return http.securityMatcher("/office/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new OwnPagesOnly(origin(installation)), CsrfFilter.class)
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static String origin(Installation installation) {
        return installation.publicUrl().getScheme() + "://"
                + installation.publicUrl().getRawAuthority();
    }

    /** Refuses what another site sends, before anything is read of it. */
    private static final class OwnPagesOnly extends OncePerRequestFilter {

        private final String origin;

        OwnPagesOnly(String origin) {
            this.origin = origin;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (request.getMethod().equals("GET") || isOurs(request.getHeader("Origin"), request)) {
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }

        private boolean isOurs(@Nullable String sender, HttpServletRequest request) {
            long length = request.getContentLengthLong();
            return origin.equals(sender) && length >= 0 && length <= MOST_BYTES;
        }
    }
}
