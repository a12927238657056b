package app.tandem.sidebar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The pane's own rules: it lives in Outlook's frame, and whoever is not signed in sees a page to sign in. Who may see
 * what is decided where it is asked for; Vaadin's token guards its requests against forgery.
 */
@Configuration(proxyBeanMethods = false)
class PaneSecurity {

    @Bean
    @Order(10)
    SecurityFilterChain pane(HttpSecurity http) throws Exception {
        return http.securityMatcher("/pane", "/pane/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }
}
