package app.tandem.sandbox.inside;

import app.tandem.settings.Switches;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;

/** What the endpoints stand on. They are guarded by their secret alone: whoever has it is the control port. */
@Configuration(proxyBeanMethods = false)
class InsideConfiguration {

    @Bean
    EmptyStore emptyStore(DataSource database) {
        return new EmptyStore(database);
    }

    @Bean
    InsideSettings insideSettings(Switches switches, TransactionTemplate transactions) {
        return new InsideSettings(switches, transactions);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain inside(HttpSecurity http) throws Exception {
        return http.securityMatcher("/sandbox-inside/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }
}
